"""Members of the committee write a version together: its beginning, its head, sections, sources and clauses."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.second_factor import second_factor_required
from coordination.committee.views import saving
from coordination.standards.actions import beginning, writing
from coordination.standards.forms.writing import EMPTY, PARTS, BeginForm, HeadForm
from coordination.standards.models import Standard, State
from coordination.standards.views.finding import posted, round_of, written

FORM = ["GET", "HEAD", "POST"]
EDITS = ("standards.edit", "standards.remove")
FIRST_PLACE = {"sections", "clauses"}


@second_factor_required
@require_http_methods(FORM)
def begin(request):
    if "committee" not in request.audiences:
        raise Http404
    versions = Standard.objects.filter(state=State.ADOPTED, superseded_on=None)
    form = BeginForm(posted(request), versions=versions)

    def deed(form, _seen):
        return begun(form.cleaned_data, request.user)

    return round_of(
        request, Standard(), form, deed, after=lambda made: reverse("standard_edit", args=[made.uuid]),
        said=_("The draft stands. Only the committee sees it."), title=_("Begin a standard"),
        save=_("Begin the draft"), back=reverse("standards"),
    )  # fmt: skip


def begun(typed, by):
    kind, _colon, name = typed["start"].partition(":")
    if kind == EMPTY:
        titles = {field: typed[field] for field in ("title_ar", "title_en")}
        return beginning.empty(by=by, code=typed["code"], **titles)
    if kind == "text":
        return beginning.from_text(name, by=by)
    return beginning.from_version(get_object_or_404(Standard, uuid=name), by=by)


@second_factor_required
@require_safe
def edit(request, uuid):
    """The whole text with a way to edit each part of it."""
    standard = written(request, uuid)
    if not standard.is_editable:
        return frozen(request, standard)
    return render(request, "standards/edit.html", {"standard": standard})


def frozen(request, standard):
    messages.info(request, writing.FROZEN)
    return redirect(standard)


@second_factor_required
@require_http_methods(FORM)
def head(request, uuid):
    standard = written(request, uuid)

    def make(data):
        return HeadForm(data, instance=Standard.objects.get(pk=standard.pk))

    return saved(request, standard, make, HeadForm)


@second_factor_required
@require_http_methods(FORM)
def add(request, uuid, part):
    standard, form_class = parts_of(request, uuid, part)
    if part == "clauses" and not standard.sections.exists():
        messages.info(request, _("Add a section first; clauses stand in sections."))
        return redirect("standard_add", uuid, "sections")

    def make(data):
        return form_class(
            data, instance=form_class._meta.model(standard=standard), initial=initial(request, standard, part)
        )

    return saved(request, standard, make, form_class)


def initial(request, standard, part):
    """Behind what is there; a clause in the section that its button stood in."""
    if part not in FIRST_PLACE:
        return {}
    rows = getattr(standard, part)
    section = request.GET.get("section", "")
    chosen = (
        standard.sections.filter(pk=section).first() if section.isdecimal() and len(section) < 19 else None
    )
    if part == "clauses" and chosen:
        rows = chosen.clauses
    last = rows.order_by("-place").values_list("place", flat=True).first() or 0
    return {"place": last + 1, **({"section": chosen} if chosen else {})}


@second_factor_required
@require_http_methods(FORM)
def row(request, uuid, part, row):
    """One section, source or clause."""
    standard, form_class = parts_of(request, uuid, part)
    rows = getattr(standard, part)
    if request.method == "POST" and not rows.filter(uuid=row).exists():
        return gone(request, standard, form_class)
    get_object_or_404(rows, uuid=row)

    def make(data):
        return form_class(data, instance=rows.get(uuid=row))

    return saved(request, standard, make, form_class, remove=[uuid, part, row])


def gone(request, standard, form_class):
    """Somebody removed it meanwhile: what was typed is shown once more, to be copied."""
    form = form_class(request.POST, instance=form_class._meta.model(standard=standard))
    form.add_error(None, writing.GONE)
    back = reverse("standard_edit", args=[standard.uuid])
    context = {"standard": standard, "form": form, "title": form_class.title, "back": back}
    return render(request, form_class.template, context, status=422)


@second_factor_required
@require_POST
def remove(request, uuid, part, row):
    standard, _form = parts_of(request, uuid, part)
    found = get_object_or_404(getattr(standard, part), uuid=row)
    writing.remove(standard, found, by=request.user, seen=request.POST.get("version"))
    messages.success(request, _("It is removed."))
    return redirect("standard_edit", uuid)


def parts_of(request, uuid, part):
    standard = written(request, uuid)
    if part not in PARTS:
        raise Http404
    return standard, PARTS[part]


def saved(request, standard, make, form_class, **context):
    if request.method != "POST" and not standard.is_editable:
        return frozen(request, standard)
    back = reverse("standard_edit", args=[standard.uuid])

    def deed(form, seen):
        return writing.save(standard, form, by=request.user, seen=seen)

    return saving.take(
        request, standard, make, deed, after=back, said=_("Changes saved."), page=form_class.template,
        asking="standards/clash.html", edits=EDITS, standard=standard, title=form_class.title, back=back,
        save=_("Save"), **context,
    )  # fmt: skip
