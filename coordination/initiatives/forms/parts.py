"""A group's part: its role, its tasks, and what it brings; and what all groups bring, at one glance."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.initiatives.models import BudgetLine, Initiative, Partnership, Task
from directory.forms.fields import in_two_languages

from .days import day_input
from .rows import RowForm, RowsOf, WithRows


class TaskForm(RowForm):
    needs = _("Name the task, in Arabic or in English.")

    class Meta:
        model = Task
        fields = ["title_ar", "title_en", "due_on"]
        widgets = {"due_on": day_input()}
        labels = {"due_on": _("Until when")}


class BudgetLineForm(RowForm):
    """Money has an amount, what is given in kind has none."""

    needs = _("Say what it is, in Arabic or in English.")

    class Meta:
        model = BudgetLine
        fields = ["title_ar", "title_en", "kind", "amount"]
        help_texts = {"amount": _("In Kuwaiti dinars, up to three decimals; only for money.")}

    def clean(self):
        super().clean()
        kind, amount = self.cleaned_data.get("kind"), self.cleaned_data.get("amount")
        if not self.has_changed() or self.has_error("amount"):
            return
        if kind == BudgetLine.Kind.MONEY and (amount is None or amount <= 0):
            self.add_error("amount", ValidationError(_("Write an amount above 0."), code="required"))
        if kind == BudgetLine.Kind.IN_KIND:
            self.cleaned_data["amount"] = None


class LineOfGroupForm(BudgetLineForm):
    """The same, with who brings it."""

    class Meta(BudgetLineForm.Meta):
        fields = ["partnership", *BudgetLineForm.Meta.fields]
        labels = {"partnership": _("Which group brings it?")}


class Tasks(RowsOf):
    form_class, name, row_title = TaskForm, "tasks", _("task")
    owner, relation = "partnership", "tasks"


class Contributions(RowsOf):
    form_class, name, row_title = BudgetLineForm, "budget_lines", _("contribution")
    owner, relation = "partnership", "budget_lines"


class ContributionsOfAll(RowsOf):
    """What every group brings; a new one first says which."""

    form_class, name, row_title = LineOfGroupForm, "budget_lines", _("contribution")
    most = 60

    def queryset(self):
        return BudgetLine.objects.filter(partnership__initiative=self.group).order_by("partnership", "pk")

    def new_row(self, row_id):
        return BudgetLine()

    def row_form(self, row_id):
        form, groups = super().row_form(row_id), Partnership.objects.filter(initiative=self.group)
        form.fields["partnership"].queryset = groups.select_related("group")
        form.fields["partnership"].label_from_instance = lambda row: row.group.name
        return form


class PartForm(WithRows):
    row_sets = (Tasks, Contributions)

    class Meta:
        model = Partnership
        fields = ["role_ar", "role_en"]
        help_texts = {"role_ar": _("In a few words, like “Sign language at every evening”.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role_ar"].label = self.fields["role_en"].label = _("Role")
        for name in ("role_ar", "role_en"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})
        in_two_languages(self, needed="role")


class BudgetForm(WithRows):
    title = _("Who brings what?")
    lead = _(
        "Money in Kuwaiti dinars, or in kind: a hall, a van, hours of work. Whoever brings something agrees to it."
    )
    row_sets = (ContributionsOfAll,)

    class Meta:
        model = Initiative
        fields: list[str] = []
