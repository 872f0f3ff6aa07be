"""Who can meet a need, best first, with what speaks for each and what each lacks.

Plain sums over what groups wrote and chose, independent of the database; nothing is learnt, least of all about
persons. Whatever is not said is unknown, and unknown is neither for nor against.
"""

from .facts import Fact, Lent, Match, Need
from .ranking import Pool
from .times import ANY_TIME, When, understood

__all__ = ["ANY_TIME", "Fact", "Lent", "Match", "Need", "Pool", "When", "understood"]
