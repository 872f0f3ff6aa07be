"""/api/v1/exchange/: what groups ask for and offer, and what is offered from outside; and drafts by partners."""

import django_filters
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from accounts.models import Scope
from api import drafts, shapes
from api.choosing import filtered
from api.parameters import CURSOR, FIELDS, IF_MATCH, LANGUAGE, NAME, of_filters
from api.reading import Listing, Reading, etag_of
from api.renderers import dumps
from api.writing import Changed, Writing, seen_of
from coordination.exchange.actions import posting
from coordination.exchange.models import Audience, Kind, Post, Side, State, Unit
from deeds.lifecycle import Refused
from directory.models import Area, Field
from directory.models.profile import Day

STATES = [
    State.DRAFT,
    State.OPEN,
    State.PARTLY_MATCHED,
    State.MATCHED,
    State.FULFILLED,
    State.EXPIRED,
    State.WITHDRAWN,
]
SHOWN, KINDS, READERS = [state.value for state in STATES], Kind.values, Audience.values
PLAIN = (
    "side", "kind", "title_ar", "title_en", "details_ar", "details_en", "quantity", "unit", "left", "first_come",
    "starts_on", "ends_on", "days", "starts_at", "ends_at", "audience", "until", "state_since", "opened_at",
)  # fmt: skip


class PostRow(shapes.Sourced):
    id = serializers.UUIDField()
    side = serializers.ChoiceField(Side.values)
    kind = serializers.ChoiceField(KINDS)
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    details_ar = serializers.CharField()
    details_en = serializers.CharField()
    quantity = serializers.IntegerField()
    unit = serializers.ChoiceField(Unit.values)
    left = serializers.IntegerField(help_text="What nobody was promised yet.")
    first_come = serializers.BooleanField(help_text="Responses are accepted at once while some is left.")
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    days = serializers.ListField(child=serializers.ChoiceField(Day.values))
    starts_at = serializers.TimeField(allow_null=True)
    ends_at = serializers.TimeField(allow_null=True)
    audience = serializers.ChoiceField(READERS)
    until = serializers.DateField(allow_null=True, help_text="The last day on which it takes responses.")
    state = serializers.ChoiceField(SHOWN, help_text="As of today, by the calendar.")
    state_since = serializers.DateTimeField()
    opened_at = serializers.DateTimeField(allow_null=True)
    group = shapes.OfGroup(allow_null=True, help_text="Null when it is offered from outside the directory.")
    organisation = serializers.CharField(
        allow_null=True, help_text="Who offers it from outside; not a group."
    )
    area = shapes.Place(allow_null=True)
    access = shapes.Word(many=True)
    fields = shapes.Word(many=True)  # type: ignore[assignment]
    beneficiaries = shapes.Word(many=True)
    url = serializers.URLField()


class PostPage(shapes.Page):
    results = PostRow(many=True)


class PostFilter(django_filters.FilterSet):
    side = django_filters.ChoiceFilter(choices=Side.choices, label=_("request or offer"))
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=_("what it is"))
    state = django_filters.ChoiceFilter(
        choices=[(state.value, state.label) for state in STATES], method="as_of_today", label=_("state")
    )
    taking = django_filters.BooleanFilter(method="now", label=_("takes responses today"))
    field = django_filters.ModelChoiceFilter(
        field_name="fields", queryset=Field.objects.all(), label=_("field of work")
    )
    area = django_filters.ModelChoiceFilter(queryset=Area.objects.all(), method="inside", label=_("area"))
    group = django_filters.UUIDFilter("group__uuid", label=_("id of a group"))

    class Meta:
        model = Post
        fields: tuple[str, ...] = ()

    def as_of_today(self, rows, name, state):
        over = Q(state=State.OPEN, until__lt=timezone.localdate())
        if state == State.EXPIRED:
            return rows.filter(Q(state=state) | over)
        return rows.filter(state=state).exclude(over)

    def now(self, rows, name, wanted):
        taking = Post.objects.taking().values("pk")
        return rows.filter(pk__in=taking) if wanted else rows.exclude(pk__in=taking)

    def inside(self, rows, name, area):
        return rows.filter(Q(area=area) | Q(area__parent=area))


