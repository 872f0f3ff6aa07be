"""A form that is posted twice does its deed once."""

from django.db import IntegrityError, OperationalError, transaction

from deeds.lifecycle import busy
from deeds.models import Once

LONGEST = 120


def once(token, deed, though=()):
    """Runs `deed() -> address` with the form's token in one transaction, and returns the address.

    The same token again only returns the first address; who comes at the same moment waits for it. Without a token
    (or with one too long to be ours) the deed is simply done. An exception undoes both; those named in `though` say
    that the form's deed is still to be done, while what was written on the way stays.
    """
    if not token or len(token) > LONGEST:
        return deed()
    unfinished = None
    with transaction.atomic():
        form, first = posted(token)
        if not first:
            return form.address
        try:
            form.address = deed()
            form.save(update_fields=["address"])
        except though as exception:
            form.delete()
            unfinished = exception
    if unfinished:
        raise unfinished
    return form.address


def posted(token):
    """(row, True) the first time, (row, False) afterwards."""
    try:
        with transaction.atomic():
            return Once.objects.create(token=token), True
    except IntegrityError:
        return Once.objects.get(token=token), False
    except OperationalError as error:
        raise busy(error) from error
