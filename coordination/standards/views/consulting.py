"""A consultation: opening it, what groups say clause by clause, what the committee answers."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.second_factor import second_factor_required
from coordination.standards.actions import consulting
from coordination.standards.forms.consulting import AnswerForm, CommentForm, UntilForm
from coordination.standards.models import Comment, State
from coordination.standards.views.finding import own_groups, posted, round_of, visible, written
from coordination.standards.wording import clauses_of

FORM = ["GET", "HEAD", "POST"]


@second_factor_required
@require_http_methods(FORM)
def consultation(request, uuid):
    """Opens it, or gives groups more time."""
    standard = written(request, uuid)
    running = standard.state == State.CONSULTATION
    form = UntilForm(posted(request), initial={"until": standard.consulted_until if running else None})

    def deed(form, seen):
        action = consulting.put_off if running else consulting.open_consultation
        return action(standard, until=form.cleaned_data["until"], by=request.user, seen=seen)

    return round_of(
        request, standard, form, deed, after=standard.get_absolute_url(), back=standard.get_absolute_url(),
        said=_("Groups have more time.") if running else _("Groups can comment now."),
        title=_("Give groups more time") if running else _("Open the consultation"),
        lead=_("Everybody can read the text, groups comment clause by clause, and until the last day it stands still."),
        save=_("Give more time") if running else _("Open the consultation"),
    )  # fmt: skip


@login_required
@require_safe
def comments(request, uuid):
    """The text with what groups said beneath each clause."""
    standard = visible(request, uuid)
    groups = list(own_groups(request))
    if not (groups or "committee" in request.audiences) or not standard.consulted_at:
        raise Http404
    rows = list(
        Comment.objects.visible_to(request.audiences).filter(standard=standard).select_related("group")
    )
    by_code: dict[str, list] = {}
    for row in rows:
        by_code.setdefault(row.clause_code, []).append(row)
    known = [clause.code for clause in clauses_of(standard)]
    context = {
        "standard": standard,
        "by_code": by_code,
        "gone": {code: said for code, said in by_code.items() if code not in known},
        "open": sum(row.needs_answer for row in rows),
        "comments": rows,
        "writes": "committee" in request.audiences and standard.state == State.CONSULTATION,
        "consults": bool(groups) and standard.takes_comments,
    }
    return render(request, "standards/comments.html", context)


@login_required
@require_http_methods(FORM)
def comment(request, uuid, code):
    standard = visible(request, uuid)
    groups = own_groups(request)
    clause = get_object_or_404(standard.clauses.select_related("section"), code=code)
    if not groups or not standard.consulted_at:
        raise Http404
    said = Comment.objects.filter(standard=standard, clause_code=code, group=groups[0]).first()
    form = CommentForm(
        posted(request),
        groups=groups,
        initial={"kind": said.kind, "text": said.text} if said and len(groups) == 1 else {},
    )

    def deed(form, _seen):
        return consulting.comment(standard, code=code, by=request.user, **form.cleaned_data)

    back = f"{reverse('standard_comments', args=[uuid])}#c-{code}"
    return round_of(
        request, standard, form, deed, after=back, back=back, said=_("Your comment stands beneath the clause."),
        title=_("Comment on clause %(code)s") % {"code": clause.code}, save=_("Send the comment"), clause=clause,
        shut="" if standard.takes_comments else consulting.NOT_OPEN,
    )  # fmt: skip


@second_factor_required
@require_http_methods(FORM)
def answer(request, uuid, comment):
    standard = written(request, uuid)
    row = get_object_or_404(standard.comments.select_related("group"), uuid=comment)
    form = AnswerForm(posted(request), instance=row)

    def deed(form, seen):
        return consulting.answer(row, **form.cleaned_data, by=request.user, seen=seen)

    back = f"{reverse('standard_comments', args=[uuid])}#c-{row.clause_code}"
    return round_of(
        request, standard, form, deed, after=back, back=back, said=_("The group reads your answer."),
        title=_("Answer a comment on clause %(code)s") % {"code": row.clause_code}, save=_("Answer the comment"),
        said_by=Comment.objects.select_related("group").get(pk=row.pk),
        clause=standard.clauses.filter(code=row.clause_code).first(),
    )  # fmt: skip
