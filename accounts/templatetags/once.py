"""What makes a form's deed happen once, and what brings its words back to the one who wrote them."""

from django import template
from django.utils.html import format_html

from accounts import typed

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context):
    """A hidden token; a form shown again with errors keeps the one it had."""
    request = context["request"]
    token = (typed.posted(request) or {}).get("once") or typed.new_token(request.user)
    return format_html('<input type="hidden" name="once" value="{}">', token)
