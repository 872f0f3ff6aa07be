"""A group's assessment: begun, written clause by clause, shown to those who may know of it."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coordination.standards import rules
from coordination.standards.actions import assessing
from coordination.standards.forms.assessing import BeginForm, FindingForm
from coordination.standards.models import Assessment, Finding, Stage
from coordination.standards.views.finding import own_groups, posted, round_of, visible
from coordination.standards.wording import clauses_of
from deeds.lifecycle import Refused
from directory.models.group import group_ids
from directory.views.files import answer as file_answer

FORM = ["GET", "HEAD", "POST"]


def seen(request, uuid):
    """The assessment for its group's editors and leaders, for the committee once handed in, and for its reviewer."""
    rows = Assessment.objects.visible_to(request.audiences).with_all()
    one = get_object_or_404(rows, uuid=uuid)
    by_role = "committee" in request.audiences or one.group_id in group_ids(request.audiences, "editor")
    if not by_role and not rules.reviews(request.user, one):
        raise Http404
    return one


def own(request, uuid, role="editor"):
    assessment = seen(request, uuid)
    if assessment.group_id not in group_ids(request.audiences, role):
        raise Http404
    return assessment


@login_required
@require_http_methods(FORM)
def begin(request, uuid):
    standard = visible(request, uuid)
    groups = own_groups(request)
    if not groups or not standard.is_in_force:
        raise Http404
    form = BeginForm(posted(request), groups=groups)

    def deed(form, _seen):
        return assessing.begin(standard, form.cleaned_data["group"], by=request.user)

    return round_of(
        request, standard, form, deed, after=lambda made: made.get_absolute_url(), back=standard.get_absolute_url(),
        said=_("The assessment is begun. Only your editors and leaders see it."), title=_("Assess your group"),
        lead=_("You answer clause by clause, several of you at once. Somebody without a tie to your group reviews it."),
        save=_("Begin the assessment"),
    )  # fmt: skip


@login_required
@require_safe
def assessment(request, uuid):
    one = seen(request, uuid)
    standard = visible(request, one.standard.uuid)
    findings = {row.clause_id: row for row in one.findings.all()}
    questions: dict[int, list] = {}
    for asked in one.clarifications.select_related("asked_by"):
        questions.setdefault(asked.clause_id, []).append(asked)
    clauses = clauses_of(standard)
    for clause in clauses:
        clause.finding, clause.questions = findings.get(clause.pk), questions.get(clause.pk, [])
    works = one.group_id in group_ids(request.audiences, "editor")
    context = {
        "assessment": one,
        "standard": standard,
        "done": len(findings),
        "all": len(clauses),
        "next": next((clause for clause in clauses if clause.finding is None), None),
        "works": works,
        "leads": one.group_id in group_ids(request.audiences, "leader"),
        "ready": works and one.state == Stage.DRAFT and rules.may_be_handed_in(one),
        "reviews": rules.reviews(request.user, one),
        "marked": rules.is_marked(one),
        "may_take_up": one.state == Stage.SUBMITTED and rules.may_take_up(request.user, one),
        "may_release": one.reviewer_id and rules.may_release(request.user, one),
        "proposal": None
        if works
        else one.proposals.filter(state="proposed").select_related("person").first(),
        "appealable": rules.appealable(one) if works else None,
        "appeal": one.appeals.filter(accreditation=None).order_by("filed_at", "pk").last(),
        "accreditation": one.accreditations.as_of().first(),
        "changes": works and one.state == Stage.DECIDED and rules.may_be_written(one),
    }
    return render(request, "standards/assessment.html", context)


@login_required
@require_http_methods(FORM)
def finding(request, uuid, code):
    """What the group says of one clause."""
    one = own(request, uuid)
    clause = get_object_or_404(one.standard.clauses.select_related("source"), code=code)
    row = one.findings.filter(clause=clause).first()
    first = {"claim": row.claim, "note": row.note, "link": row.link} if row else {}
    form = FindingForm(
        posted(request), request.FILES or None, clause=clause, kept=row.file if row else "", initial=first
    )

    accredited = not one.is_editable and rules.may_be_written(one)

    def deed(form, _seen, **more):
        data = form.cleaned_data
        return assessing.write(
            one, code=code, claimed=data["claim"], note=data["note"], link=data["link"], by=request.user,
            seen=request.POST.get("opened", ""), scan=data["file"], drop_file=data.get("drop", False), **more,
        )  # fmt: skip

    if "autosave" in request.POST:
        return by_itself(form, deed)

    return round_of(
        request, one, form, deed, template="standards/finding.html", after=lambda _made: after(one, clause),
        back=one.get_absolute_url(), said=_("Saved."), title=_("Clause %(code)s") % {"code": clause.code},
        save=_("Save and go on"), clause=clause, assessment=one, row=row, opened=stamp(row),
        shut="" if rules.may_be_written(one) else assessing.FROZEN, lead=assessing.SUSPENDS if accredited else "",
    )  # fmt: skip


def by_itself(form, deed):
    """What came of a save that the page did by itself, as JSON: {"said", "opened"}; 422 unfinished, 409 a conflict."""
    if not form.is_valid():
        return JsonResponse({"said": next(iter(form.errors.values()))[0]}, status=422)
    try:
        row = deed(form, "", quiet=True)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    time = date_format(timezone.localtime(row.at), "H:i")
    return JsonResponse({"said": _("Saved at %(time)s.") % {"time": time}, "opened": stamp(row)})


def stamp(row):
    return row.at.isoformat() if row else ""


def after(one, clause):
    """The next clause that nobody answered yet, else the whole."""
    said = set(Finding.objects.filter(assessment=one).values_list("clause", flat=True))
    codes = [row for row in clauses_of(one.standard) if row.pk not in said and row.pk != clause.pk]
    return reverse("finding", args=[one.uuid, codes[0].code]) if codes else one.get_absolute_url()


@login_required
@require_safe
def evidence(request, uuid, code):
    """The file of a clause, as a download for those who see the assessment; for others it does not exist."""
    one = seen(request, uuid)
    row = get_object_or_404(one.findings.exclude(file=""), clause__code=code)
    response = file_answer(request, row.file)
    name = quote(f"{code}.{row.file.rpartition('.')[2]}")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)
    return response
