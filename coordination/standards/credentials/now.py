"""Whether an accreditation holds at this moment, as plain JSON: the same on the verify page and in the API."""

from django.utils import timezone
from django.utils.translation import override

from coordination.standards.credentials import said
from coordination.standards.models import Because, Condition

UNKNOWN = "unknown"
STATES = [*Condition.values, UNKNOWN]


def standing(one):
    """Of one that `as_of` fetched. Everybody reads why it is suspended or was revoked."""
    return {
        **said.claims(one),
        "state": one.is_now,
        "as_of": said.moment(timezone.now()),
        "state_since": said.moment(one.state_since) if one.is_now == one.state else None,
        "reason": reason(one),
    }


def reason(one):
    """{"code", "label_ar", "label_en", "text"}, or None of one that holds, or ended by the calendar."""
    if not one.why_now:
        return None
    words = {"text": words_of(one)}
    for lang in ("ar", "en"):
        with override(lang):
            words[f"label_{lang}"] = str(Because(one.why_now).label)
    return {"code": one.why_now, **words}


def words_of(one):
    """The committee's own words, where the reason that is kept is the one that holds now."""
    return one.reason if one.why_now == one.reason_code else ""


def unknown(typed):
    return {"id": typed, "state": UNKNOWN, "as_of": said.moment(timezone.now())}
