"""Ways to reach a group: those that everybody or the members see, and those for the committee alone."""

from django.utils.translation import gettext_lazy as _

from directory.forms.contact import ContactForm, PrivateContactForm
from directory.models import Contact

from .rows import Rows


class Contacts(Rows):
    """What editors may see and change; contacts for the committee stay as they are."""

    form_class = ContactForm
    name = "contacts"
    ordered = True
    most = 20
    row_title = _("contact")

    def queryset(self):
        return self.group.contacts.exclude(audience=Contact.Audience.COMMITTEE)


class PrivateContacts(Rows):
    """For the group's leaders: what only they and the committee see."""

    form_class = PrivateContactForm
    name = "contacts"
    most = 10
    row_title = _("contact")

    def queryset(self):
        return self.group.contacts.filter(audience=Contact.Audience.COMMITTEE)

    def new_row(self, row_id):
        return Contact(group=self.group, audience=Contact.Audience.COMMITTEE)
