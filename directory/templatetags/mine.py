"""The groups of the person who reads the page."""

from django import template

from directory.models import Membership, Role

register = template.Library()


@register.simple_tag(takes_context=True)
def my_memberships(context):
    """Active memberships with their groups; `edits` says whether this one may keep the group's page."""
    person = context["request"].user
    rows = Membership.objects.active().filter(person=person.pk).select_related("group").order_by("pk")
    return [
        {"group": row.group, "role": row.get_role_display(), "edits": Role(row.role).rank > 0} for row in rows
    ]
