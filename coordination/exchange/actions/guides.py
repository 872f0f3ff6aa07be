"""Guides are begun, written, published, put away and taken out again; what readers once saw is kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.exchange import rules_of_guides as rules
from coordination.exchange import starting
from coordination.exchange.lifecycle_of_guides import GUIDE, concerned
from coordination.exchange.models import Guide, GuideFile, GuideSource, GuideState, Wording
from deeds.journal import record
from deeds.lifecycle import Refused, claim, reload, version_of
from directory import media
from directory.bilingual import pick
from directory.models import Beneficiary, Field

BEGUN = _("The guide “%(thing)s” was begun.")
EDITED = _("The guide “%(thing)s” was edited.")
ONLY_WRITERS = _("Editors and leaders of a listed group write its guides, the committee its own.")
PUT_AWAY = _("This guide is in the archive. Reopen it first.")
NO_ANSWERS = _("A guide is made of accepted answers to a request for knowledge or ideas.")
TOO_MANY = _("A guide has up to %(n)d of these.")
MOST_SOURCES, MOST_FILES = 30, 5
SAYS = ("title_ar", "title_en", "summary_ar", "summary_en", "text_ar", "text_en")
TEXTS = (*SAYS, "code")


@transaction.atomic
def begin(group, *, by, **texts):
    """A draft that only those who keep it see; without a group the committee's."""
    if group is not None:
        claim(group)
    if not rules.writes_for(by, group):
        raise Refused(ONLY_WRITERS, "role")
    guide = Guide.objects.create(group=group, **texts)
    remember("begin", guide, BEGUN, by=by)
    return guide


@transaction.atomic
def from_answers(post, *, by):
    """A draft of the accepted answers, each under the name of its group, kept by the group that asked."""
    answers = list(rules.answers_of(post))
    if not answers:
        raise Refused(NO_ANSWERS, "no_answers")
    guide = begin(
        post.group, by=by, request=post, title_ar=post.title_ar, title_en=post.title_en, **gathered(answers)
    )
    guide.answers.set(answers)
    guide.groups.set({answer.group_id for answer in answers})
    guide.fields.set(post.fields.all())
    guide.beneficiaries.set(post.beneficiaries.all())
    return guide


def gathered(answers):
    """{text in Arabic and in English}: an answer stands where its letters belong."""
    texts: dict[str, list[str]] = {"ar": [], "en": []}
    for answer in answers:
        language = "ar" if any("\u0621" <= letter <= "\u064a" for letter in answer.words) else "en"
        name = pick(answer.group.name_ar, answer.group.name_en, language)
        texts[language].append(f"## {name}\n\n{answer.words.strip()}")
    return {f"text_{language}": "\n\n".join(parts) for language, parts in texts.items()}


@transaction.atomic
def open_library(*, by):
    """Publishes the guides that come with the project and are not there yet, as the committee's; returns them."""
    there = set(Guide.objects.exclude(code="").values_list("code", flat=True))
    return [ready(row, by) for code, row in starting.guides().items() if code not in there]


def ready(row, by):
    guide = begin(None, by=by, **{name: row[name] for name in TEXTS})
    guide.fields.set(Field.objects.filter(code__in=row["fields"]))
    guide.beneficiaries.set(Beneficiary.objects.filter(code__in=row["beneficiaries"]))
    GuideSource.objects.bulk_create(GuideSource(guide=guide, **source) for source in row["sources"])
    return publish(guide, by=by, seen=guide.version)


@transaction.atomic
def save(guide, form, *, by, seen):
    """Saves a valid form of the guide; a published one keeps what it said before."""
    guide = written(guide, by=by, seen=seen)
    form.save()
    remember("edit", guide, EDITED, by=by, data={"changed": sorted(form.changed_data)})
    return kept(guide)


@transaction.atomic
def add_source(guide, form, *, by, seen):
    guide = written(guide, by=by, seen=seen)
    room(guide.sources, MOST_SOURCES)
    form.save()
    remember("edit", guide, EDITED, by=by, data={"changed": ["sources"]})
    return kept(guide)


@transaction.atomic
def add_file(guide, *, title, scan, by, seen):
    """A checked file (`media.Scan`) under a title."""
    guide = written(guide, by=by, seen=seen)
    room(guide.files, MOST_FILES)
    with media.kept_scan(scan, media.EVIDENCE) as name:
        GuideFile.objects.create(guide=guide, title=title, file=name)
    remember("edit", guide, EDITED, by=by, data={"changed": ["files"]})
    return kept(guide)


@transaction.atomic
def remove(guide, row, *, by, seen):
    """Takes out a source or a file."""
    guide = written(guide, by=by, seen=seen)
    name = getattr(row, "file", "")
    row.delete()
    if name:
        transaction.on_commit(lambda: media.discard([name]))
    remember("edit", guide, EDITED, by=by, data={"changed": [row._meta.model_name]})
    return kept(guide)


def room(rows, most):
    if rows.count() >= most:
        raise Refused(TOO_MANY % {"n": most}, "too_many")


@transaction.atomic
def publish(guide, *, by, seen):
    claim(guide, seen=version_of(seen))
    now = timezone.now()
    Guide.objects.filter(pk=guide.pk, published_at=None).update(published_at=now)
    guide = GUIDE.take(guide, "publish", by=by, seen=guide.version)
    return kept(guide, state_since=now, reason="")


@transaction.atomic
def archive(guide, *, reason, by, seen):
    guide = GUIDE.take(guide, "archive", by=by, seen=seen, reason_code="own", reason=reason)
    return kept(guide, state_since=timezone.now(), reason=reason.strip())


@transaction.atomic
def reopen(guide, *, by, seen):
    guide = GUIDE.take(guide, "reopen", by=by, seen=seen)
    return kept(guide, state_since=timezone.now(), reason="")


def written(guide, *, by, seen):
    """The claimed guide for somebody who may write it."""
    claim(guide, seen=version_of(seen))
    guide = reload(guide)
    if not rules.writes_it(by, guide):
        raise Refused(ONLY_WRITERS, "role")
    if guide.state == GuideState.ARCHIVED:
        raise Refused(PUT_AWAY, "state")
    return guide


def kept(guide, **columns):
    """Writes these columns of a claimed guide; when readers see other words now, they become a wording of their own."""
    Guide.objects.filter(pk=guide.pk).update(updated_at=timezone.now(), **columns)
    guide.refresh_from_db()
    if guide.state == GuideState.PUBLISHED:
        last = guide.wordings.first()
        says = {name: getattr(guide, name) for name in SAYS}
        if last is None or last.says != says:
            Wording.objects.create(guide=guide, number=last.number + 1 if last else 1, says=says)
    return guide


def remember(deed, guide, title, *, by, **more):
    """An entry about a deed that is no step."""
    record(
        f"exchange_guide.{deed}", guide, by=by, audience=concerned(guide), title=title, names={"thing": guide}, **more
    )  # fmt: skip
