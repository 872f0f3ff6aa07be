"""The library: its list and search, a guide to read, what it said earlier, its files and its feed."""

from urllib.parse import quote

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coordination.exchange import rules_of_guides as rules
from coordination.exchange import starting
from coordination.exchange.actions.guides import SAYS
from coordination.exchange.models import Correction, Guide, GuideState
from coordination.exchange.views.shelf import GUIDES
from directory.bilingual import pick
from directory.markdown import chaptered
from directory.models import Beneficiary, Field
from directory.models.group import group_ids
from directory.search.query import SearchRequest
from directory.sections.differences import runs, shortened
from directory.views.files import answer as file_answer

IN_FEED = 30
LANGUAGES = {"ar": "العربية", "en": "English"}


@require_safe
def library(request):
    """Published guides, found by words and narrowed by field, beneficiary and language; drafts to those who keep
    them."""
    asked = SearchRequest.from_querydict(request.GET, get_language())
    language = request.GET.get("language", "") if request.GET.get("language", "") in LANGUAGES else ""
    results = GUIDES.search(asked, request.audiences, (language,) if language else ())
    there = Guide.objects.published()
    keeps = group_ids(request.audiences, "member") or "committee" in request.audiences
    own = Guide.objects.kept_by(request.audiences).exclude(state=GuideState.PUBLISHED) if keeps else ()
    seats = "committee" in request.audiences
    context = {
        "asked": asked, "language": language, "languages": LANGUAGES.items(), "results": results,
        "hits": results.hits[: results.related_from],
        "related": [] if results.related_from is None else results.hits[results.related_from :],
        "filtered": bool(asked.q or language or asked.fields or asked.beneficiaries),
        "fields": Field.objects.filter(guides__in=there).distinct(),
        "beneficiaries": Beneficiary.objects.filter(guides__in=there).distinct(),
        "own": own,
        "writes": seats or bool(group_ids(request.audiences, "editor")),
        "opens": seats and Guide.objects.exclude(code="").count() < len(starting.guides()),
    }  # fmt: skip
    return render(request, "exchange/library.html", context)


def visible(request, uuid):
    return get_object_or_404(Guide.objects.visible_to(request.audiences).with_all(), uuid=uuid)


@require_safe
def guide(request, uuid):
    one = visible(request, uuid)
    person = request.user if request.user.is_authenticated else None
    writes, keeps = rules.writes_it(person, one), rules.may_archive(person, one)
    html, chapters = chaptered(str(one.text))
    waiting = Correction.objects.visible_to(request.audiences).filter(guide=one).open() if keeps else ()
    context = {
        "guide": one, "html": html, "chapters": chapters, "writes": writes, "keeps": keeps, "waiting": waiting,
        "wordings": one.wordings.count(), "ready": rules.is_whole(one) if writes else False,
    }  # fmt: skip
    return render(request, "exchange/guide.html", context)


@require_safe
def history(request, uuid):
    """What readers were shown, the newest first."""
    one = visible(request, uuid)
    return render(request, "exchange/guide_history.html", {"guide": one, "wordings": one.wordings.all()})


@require_safe
def wording(request, uuid, number):
    """One of them in the reader's language, and what differs from the one before."""
    one = visible(request, uuid)
    row = get_object_or_404(one.wordings, number=number)
    before = one.wordings.filter(number=number - 1).first()
    said = {
        name: pick(row.says.get(f"{name}_ar"), row.says.get(f"{name}_en"))
        for name in ("title", "summary", "text")
    }
    context = {
        "guide": one, "row": row, "before": before, "changed": changes(before, row) if before else [], "said": said,
        "html": chaptered(str(said["text"]))[0],
    }  # fmt: skip
    return render(request, "exchange/guide_wording.html", context)


def changes(before, row):
    """[{label, lang, runs}] of the texts that differ."""
    labels = {field.name: field.verbose_name for field in Guide._meta.concrete_fields}
    pairs = {name: (before.says.get(name, ""), row.says.get(name, "")) for name in SAYS}
    return [
        {"label": labels[name], "lang": name[-2:], "runs": shortened(runs(was, stands))}
        for name, (was, stands) in pairs.items()
        if was != stands
    ]


@require_safe
def file(request, uuid, row):
    """A download, of a guide that this reader may see."""
    found = get_object_or_404(visible(request, uuid).files, uuid=row)
    response = file_answer(request, found.file)
    name = quote(f"{found.title}.{found.suffix.lower()}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_safe
def library_feed(request):
    return Library()(request)


class Library(Feed):
    """The guides published last."""

    feed_type = Atom1Feed

    def title(self):
        return _("Library")

    def link(self):
        return settings.SITE_URL + reverse("library")

    def subtitle(self):
        return _("Guides of groups for groups")

    @property
    def language(self):
        return get_language()

    def items(self):
        return Guide.objects.published().order_by("-published_at", "-pk")[:IN_FEED]

    def item_title(self, item):
        return str(item.title)

    def item_description(self, item):
        return str(item.summary)

    def item_link(self, item):
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item):
        return f"urn:uuid:{item.uuid}"

    def item_pubdate(self, item):
        return item.published_at