def row(post):
    expired = post.state == State.OPEN and post.is_over
    return {
        "id": post.uuid,
        **{name: getattr(post, name) for name in PLAIN},
        "state": State.EXPIRED if expired else post.state,
        "group": shapes.of_group(post.group) if post.group else None,
        "organisation": str(post.outside) if post.outside else None,
        "area": shapes.area(post.area),
        "access": [shapes.term(one) for one in post.access.all()],
        "fields": [shapes.term(one) for one in post.fields.all()],
        "beneficiaries": [shapes.term(one) for one in post.beneficiaries.all()],
        "url": settings.SITE_URL + post.get_absolute_url(),
        **shapes.sourced(post.updated_at, None, ""),
    }


class Posts(Writing, Listing):
    http_method_names = ["get", "head", "options", "post"]
    shape = PostRow
    newest_first = ("-state_since", "-pk")

    @extend_schema(
        operation_id="exchange",
        summary=_("Requests for support, and offers"),
        parameters=[*of_filters(PostFilter), *CURSOR, FIELDS, LANGUAGE],
        responses=PostPage,
    )
    def get(self, request):
        return self.page()

    def rows(self):
        return filtered(PostFilter, self.request, Post.objects.visible_to(self.audiences).with_all())

    def shown(self, rows):
        return [row(one) for one in rows]

    @extend_schema(
        operation_id="exchange_draft",
        summary=_(
            "A new draft of a request or an offer in the name of a group that lets your institution write"
        ),
        parameters=[NAME, LANGUAGE],
        request=drafts.NewWish,
        responses={201: PostRow},
    )
    def post(self, request):
        self.needs(request, Scope.WRITE_REQUESTS)
        values = drafts.read(drafts.NewWish, request)

        def deed():
            group = drafts.group_of(values)
            form = drafts.wished(drafts.begun(group, values), values)
            return written(posting.draft(group, form, key=request.auth).uuid, self.audiences)

        return self.once(request, deed)


class PostDetail(Writing, Reading):
    http_method_names = ["get", "head", "options", "patch"]
    shape = PostRow

    @extend_schema(
        operation_id="exchange_post",
        summary=_("A request or an offer"),
        parameters=[FIELDS, LANGUAGE],
        responses=PostRow,
    )
    def get(self, request, uuid):
        post = shown_to(uuid, self.audiences)
        self.version = post.version
        return Response(row(post))

    @extend_schema(
        operation_id="exchange_redraft",
        summary=_("Changes a draft that your institution made; what is not named stays"),
        parameters=[IF_MATCH, LANGUAGE],
        request=drafts.Wish,
        responses=PostRow,
    )
    def patch(self, request, uuid):
        self.needs(request, Scope.WRITE_REQUESTS)
        post = shown_to(uuid, self.audiences)
        seen = seen_of(request, post.version)
        if post.drafted_by_id != request.auth.partner_id:
            raise Refused(posting.NOT_OWN_DRAFT, "role")
        form = drafts.wished(post, drafts.read(drafts.Wish, request))
        try:
            posting.redraft(post, form, key=request.auth, seen=seen)
        except Refused as refusal:
            raise Changed(str(refusal)) if refusal.code == "changed" else refusal from refusal
        data, headers = written(uuid, self.audiences)
        return Response(data, headers=headers)


def shown_to(uuid, audiences):
    """The request or offer with all that is said of it; 404 for who may not know of it."""
    post = Post.objects.visible_to(audiences).with_all().filter(uuid=uuid).first()
    if post is None:
        raise Http404
    return post


def written(uuid, audiences):
    """(what was written, as it is read from now on; its headers)."""
    post = shown_to(uuid, audiences)
    data = row(post)
    here = settings.SITE_URL + reverse("api_exchange_post", args=[uuid])
    return data, {"Location": here, "ETag": etag_of(dumps(data), post.version)}
