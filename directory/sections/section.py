"""What a section is: one part of a group's page, opened, saved and remembered on its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory import rules

from . import contents

EDITED = _("The page of %(group)s was edited.")
EVERYBODY_SEES_IT = _("Everybody sees this section on your public page.")


@dataclass(frozen=True)
class Section:
    """One line of the registry; see the package's docstring for what `form` and `read` must give."""

    code: str
    title: Any
    form: Callable[..., Any]
    read: Callable[[Any], dict[str, Any]] | None = None
    template: str = "directory/edit_section.html"
    next: Callable[[Any], str] | None = None
    may: Callable[[Any, Any], bool] = rules.edits
    said: Any = EDITED
    lead: Any = EVERYBODY_SEES_IT

    def stands(self, group):
        """The section's whole content as it stands in the database now."""
        return self.read(group) if self.read else contents.stands(self.form(group))

    def after(self, group):
        """Where a saved form leads to."""
        return self.next(group) if self.next else reverse("group_edit", args=[group.slug])


def of_group(form_class):
    """The `form` of a section whose ModelForm stands on the group itself."""

    def form(group, data=None, files=None):
        return form_class(data, files, instance=group)

    return form
