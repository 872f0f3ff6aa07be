"""The sections of a group's page: the one place that knows them all. To add a section, add one line to SECTIONS.

`Section(code, title, form, read=None, …)`; everything else (page, conflicts, history, restoring) follows from it.

- `form(group, data=None, files=None)` gives a form, unopened when `data` is None. A ModelForm of the group:
  `of_group(MyForm)`. A list of children: a subclass of `rows.Rows` (its class is the `form`), each child under its own
  stable id. Anything else with `is_valid()`, `errors`, `non_field_errors()`, `add_error()`, `changed_data`, `save()`,
  iteration over bound fields, and `stands()`, `written()`, `flat()`, `posted()` as in `contents` and `rows`.
  ModelForms are saved by `editing.save_form`: only the columns of their fields, then their m2m; the others by `save()`.
  Whether somebody may save is not the form's to ask: the action does, under the group's claim.
- `read(group)` gives the whole content as JSON: {field: value}, lists of children as {name: [{"id": …, field: value}]}.
  Left out, it is what the unopened form shows, so a form that shows everything needs no `read`. "" stands for nothing.
  Never in it: consents, verdicts, standing, whatever restoring must not bring back.
- `template` extends directory/edit_section.html; it has `group`, `section`, `form`, `revision`, `title`, `back`.
  Every form posts `revision` (its number when opened) and the tag `{% once %}`.
- `next(group)`: the address after saving. `may(person, group)`: who opens and saves it (default: editors, leaders).
  `said`: the journal's sentence; `lead`: who will see this section.

From views of one's own: `views.saving.take(request, group, section, build, part=…)` does the whole round for a form
or for a part of a section (one service, one achievement); `actions.editing.save_section` is what it ends in.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from directory import rules
from directory.forms import ScopeForm, TextsForm
from directory.forms.access import GroupAccessForm
from directory.forms.links import LinksForm

from . import achievements, capabilities, contacts, licence, orders, service_list, team
from .section import Section, of_group

of_order: dict[str, Any] = {"template": "directory/edit_order.html"}

SECTIONS = {
    section.code: section
    for section in [
        Section("texts", _("Name and texts"), of_group(TextsForm), template="directory/edit_texts.html"),
        Section("scope", _("Area, fields and beneficiaries"), of_group(ScopeForm)),
        Section(
            "services",
            _("Services"),
            service_list.Services,
            read=service_list.read,
            template="directory/edit_services.html",
            said=_("The services of %(group)s were edited."),
        ),
        Section(
            "achievements",
            _("Achievements"),
            achievements.Achievements,
            read=achievements.read_achievements,
            said=_("The achievements of %(group)s were edited."),
        ),
        Section("access", _("Access features"), of_group(GroupAccessForm)),
        Section(
            "capabilities",
            _("What you can lend"),
            capabilities.Capabilities,
            template="directory/edit_rows.html",
        ),
        Section(
            "contacts",
            _("Contact"),
            contacts.Contacts,
            template="directory/edit_rows.html",
            lead=_("For each one you choose who sees it."),
        ),
        Section(
            "private",
            _("Contacts for the committee only"),
            contacts.PrivateContacts,
            template="directory/edit_rows.html",
            may=rules.leads,
            lead=_("Only the leaders of your group and the coordinating committee see these."),
        ),
        Section(
            "licence",
            _("Licence"),
            licence.form,
            read=licence.read,
            template="directory/edit_licence.html",
        ),
        Section("links", _("Languages and links"), of_group(LinksForm)),
        Section(
            "team",
            _("Team"),
            team.TeamCards,
            template="directory/edit_rows.html",
            lead=_("The public sees only those who agreed. You ask them on the page of your team."),
        ),
        Section("order", _("Order of the services"), orders.of_services, **of_order),
        Section("team_order", _("Order of the team"), orders.of_team, **of_order),
        Section("look", _("Logo and cover"), achievements.Looks),
    ]
}

__all__ = ["SECTIONS", "Section", "of_group"]
