"""A person's own data: what accounts hand out and forget."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, Mute, Notice, Partner, Person, Preference
from deeds import hooks
from deeds.lifecycle import Refused

NO_OPERATOR = _("The site needs somebody who runs it. Appoint another operator first.")

TOLD = ("title_ar", "title_en", "path", "at", "due_at", "read_at", "done_at", "mailed_at")
WISHED = (
    "choice",
    "immediate",
    "cadence",
    "weekday",
    "hour",
    "zone",
    "paused_until",
    "hide_content",
    "changed_at",
)


def register():
    hooks.unsettled.register(unsettled)
    hooks.own_data.register(hooks.OwnData("accounts", export, erase))


def export(person):
    """Everything kept about the person here, but for secrets: no password, no key of an app, no code."""
    return {
        "person": {
            "id": str(person.uuid),
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "joined_at": person.joined_at,
            "last_signed_in_at": person.last_login,
        },
        "addresses": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "consents": list(
            Consent.objects.answerable_by(person).values(
                "subject_name", "scope", "guardian", "text_version", "given_at", "until", "withdrawn_at"
            )
        ),
        "second_factor": list(
            Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
        ),
        "sessions": list(
            UserSession.objects.filter(user=person).values("created_at", "last_seen_at", "ip", "user_agent")
        ),
        "partners": list(
            Partner.objects.filter(keeper=person).values("name", "contact_email", "purpose", "state")
        ),
        "notices": list(Notice.objects.filter(person=person).newest_first().values(*TOLD)),
        "mails_wished": list(Preference.objects.filter(person=person).values(*WISHED)),
        "muted": list(Mute.objects.filter(person=person).values("name_ar", "name_en", "at")),
    }


def unsettled(person):
    """Somebody else must run the site first."""
    others = Person.objects.filter(is_operator=True, is_active=True).exclude(pk=person.pk)
    if person.is_operator and not others.exists():
        yield hooks.Waiting(NO_OPERATOR, reverse("admin:accounts_person_changelist"))


def erase(person):
    """Leaves a row without name, address or way in, so that the journal's actors still point somewhere."""
    if any(unsettled(person)):
        raise Refused(NO_OPERATOR)
    for session in UserSession.objects.filter(user=person):
        session.end()
    Consent.objects.answerable_by(person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    Partner.objects.filter(keeper=person).update(keeper=None)
    for model in (Notice, Preference, Mute):
        model.objects.filter(person=person).delete()
    person.email, person.name, person.last_login = None, "", None
    person.is_active = person.is_operator = False
    person.set_unusable_password()
    person.save()
