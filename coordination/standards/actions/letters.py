"""Letters that go out at once: what was taken from a group, and what a reviewer is asked."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from accounts.letters import isolated, send
from coordination.standards.models import Because, Condition
from directory.letters import name_of
from directory.models import Membership


def taken_away(row, appeal_until=None):
    """To each leader in their language, with the reason; `appeal_until` of what the committee decided."""
    rows = Membership.objects.leaders().filter(group=row.group).select_related("person")
    for person in (one.person for one in rows if one.person.email):
        lang = person.language
        with override(lang):
            words = {
                "revoked": row.state == Condition.REVOKED, "standard": isolated(row.standard),
                "ready": str(Because(row.reason_code).label), "words": isolated(row.reason) if row.reason else "",
                "appeal_until": appeal_until and date_format(appeal_until, "j F Y"),
                "group": name_of(row.group, lang), "link": settings.SITE_URL + row.get_absolute_url(),
            }  # fmt: skip
        key = f"accreditation:{row.pk}:{row.version}:{row.state}"
        send("mail/standards/taken_away.txt", person.email, lang, words, dedup_key=key)


def proposed(proposal):
    """To the reviewer, who is asked before anything of the assessment is shown."""
    person = proposal.person
    with override(person.language):
        words = {
            "title": isolated(proposal.assessment), "due": date_format(proposal.due_at, "j F Y"),
            "link": settings.SITE_URL + proposal.get_absolute_url(),
        }  # fmt: skip
    key = f"review-proposal:{proposal.pk}"
    send("mail/standards/proposed.txt", person.email, person.language, words, dedup_key=key)
