"""Which access features there are: one question a feature, for a group as for one of its services."""

from django import forms
from django.utils import timezone

from directory.models import AccessFeature, Answer, Group


class AccessAnswers(forms.ModelForm):
    """Yes, no or not confirmed for each feature; what nobody confirmed stays unknown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.instance.access_answers.all() if self.instance.pk else []
        given = {row.feature_id: row.answer for row in rows}
        self.features = set()
        for feature in AccessFeature.objects.all():
            self.features.add(feature.pk)
            self.fields[feature.pk] = forms.ChoiceField(
                label=feature.title,
                choices=Answer,
                initial=given.get(feature.pk, Answer.UNKNOWN),
                widget=forms.RadioSelect,
                required=False,
            )

    def _save_m2m(self):
        """One row an answered feature, with today as its day; an answer left as it was keeps its day."""
        super()._save_m2m()  # type: ignore[misc]
        for feature in set(self.changed_data) & self.features:
            answer = self.cleaned_data[feature] or Answer.UNKNOWN
            day = None if answer == Answer.UNKNOWN else timezone.localdate()
            self.instance.access_answers.update_or_create(
                feature_id=feature, defaults={"answer": answer, "confirmed_on": day}
            )


class GroupAccessForm(AccessAnswers):
    """The access features of the group as a whole."""

    class Meta:
        model = Group
        fields: list[str] = []
