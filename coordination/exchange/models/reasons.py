"""Why a response is not taken, given up, or disputed, and what the committee found."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Declining(models.TextChoices):
    ENOUGH = "enough", pgettext_lazy("declining", "We have enough already")
    NO_FIT = "no_fit", pgettext_lazy("declining", "It does not fit what we need or have")
    TIMES = "times", pgettext_lazy("declining", "The days or the place do not fit")
    OTHER = "other", pgettext_lazy("declining", "Another reason")


class SteppingBack(models.TextChoices):
    CANNOT = "cannot", pgettext_lazy("stepping back", "We cannot keep it")
    NOT_NEEDED = "not_needed", pgettext_lazy("stepping back", "We no longer need it")
    OTHER = "other", pgettext_lazy("stepping back", "Another reason")


class Disputing(models.TextChoices):
    NOTHING = "nothing", pgettext_lazy("disputing", "Nothing arrived")
    LESS = "less", pgettext_lazy("disputing", "Much less arrived than was agreed")
    OTHER_THING = "other_thing", pgettext_lazy("disputing", "What arrived is not what was agreed")
    OTHER = "other", pgettext_lazy("disputing", "Another reason")


class Mediating(models.TextChoices):
    SHOWN = "shown", pgettext_lazy("mediating", "What both groups showed says so")
    AGREED = "agreed", pgettext_lazy("mediating", "Both groups agreed to this")
    OTHER = "other", pgettext_lazy("mediating", "Another reason")


class TurningDown(models.TextChoices):
    UNCLEAR = "unclear", pgettext_lazy("turning down", "It is not clear what is given")
    UNFIT = "unfit", pgettext_lazy("turning down", "Groups can hardly use it")
    SOLD = "sold", pgettext_lazy("turning down", "It is money, or something to buy")
    PRIVATE = "private", pgettext_lazy("turning down", "It shows private details, or a person")
    OTHER = "other", pgettext_lazy("turning down", "Another reason")


class Over(models.TextChoices):
    WITHDRAWN = "withdrawn", pgettext_lazy("over", "It was withdrawn.")
    EXPIRED = "expired", pgettext_lazy("over", "Its time is over.")
    DONE = "done", pgettext_lazy("over", "Enough was found.")


WHY = {
    "turn_down": TurningDown,
    "take_down": TurningDown,
    "decline": Declining,
    "release": SteppingBack,
    "step_back": SteppingBack,
    "dispute": Disputing,
    "uphold": Mediating,
    "deliver_again": Mediating,
    "dissolve": Mediating,
}
