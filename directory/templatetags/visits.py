"""For the buttons that lead from a group to a question, an offer, a shortlist; and how fast it answers, in words."""

import math
from datetime import timedelta

from django import template
from django.urls import reverse
from django.utils.translation import ngettext

from directory.models import Follow
from directory.shortlist import MOST, code_of, codes_in

register = template.Library()
BEGUN = "new"


@register.filter
def reply_words(time):
    """“usually answers within 3 hours” from a timedelta."""
    if time <= timedelta(hours=23):
        n = max(1, math.ceil(time / timedelta(hours=1)))
        return ngettext("Usually answers within %(n)d hour", "Usually answers within %(n)d hours", n) % {
            "n": n
        }
    n = math.ceil(time / timedelta(days=1))
    return ngettext("Usually answers within %(n)d day", "Usually answers within %(n)d days", n) % {"n": n}


@register.simple_tag(takes_context=True)
def listed_with(context, group_uuid):
    """{url, on}: the shortlist with this group added to what the address carries, or without it when it is there."""
    codes = carried(context)
    code = code_of(group_uuid)
    rest = [each for each in codes if each != code]
    return {
        "url": address(rest if code in codes else [*codes, code][-MOST:]),
        "on": code in codes,
    }


@register.simple_tag(takes_context=True)
def carried_list(context):
    """What keeps the shortlist in the address of the next page, "" without one."""
    request = context.get("request")
    said = request.GET.get("list") if request else ""
    return f"?list={'.'.join(carried(context)) or BEGUN}" if said else ""


@register.simple_tag(takes_context=True)
def choosing(context):
    """The same page with a button on each card: a list of nothing yet, which any code joins."""
    request = context["request"]
    query = request.GET.copy()
    query["list"] = BEGUN
    return f"{request.path}?{query.urlencode()}"


def carried(context):
    """Codes in `groups` on the shortlist itself, in `list` on pages one looks for more groups on."""
    query = context["request"].GET
    return codes_in(query.get("groups") or query.get("list", ""))[0]


def address(codes):
    return f"{reverse('shortlist')}?groups={'.'.join(codes)}" if codes else reverse("shortlist")


@register.simple_tag(takes_context=True)
def followed(context, **what):
    """Whether the reader follows it: `{% followed group=group as on %}`."""
    person = context["request"].user
    return person.is_authenticated and Follow.objects.filter(person=person, **what).exists()
