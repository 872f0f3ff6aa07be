"""Ready reasons of the committee: a code for the journal, a whole sentence for the people it is told to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ToMend(models.TextChoices):
    """What a returned page lacks; SECTION_OF says where it is mended."""

    SUMMARY = "summary", _("The summary does not yet say what you do and for whom.")
    NAME = "name", _("The name differs from the name on your papers.")
    SCOPE = "scope", _("The area, the fields of work or the people you serve are not right yet.")
    CONTACTS = "contacts", _("The published way to reach you does not work, or is missing.")
    LICENCE = "licence", _("The licence is missing, cannot be read, or has expired.")
    TEAM = "team", _("The committee could not tell who leads the group.")
    SAFETY = "safety", _("The page does not say how children and people in care are kept safe.")
    OTHER = "other", _("Something else, in the committee’s own words.")


SECTION_OF = {
    ToMend.SUMMARY: "texts",
    ToMend.NAME: "texts",
    ToMend.SCOPE: "scope",
    ToMend.CONTACTS: "contacts",
    ToMend.LICENCE: "licence",
    ToMend.SAFETY: "texts",
}


class Declining(models.TextChoices):
    NOT_VOLUNTEER = "not_volunteer", _("The group works for profit, not as volunteers.")
    POLITICS = "politics", _("The group works in politics.")
    MONEY = "money", _("The page collects money, which is licensed apart.")
    OUTSIDE = "outside", _("The group does not serve people in Kuwait.")
    UNTRUE = "untrue", _("What the page says could not be confirmed.")
    DOUBLE = "double", _("The group is in the directory already.")
    OTHER = "other", _("Another reason, in the committee’s own words.")


class Suspending(models.TextChoices):
    HARM = "harm", _("Somebody may come to harm while the page is open.")
    LICENCE = "licence", _("The licence was withdrawn, or is not the group’s own.")
    UNTRUE = "untrue", _("The page misleads those who read it.")
    MONEY = "money", _("The page collects money, which is licensed apart.")
    SILENT = "silent", _("Nobody of the group answers any more.")
    OTHER = "other", _("Another reason, in the committee’s own words.")


class Lifting(models.TextChoices):
    MENDED = "mended", _("What the suspension was about has been put right.")
    ERROR = "error", _("The suspension rested on an error.")
    OTHER = "other", _("Another reason, in the committee’s own words.")


class Closing(models.TextChoices):
    STOPPED = "stopped", _("The group no longer works.")
    MERGED = "merged", _("The group has become part of another one.")
    SILENT = "silent", _("Nobody of the group answers any more.")
    OTHER = "other", _("Another reason, in the committee’s own words.")


class RefusingLicence(models.TextChoices):
    UNREADABLE = "unreadable", _("The scan cannot be read.")
    DIFFERS = "differs", _("Name, number or dates differ from the scan.")
    NOT_OURS = "not_ours", _("The licence belongs to somebody else.")
    UNCONFIRMED = "unconfirmed", _("The authority did not confirm it.")
    OTHER = "other", _("Another reason, in the committee’s own words.")
