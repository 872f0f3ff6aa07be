"""What differs between two wordings of a standard, clause by clause."""

from coordination.standards.forms.writing import ClauseForm, HeadForm
from coordination.standards.models import Clause
from directory.sections import differences


class OfClauses:
    """What `differences.compare` needs of a form: the labels of the head's fields, and of a clause's."""

    def __init__(self, standard):
        self.head = HeadForm(instance=standard)
        self.fields = self.head.fields
        self.clause = ClauseForm(instance=Clause(standard=standard))

    def __getitem__(self, name):
        return self.head[name]

    def row_form(self, _row):
        return self.clause


def compare(standard, before, after):
    """{"head": [Difference], "clauses": [(code, [Difference])], "same": unchanged clauses} in the order of the text."""
    form = OfClauses(standard)
    head = differences.compare(form, before["head"], after["head"]).found
    was, stands = ({row["id"]: row for row in text["clauses"]} for text in (before, after))
    changed = []
    for code in dict.fromkeys([*stands, *was]):
        old, new = ([row] if (row := side.get(code)) else [] for side in (was, stands))
        if old != new:
            found, _same = differences.compare_rows(form, old, new)
            changed.append((code, [unnamed(one) for one in found]))
    same = sum(was.get(code) == row for code, row in stands.items())
    return {"head": head, "changed": changed, "same": same}


def unnamed(difference):
    """The clause's code stands above all that differs in it."""
    difference.of = ""
    return difference
