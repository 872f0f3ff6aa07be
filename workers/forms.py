"""What a partner types about a webhook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workers.models import News
from workers.outbox import addresses, client

IN_DOUBT = _("The name could not be looked up just now. Try again in a moment.")


class Kinds(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=_("What you want to hear of"), choices=News.choices, widget=forms.CheckboxSelectMultiple
    )


class Registering(Kinds):
    """Cleaned, `url` is an address that leads to public places, and `host` its server."""

    url = forms.CharField(
        label=_("Address of your program"),
        max_length=addresses.LONGEST,
        help_text=_("It begins with https:// and takes a POST from us."),
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    field_order = ("url", "kinds")

    def clean_url(self):
        url = self.cleaned_data["url"]
        try:
            endpoint = addresses.parse(url)
            client.OUT.places(endpoint.host)
        except addresses.Unfit as unfit:
            raise forms.ValidationError(unfit.sentence) from unfit
        except client.Failed as failure:
            raise forms.ValidationError(IN_DOUBT) from failure
        self.cleaned_data["host"] = endpoint.host
        return url
