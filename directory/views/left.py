"""Leaving a question where nothing was found; and the secretary, who hands it to a group or answers it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor import second_factor_required
from deeds.once import once
from directory import rules
from directory.actions.visitors import leaving
from directory.bilingual import pick
from directory.forms.visitors import CommitteesAnswerForm, LeaveForm, PassOnForm, SetAsideForm
from directory.models import Ask
from directory.search.alike import fitting
from directory.search.query import SearchRequest
from directory.search.vocabulary import Vocabulary
from directory.views.inbox import bound, forms
from directory.views.visiting import language, limits, page, sent

CHOICES = ("beneficiary", "field", "area")
OFFERED, EARLIER = 6, 20


@require_http_methods(["GET", "HEAD", "POST"])
def leave_question(request):
    """The search that found nothing stands in the address; its words begin the question."""
    words = looked_for(request.GET)
    begun = _("We are looking for: %(words)s.") % {"words": _(", ").join(words)} if words else ""
    form = LeaveForm(request.POST or None, initial={"text": begun})

    def send():
        said = {name: form.cleaned_data[name] for name in ("text", "name", "mail", "once")}
        check = limits("left", None, request, said["mail"])
        return leaving.leave(**said, sought=" ".join(words)[:200], lang=language(), limits=check)

    if made := sent(form, send):
        return redirect("ask_status", made[1])
    return page(
        request, "directory/leave.html", form, back=f"{reverse('services')}?{request.GET.urlencode()}"
    )


def looked_for(query):
    """The typed words, and the labels of what was chosen beside them."""
    asked, vocabulary = SearchRequest.from_querydict(query, language()), Vocabulary.load()
    labels = (
        pick(word.label_ar, word.label_en)
        for facet in CHOICES
        for word in vocabulary.of(facet)
        if word.code in asked.chosen(facet)
    )
    return [text for text in (asked.q, *labels) if text]


@second_factor_required
@require_safe
def left_questions(request):
    if not rules.keeps_left_questions(request.user, None):
        raise Http404
    rows = Ask.objects.left()
    context = {"waiting": rows.waiting(), "settled": rows.exclude(state__in=Ask.WAITING)[:EARLIER]}
    return render(request, "directory/left_questions.html", context)


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def left_question(request, uuid):
    if not rules.keeps_left_questions(request.user, None):
        raise Http404
    handing, answer, aside = forms(
        request, {"pass_on": PassOnForm, "answer": CommitteesAnswerForm, "set_aside": SetAsideForm}
    )
    deeds = ((handing, hand), (answer, reply), (aside, put_aside))
    if any(done(request, uuid, form, deed) for form, deed in deeds):
        return redirect("left_questions")
    ask = kept(uuid)
    words = request.GET.get("q", "").strip() or ask.sought or ask.text
    handing.offer(fitting(words, language(), OFFERED))
    context = {"ask": ask, "words": words, "handing": handing, "answer": answer, "aside": aside}
    return page(request, "directory/left_question.html", bound(handing, answer, aside), **context)


def kept(uuid):
    return get_object_or_404(Ask.objects.left(), uuid=uuid)


def hand(ask, said, **who):
    leaving.pass_on(ask, group=said["group"], **who)
    return _("The question is handed on.")


def reply(ask, said, **who):
    leaving.answer(ask, text=said["answer"], **who)
    return _("The answer is sent.")


def put_aside(ask, said, **who):
    leaving.set_aside(ask, code=said["code"], **who)
    return _("The question is set aside.")


def done(request, uuid, form, deed):
    """True when the form's deed was done now, or before by the same form; its sentence is said once."""

    def act():
        said = deed(kept(uuid), form.cleaned_data, by=request.user, seen=request.POST.get("version"))
        messages.success(request, said)
        return reverse("left_questions")

    return bool(sent(form, lambda: once(request.POST.get("once"), act)))
