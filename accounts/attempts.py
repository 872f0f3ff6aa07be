"""How often a secret may be tried: counted before anything is checked, so that a hundred at once gain nothing."""

from accounts.addresses import client_address, neighbourhood
from accounts.models import Limit

ACCOUNT_STEPS = ((5, 5 * 60), (10, 60 * 60), (20, 24 * 60 * 60))
ADDRESS_STEPS = ((20, 60 * 60),)
CODE_STEPS = ((5, 5 * 60), (30, 24 * 60 * 60))
MAIL_STEPS = ((10, 60 * 60),)
FLOOD_STEPS = ((40, 60 * 60),)


class Attempt:
    """One try at a secret: `allowed` says whether it may be checked at all; a right one is taken back.

    An account waits 5 minutes after 5 wrong tries, up to an hour after 10, up to a day after 20, whether it exists or
    not; signing in by a mailed code and resetting the password stay open all the while.
    """

    def __init__(self, kind, whom, steps=ACCOUNT_STEPS, request=None):
        self.limits = [(f"{kind}-{window}:{whom}", allowed, window) for allowed, window in steps]
        if request is not None:
            where = neighbourhood(client_address(request))
            self.limits += [
                (f"address-{window}:{where}", allowed, window) for allowed, window in ADDRESS_STEPS
            ]
        self.counted = []
        self.allowed = all(map(self.within, self.limits))

    def within(self, limit):
        key, allowed, window = limit
        self.counted.append(key)
        return Limit.hit(key, window) <= allowed

    def succeeded(self):
        for key in self.counted:
            Limit.objects.take_back(key)

    @staticmethod
    def forget(kind, whom, steps=ACCOUNT_STEPS):
        Limit.objects.forget(*(f"{kind}-{window}:{whom}" for _allowed, window in steps))


def may_mail(email, request):
    """Ten messages an hour to one address from one place: a stranger's asking locks nobody out of the own mail;
    and forty from everywhere together: nobody is flooded."""
    where = neighbourhood(client_address(request))
    from_here = Attempt("mail-from", f"{email} {where}", MAIL_STEPS)
    return from_here.allowed and Attempt("mail", email, FLOOD_STEPS).allowed
