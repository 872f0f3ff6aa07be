"""Who may come in: the committee's members with their second factor, and how a page says what it needs."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from accounts.second_factor import second_factor_required


def door(audience, proof):
    """For others the page is not there; those of this audience first show this proof."""

    def guarding(view):
        @wraps(view)
        def asking(request, *args, **kwargs):
            if request.user.is_authenticated and audience not in request.audiences:
                raise Http404
            return proof(view)(request, *args, **kwargs)

        return asking

    return guarding


seated_only = door("committee", second_factor_required)


def page(request, template, form=None, **context):
    """The page, with 422 when its form needs a change."""
    errors = form is not None and form.is_bound and not form.is_valid()
    return render(request, template, {"form": form, **context}, status=422 if errors else 200)
