"""A group's part: its role, its tasks, and what it brings."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.initiatives.models import BudgetLine, Partnership, Task
from directory.forms.fields import in_two_languages

from .rows import RowForm, WithRows, rows_of


class TaskForm(RowForm):
    needs = _("Name the task, in Arabic or in English.")

    class Meta:
        model = Task
        fields = ["title_ar", "title_en"]


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
        if not self.has_changed() or self.cleaned_data.get("DELETE") or self.has_error("amount"):
            return
        if kind == BudgetLine.Kind.MONEY and (amount is None or amount <= 0):
            self.add_error("amount", ValidationError(_("Write an amount above 0."), code="required"))
        if kind == BudgetLine.Kind.IN_KIND:
            self.cleaned_data["amount"] = None


class PartForm(WithRows):
    row_sets = {
        "tasks": rows_of(Partnership, Task, TaskForm),
        "budget_lines": rows_of(Partnership, BudgetLine, BudgetLineForm),
    }
    row_titles = {"tasks": _("task"), "budget_lines": _("contribution")}

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
