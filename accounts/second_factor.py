"""The second factor: whether it was shown lately in this session, and the way to showing it."""

import time
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import rules


def second_factor_ok(request):
    """Nothing is asked of this person, or they showed a code of their app within the last half hour."""
    if not rules.needs_second_factor(request.audiences):
        return True
    since = time.time() - rules.PROOF_LASTS.total_seconds()
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" and record["at"] > since for record in records)


def second_factor_required(view):
    """For deeds of the committee and of operators: first the second factor, then back to the deed, a POST included."""

    @wraps(view)
    @login_required
    def asking(request, *args, **kwargs):
        return view(request, *args, **kwargs) if second_factor_ok(request) else to_second_factor(request)

    return asking


def to_second_factor(request):
    """To the code when there is an app, else to setting one up."""
    if Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
        return suspend_request(request, reverse("mfa_reauthenticate"))
    messages.info(request, _("Your role needs two-step verification. Set it up once, then go on."))
    return redirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': request.get_full_path()})}")
