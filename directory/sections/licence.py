"""The licence: the group's current one, or its first."""

from pathlib import PurePath

from directory.forms.licence import LicenceForm
from directory.models import Licence

from . import contents


def form(group, data=None, files=None):
    current = group.licences.first() or Licence(group=group)
    return LicenceForm(data, files, instance=current)


def read(group):
    """The facts, and which scan belongs to them; restoring brings no file back."""
    current = form(group)
    scan = PurePath(current.instance.scan).stem[:8]
    return contents.stands(current) | ({"scan": scan} if scan else {})
