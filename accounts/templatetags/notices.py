"""How many notices are new to whoever looks, for the head of every page."""

from django import template

from accounts import inbox

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context):
    """Asked once a request, and only where somebody is signed in."""
    request = context.get("request")
    return inbox.unread(request) if getattr(request, "user", None) and request.user.is_authenticated else 0
