"""Who may come in: those who run the site, with their second factor."""

from functools import wraps

from django.http import Http404

from accounts.second_factor import second_factor_required


def operators_only(view):
    """For others the page is not there."""

    @wraps(view)
    def asking(request, *args, **kwargs):
        if request.user.is_authenticated and "operator" not in request.audiences:
            raise Http404
        return second_factor_required(view)(request, *args, **kwargs)

    return asking
