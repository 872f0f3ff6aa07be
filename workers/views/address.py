"""What a person reads and does when mail to their address comes back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import letters
from accounts.models import Limit
from deeds import hooks
from deeds.lifecycle import Refused
from workers.outbox import bounces

TRIES, WINDOW = 3, 24 * 60 * 60


def banner(person):
    """The line above a person's own pages, or None."""
    trouble = bounces.trouble_of(person)
    return hooks.Part("workers/_address.html", {"trouble": trouble}) if trouble else None


@login_required
@require_http_methods(["GET", "POST"])
def address(request):
    trouble = bounces.trouble_of(request.user)
    if request.method == "GET" or trouble is None:
        return render(request, "workers/address.html", {"trouble": trouble})
    try_again(request.user)
    messages.success(request, _("A mail is on its way. If it comes back, this page says so again."))
    return redirect("address_trouble")


def try_again(person):
    """Forgets what bounced, and sends a short letter: at most three times a day."""
    if Limit.hit(f"address:{person.pk}", WINDOW) > TRIES:
        raise Refused(
            _("You have tried this three times today. Try again tomorrow, or change the address."), "limit"
        )
    bounces.mend(person.email)
    letters.send("mail/account/address_works.txt", person.email, person.language, {})
