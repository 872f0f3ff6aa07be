"""What members, the chair and operators type, cleaned."""

from .appeals import AppealForm, HearingForm
from .ballots import AnswerForm, AskForm, OpenForm, ReasonForm, VoteForm
from .bylaws import BylawsForm, ProposalForm
from .seats import FoundingForm, NominationForm

__all__ = [
    "AnswerForm",
    "AppealForm",
    "AskForm",
    "BylawsForm",
    "FoundingForm",
    "HearingForm",
    "NominationForm",
    "OpenForm",
    "ProposalForm",
    "ReasonForm",
    "VoteForm",
]
