"""/api/v1/figures/, exchange/figures/ and standards/figures/: what is counted, each figure with its definition."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api import shapes
from api.pagination import answer
from api.parameters import FIELDS, LANGUAGE
from api.reading import Reading
from coordination.exchange import figures as of_exchange
from coordination.standards import picture
from directory.figures import FIGURES, both


class FigureRow(serializers.Serializer):
    code = serializers.CharField()
    title_ar = serializers.CharField()
    title_en = serializers.CharField()
    definition_ar = serializers.CharField()
    definition_en = serializers.CharField()
    as_of = serializers.DateField()
    total = serializers.IntegerField(allow_null=True, help_text="Null where the rows do not add up to one.")
    rows = shapes.FacetValue(many=True)
    url = serializers.URLField()
    data_licence = serializers.URLField()


class FigurePage(shapes.Page):
    results = FigureRow(many=True)


def row(figure, page="figures"):
    title_ar, title_en = both(figure.title)
    definition_ar, definition_en = both(figure.definition)
    names = ("code", "label_ar", "label_en", "count")
    return {
        "code": figure.code,
        "title_ar": title_ar,
        "title_en": title_en,
        "definition_ar": definition_ar,
        "definition_en": definition_en,
        "as_of": timezone.localdate(),
        "total": figure.total,
        "rows": [{name: getattr(line, name) for name in names} for line in figure.rows],
        "url": f"{settings.SITE_URL}{reverse(page)}#{figure.code}",
        "data_licence": shapes.DATA_LICENCE,
    }


class Figures(Reading):
    shape = FigureRow

    @extend_schema(
        operation_id="figures",
        summary=_("What is counted, each figure with its definition"),
        parameters=[FIELDS, LANGUAGE],
        responses=FigurePage,
    )
    def get(self, request):
        rows = [row(make()) for make in FIGURES.values()]
        return answer(request, rows, count=len(rows))


class StandardFigures(Reading):
    shape = FigureRow

    @extend_schema(
        operation_id="standard_figures",
        summary=_(
            "What groups hold and what they miss most often, told only where no group can be known by it"
        ),
        parameters=[FIELDS, LANGUAGE],
        responses=FigurePage,
    )
    def get(self, request):
        holding, missed = picture.figures()
        rows = [row(figure, "standards_picture") for figure in (*holding, *missed)]
        return answer(request, rows, count=len(rows))


class ExchangeFigures(Reading):
    shape = FigureRow

    @extend_schema(
        operation_id="exchange_figures",
        summary=_("What groups asked for, offered and gave, and what nobody met or found"),
        parameters=[FIELDS, LANGUAGE],
        responses=FigurePage,
    )
    def get(self, request):
        rows = [row(figure, "exchange_figures") for figure in of_exchange.every()]
        return answer(request, rows, count=len(rows))
