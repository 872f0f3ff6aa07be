"""Proving again who one is, for those who sign in by mailed codes alone, or forgot the password."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin

from accounts.adapters import SAID
from accounts.attempts import may_mail
from accounts.forms.entrance import ProofCode
from accounts.letters import CODE

EXPECTED = "proof_code"  # in the session: {code, until (seconds)}


class ProveByCode(LoginRequiredMixin, BaseReauthenticateView):
    """A button that mails a code to the person's own address, then the code; then on to where it was asked for."""

    form_class = ProofCode
    template_name = "accounts/prove_by_code.html"

    def post(self, request, *args, **kwargs):
        if "send" not in request.POST:
            return super().post(request, *args, **kwargs)
        if may_mail(request.user.email, request):
            mail_code(request)
        else:
            messages.error(request, SAID["too_many_mails"])
        return self.get(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "send" in self.request.POST:
            kwargs.pop("data", None)
        return {**kwargs, "code": expected(self.request)}

    def form_valid(self, form):
        del self.request.session[EXPECTED]
        record_authentication(self.request, self.request.user, "code", reauthenticated=True)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "sent": bool(expected(self.request))}


def mail_code(request):
    code = get_adapter().generate_login_code()
    request.session[EXPECTED] = {"code": code, "until": time.time() + CODE}
    words = {"user": request.user, "code": code}
    get_adapter().send_mail("account/email/proof_code", request.user.email, words)


def expected(request):
    """The code that was mailed from this session and is still good, else ""."""
    kept = request.session.get(EXPECTED) or {"code": "", "until": 0}
    return kept["code"] if kept["until"] > time.time() else ""
