"""Where else a group can be found: its languages, website and social links."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.models import Group, SocialLink
from directory.templatetags.words import LANGUAGES

MOST_OF_ONE = 3
NUMBER_OR_LINK = _("A number like +965 5000 1234, or a link that opens a chat or a group.")
HINTS = {
    SocialLink.Network.WHATSAPP: NUMBER_OR_LINK,
    SocialLink.Network.INSTAGRAM: _("A link, or the name of the account like @name."),
    SocialLink.Network.X: _("A link, or the name of the account like @name."),
}
HOMES = {
    SocialLink.Network.INSTAGRAM: "https://www.instagram.com/",
    SocialLink.Network.X: "https://x.com/",
    SocialLink.Network.TIKTOK: "https://www.tiktok.com/@",
}


class LinksForm(forms.ModelForm):
    """One field a network; a network with several links has as many fields."""

    languages = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("languages you speak with people")
    )

    website = forms.URLField(required=False, max_length=300, assume_scheme="https", label=_("website"))

    class Meta:
        model = Group
        fields = ["languages", "website"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = dict(LANGUAGES)
        kept = [code for code in self.instance.languages if code not in known]
        self.fields["languages"].choices = [*known.items(), *((code, code) for code in kept)]  # type: ignore[attr-defined]
        ltr(self.fields["website"], "https://")
        self.networks = {}
        for network in SocialLink.Network:
            urls = [link.url for link in self.instance.social_links.all() if link.network == network] or [""]
            for number, url in enumerate(urls, 1):
                self.add(network, number, url)

    def add(self, network, number, url):
        name = f"{network.value}-{number}" if number > 1 else network.value
        self.networks[name] = network
        self.fields[name] = LinkField(
            network, label=network.label, initial=url, help_text=HINTS.get(network, "")
        )

    def clean(self):
        super().clean()
        given = [self.cleaned_data.get(name) for name in self.networks]
        for name in self.networks:
            url = self.cleaned_data.get(name)
            if url and given.count(url) > 1:
                self.add_error(name, ValidationError(_("This link is there twice."), code="twice"))

    def _save_m2m(self):
        """The links in the form's order; those that stay keep their row."""
        super()._save_m2m()  # type: ignore[misc]
        wanted = {self.cleaned_data[name]: network for name, network in self.networks.items()}
        wanted.pop("", None)
        self.instance.social_links.exclude(url__in=wanted).delete()
        for url, network in wanted.items():
            self.instance.social_links.update_or_create(url=url, defaults={"network": network})


class LinkField(forms.CharField):
    """A link; a number becomes a WhatsApp chat, the name of an account its address."""

    def __init__(self, network, **options):
        super().__init__(required=False, max_length=300, **options)
        self.network = network
        ltr(self)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        if self.network == SocialLink.Network.WHATSAPP and (number := telephone(text)):
            return f"https://wa.me/{number}"
        if self.network in HOMES and text.removeprefix("@").replace(".", "").replace("_", "").isalnum():
            text = HOMES[self.network] + text.removeprefix("@") if "." not in text or text[0] == "@" else text
        return forms.URLField(max_length=300, assume_scheme="https").clean(text)


def telephone(text):
    """The digits of a telephone number, with the country; "" when it is none."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    plain = all(letter.isdecimal() or letter in "+ ()-." for letter in text)
    if not plain or not 7 <= len(digits) <= 15:
        return ""
    digits = str(int(digits)) if digits.startswith("00") else digits
    return f"965{digits}" if len(digits) == 8 and not text.startswith("+") else digits


def ltr(field, hint=""):
    """Addresses and numbers are written from left to right in every language."""
    field.widget.attrs |= {"dir": "ltr"} | ({"placeholder": hint} if hint else {})
