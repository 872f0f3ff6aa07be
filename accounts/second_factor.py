"""The second factor and fresh proofs: what was shown lately in this session, and the way to showing it."""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import rules


def second_factor_ok(request):
    """Nothing is asked of this person, or they showed a code of their app within the last half hour."""
    return not rules.needs_second_factor(request.audiences) or second_factor_shown(request)


def second_factor_shown(request):
    """The same of anybody: for a role that a person holds about one thing alone, like a reviewer."""
    return settings.SECOND_FACTOR == "off" or bool(proofs(request, rules.PROOF_LASTS, "mfa"))


def second_factor_required(view):
    """For deeds of the committee and of operators: first the second factor, then back to the deed, a POST included."""

    @wraps(view)
    @login_required
    def asking(request, *args, **kwargs):
        return view(request, *args, **kwargs) if second_factor_ok(request) else to_second_factor(request)

    return asking


def to_second_factor(request):
    """To the code or passkey when there is one, else to setting up an app."""
    if has_second_factor(request.user):
        return suspend_request(request, first_way(request))
    messages.info(request, _("Your role needs two-step verification. Set it up once, then go on."))
    return redirect(f"{reverse('mfa_activate_totp')}?{urlencode({'next': request.get_full_path()})}")


def sudo_ok(request):
    """Whoever sits there proved within ten minutes to be the person: signing in counts, and so does proving again.

    Who has an app or a passkey, or must have one, shows that; a password is not enough then.
    """
    if rules.needs_second_factor(request.audiences):
        return bool(proofs(request, rules.SUDO_LASTS, "mfa"))
    return proved_by_own_means(request)


def proved_by_own_means(request):
    """The same by what the person has, even if the role will need more."""
    methods = ["mfa"] if has_second_factor(request.user) else rules.PROOFS
    return settings.SECOND_FACTOR == "off" or bool(proofs(request, rules.SUDO_LASTS, *methods))


def sudo_required(view):
    """For what a stranger at an open browser must not do: roles, keys, hand-over, one's address, one's end.

    First a fresh proof, then back to the same page; what was posted is posted again by itself.
    """

    @wraps(view)
    @login_required
    def asking(request, *args, **kwargs):
        return view(request, *args, **kwargs) if sudo_ok(request) else to_proof(request)

    return asking


def own_proof_required(view):
    """For setting up a second factor itself, which a role may demand before there is one."""

    @wraps(view)
    @login_required
    def asking(request, *args, **kwargs):
        if proved_by_own_means(request):
            return view(request, *args, **kwargs)
        return suspend_request(request, first_way(request))

    return asking


def to_proof(request):
    if rules.needs_second_factor(request.audiences):
        return to_second_factor(request)
    return suspend_request(request, first_way(request))


def first_way(request):
    return get_adapter().get_reauthentication_methods(request.user)[0]["url"]


def has_second_factor(person):
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=person, type__in=strong).exists()


def proofs(request, lasting, *methods):
    """What was shown in this session by one of these methods, not longer ago than `lasting`."""
    since = time.time() - lasting.total_seconds()
    records = get_authentication_records(request, request.user)
    return [record for record in records if record["method"] in methods and record["at"] > since]
