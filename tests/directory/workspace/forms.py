"""Opening and saving a section as a browser does."""

from django.urls import reverse


def address(cast, code):
    return reverse("group_edit_section", args=[cast.group.slug, code])


def save(cast, code, data, role="editor"):
    shown = cast.client(role).get(address(cast, code))
    return cast.client(role).post(address(cast, code), {"revision": shown.context["revision"], **data})


def said(answer):
    return answer.status_code, [str(error) for of in answer.context["form"].errors.values() for error in of]
