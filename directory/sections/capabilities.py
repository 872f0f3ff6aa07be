"""What a group can lend, one row each."""

from django.utils.translation import gettext_lazy as _

from directory.forms.capability import CapabilityForm

from .rows import Rows


class Capabilities(Rows):
    form_class = CapabilityForm
    name = "capabilities"
    ordered = True
    most = 40
    row_title = _("thing you can lend")
