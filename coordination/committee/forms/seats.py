"""Who is seated, told by the address of their confirmed account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, normal
from coordination.committee.models import Bylaw, Seat

MOST_SEATS = 30


def person_of(address):
    """The person with this confirmed address, else None."""
    rows = Person.objects.filter(emailaddress__email=normal(address), emailaddress__verified=True)
    return rows.filter(is_active=True).first()


def found_or_told(address):
    person = person_of(address)
    if person is None:
        raise forms.ValidationError(
            _("No confirmed account has the address %(address)s."), params={"address": address}
        )
    return person


class PersonField(forms.EmailField):
    """Cleans an address to its person."""

    def __init__(self, **more):
        super().__init__(widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}), **more)

    def clean(self, value):
        address = super().clean(value)
        return found_or_told(address) if address else None


class PeopleField(forms.CharField):
    """One address a line, cleaned to persons."""

    def __init__(self, **more):
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}), **more)

    def clean(self, value):
        addresses = super().clean(value).split()
        if len(addresses) > MOST_SEATS:
            raise forms.ValidationError(_("A committee has at most 30 seats."))
        return [found_or_told(address) for address in addresses]


class FoundingForm(forms.Form):
    chair = PersonField(label=_("Address of the chair"))
    secretary = PersonField(label=_("Address of the secretary"))
    members = PeopleField(
        label=_("Addresses of the members"), help_text=_("One a line. Each needs a confirmed account.")
    )


class NominationForm(forms.Form):
    person = PersonField(label=_("Address of the person"), help_text=_("Their account here, confirmed."))
    role = forms.ChoiceField(label=_("As what?"), choices=Seat.Role, widget=forms.RadioSelect)
    months = forms.IntegerField(
        label=_("For how many months?"),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
    )
    why = forms.CharField(
        label=_("Why this person?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["months"].initial = Bylaw.in_force().seat_months
        self.fields["role"].initial = Seat.Role.MEMBER
