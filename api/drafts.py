"""Drafts of initiatives, requests and offers that partners write for groups: the forms of the pages, filled in."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from api.writing import NotRight
from coordination.exchange.forms.posting import WholeForm
from coordination.exchange.models import MOST, UNITS, Audience, Kind, Post, Side, Unit
from coordination.initiatives.forms.planning import PlanForm
from directory.models import Group
from directory.models.profile import Day as Weekday
from directory.sections import contents

READERS = [Audience.PUBLIC.value, Audience.GROUPS.value]


class Text(serializers.CharField):
    """A string and nothing that could be made one."""

    def __init__(self, **options):
        super().__init__(**{"allow_blank": True, "required": False, "trim_whitespace": False, **options})

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesOrNo(serializers.BooleanField):
    def to_internal_value(self, data):
        return data if isinstance(data, bool) else self.fail("invalid", input=data)


class Number(serializers.IntegerField):
    def to_internal_value(self, data):
        return super().to_internal_value(data) if type(data) is int else self.fail("invalid")


class Codes(serializers.ListField):
    child = Text(allow_blank=False)

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 60, **options})


class Day(serializers.DateField):
    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_null": True, **options})


class Hour(serializers.TimeField):
    def __init__(self, **options):
        super().__init__(**{"required": False, "allow_null": True, **options})


class Known(serializers.Serializer):
    """Names that it does not have are errors, so that nothing is dropped in silence."""

    def to_internal_value(self, data):
        values = super().to_internal_value(data)
        if unknown := sorted(set(data) - set(self.fields)):
            raise serializers.ValidationError({name[:100]: [_("Unknown name.")] for name in unknown[:20]})
        return values


class Step(Known):
    """A milestone."""

    title_ar = Text(max_length=160)
    title_en = Text(max_length=160)
    due_on = Day(required=True, allow_null=False)


class Plan(Known):
    """What a program may write of an initiative; one of the two languages is enough."""

    title_ar = Text(max_length=120)
    title_en = Text(max_length=120)
    summary_ar = Text(max_length=300)
    summary_en = Text(max_length=300)
    aim_ar = Text(max_length=2000)
    aim_en = Text(max_length=2000)
    fields = Codes(help_text="ICNP/TSO")  # type: ignore[assignment]
    beneficiaries = Codes()
    area = Text(allow_null=True, help_text="ISO 3166-2")
    starts_on = Day()
    ends_on = Day()
    milestones = Step(many=True, required=False, help_text="All of them: they take the place of what stands.")
    safeguarding_ar = Text(max_length=4000)
    safeguarding_en = Text(max_length=4000)
    access_ar = Text(max_length=2000)
    access_en = Text(max_length=2000)
    expected_ar = Text(max_length=2000)
    expected_en = Text(max_length=2000)
    permit_needed = YesOrNo(required=False)


class Draft(Plan):
    """The same, with the group that it is for."""

    group = serializers.UUIDField(help_text="id of a listed group whose leaders let your institution write")


def read(shape, request):
    """What the body says; NotRight with errors by field."""
    said = shape(data=request.data)
    if not said.is_valid():
        raise NotRight(said.errors)
    return said.validated_data


def group_of(values):
    group = Group.objects.listed().filter(uuid=values.pop("group")).first()
    if group is None:
        raise NotRight({"group": [_("No group of this id stands in the directory.")]})
    return group


def filled(initiative, values):
    """The valid form of the pages, with `values` in the place of what stands."""
    blank = PlanForm(instance=initiative)
    form = PlanForm(as_posted(blank, values), instance=initiative)
    if not form.is_valid():
        raise NotRight(errors_of(form))
    return form


class Wish(Known):
    """What a program may write of a request or an offer; one of the two languages is enough."""

    kind = serializers.ChoiceField(Kind.values, required=False)
    title_ar = Text(max_length=120)
    title_en = Text(max_length=120)
    details_ar = Text(max_length=2000)
    details_en = Text(max_length=2000)
    quantity = Number(required=False, min_value=1, max_value=MOST)
    unit = serializers.ChoiceField(
        Unit.values, required=False, help_text="Each kind has its own; see the guide."
    )
    first_come = YesOrNo(required=False)
    starts_on = Day()
    ends_on = Day()
    days = serializers.ListField(child=serializers.ChoiceField(Weekday.values), required=False, max_length=7)
    starts_at = Hour()
    ends_at = Hour()
    area = Text(allow_null=True, help_text="ISO 3166-2")
    access = Codes()
    fields = Codes(help_text="ICNP/TSO")  # type: ignore[assignment]
    beneficiaries = Codes()
    audience = serializers.ChoiceField(READERS, required=False)
    until = Day()


class NewWish(Wish):
    """The same, with the group that it is for."""

    group = serializers.UUIDField(help_text="id of a listed group whose leaders let your institution write")
    side = serializers.ChoiceField(Side.values)
    kind = serializers.ChoiceField(Kind.values)


def begun(group, values):
    """A request or an offer of the group's that nobody has saved, as its own people would begin it."""
    kind = values["kind"]
    return Post(side=values.pop("side"), group=group, kind=kind, unit=UNITS[kind][0], area=group.area)


def wished(post, values):
    """The valid form of the pages for a request or an offer, with `values` in the place of what stands."""
    post.kind = values.get("kind", post.kind)
    if post.unit not in UNITS[post.kind]:
        post.unit = UNITS[post.kind][0]
    form = WholeForm(instance=post)
    said = {name: contents.plain(value) for name, value in values.items()}
    form = WholeForm(contents.posted(form, contents.stands(form) | said), instance=post)
    if not form.is_valid():
        raise NotRight({name: [str(word) for word in words] for name, words in form.errors.items()})
    return form


def as_posted(form, values):
    """What a browser would post for the form as it stands, with these values instead."""
    said = {name: contents.plain(value) for name, value in values.items() if name != "milestones"}
    content = form.flat(contents.stands(form) | said)
    if "milestones" in values:
        (milestones,) = form.sets
        content |= milestones.restoring(
            {"milestones": [new(*row) for row in enumerate(values["milestones"])]}
        )
    return form.posted(content)


def new(place, row):
    return {"id": f"new-{place}", **contents.plain(dict(row))}


def errors_of(form):
    """Sentences by field; those of milestones in their order."""
    (milestones,) = form.sets
    errors = {name: list(said) for name, said in form.errors.items() if name != "__all__"}
    rows = [{name: list(said) for name, said in row.errors.items()} for row in milestones.staying()]
    return errors | ({"milestones": rows} if any(rows) else {})
