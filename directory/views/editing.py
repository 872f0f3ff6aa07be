"""An editor's pages: choose a section, change it, see it as the public does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from deeds.lifecycle import Refused
from directory.actions import editing
from directory.forms import AccessForm, ScopeForm, TextsForm, WhatForm, WhereForm, WhoForm
from directory.models import Group, Service

SECTIONS = {
    "texts": (TextsForm, _("Name and texts")),
    "scope": (ScopeForm, _("Area, fields and beneficiaries")),
}
STEPS = {"what": WhatForm, "who": WhoForm, "where": WhereForm, "access": AccessForm}


def own_group(request, slug):
    """The group, when this person may edit it; else 404, as for a group that does not exist."""
    return get_object_or_404(Group.objects.editable_by(request.audiences), slug=slug)


def own_service(request, slug, uuid):
    return get_object_or_404(
        Service.objects.select_related("group"), group=own_group(request, slug), uuid=uuid
    )


def known(table, name):
    if name not in table:
        raise Http404
    return table[name]


@login_required
@require_safe
def overview(request, slug):
    group = own_group(request, slug)
    services = group.services.select_related("place").prefetch_related("beneficiaries")
    return render(
        request, "directory/edit.html", {"group": group, "sections": SECTIONS, "services": services}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request, slug, section):
    group = own_group(request, slug)
    form_class, title = known(SECTIONS, section)
    form = form_class(request.POST or None, instance=group)

    def save():
        editing.save_section(group, form, section, by=request.user, seen=request.POST.get("version"))

    if saved(request, form, save):
        return redirect("group_edit", group.slug)
    back = reverse("group_edit", args=[group.slug])
    context = {"group": group, "title": title, "back": back, "save": _("Save changes")}
    return page(request, "directory/edit_section.html", form, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_new(request, slug):
    return service_step(request, own_group(request, slug), Service(), "what")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request, slug, uuid, step):
    service = own_service(request, slug, uuid)
    return service_step(request, service.group, service, step)


def service_step(request, group, service, step):
    form = known(STEPS, step)(request.POST or None, instance=service)

    def save():
        editing.save_service(group, form, step, by=request.user, seen=request.POST.get("version"))

    if saved(request, form, save, quiet=True):
        return after_step(group, service, step)
    context = {
        "group": group,
        "service": service,
        "number": [*STEPS].index(step) + 1,
        "total": len(STEPS),
        "back": address_before(group, service, step),
        "save": _("Save this step and continue"),
    }
    return page(request, "directory/edit_service.html", form, context)


def address_before(group, service, step):
    """The step before, or the group's sections before the first one."""
    place = [*STEPS].index(step)
    if not place:
        return reverse("group_edit", args=[group.slug])
    return reverse("service_edit", args=[group.slug, service.uuid, [*STEPS][place - 1]])


def after_step(group, service, step):
    names = [*STEPS]
    if step == names[-1]:
        return redirect("service_check", group.slug, service.uuid)
    return redirect("service_edit", group.slug, service.uuid, names[names.index(step) + 1])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_check(request, slug, uuid):
    """What others will see, before they see it."""
    service = own_service(request, slug, uuid)
    if request.method == "POST":
        editing.publish_service(service, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("The service is on your page."))
        return redirect(service.group)
    return render(request, "directory/edit_service_check.html", {"group": service.group, "service": service})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_remove(request, slug, uuid):
    service = own_service(request, slug, uuid)
    if request.method == "POST":
        editing.remove_service(service, by=request.user, seen=request.POST.get("version"))
        messages.success(request, _("The service was removed."))
        return redirect("group_edit", service.group.slug)
    return render(request, "directory/edit_service_remove.html", {"group": service.group, "service": service})


def saved(request, form, save, quiet=False):
    """True when a valid form was saved; a refusal becomes an error of the form, and what was typed stays in it."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        save()
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        if refusal.code == "changed":
            show_what_stands(form)
        return False
    if not quiet:
        messages.success(request, _("Changes saved."))
    return True


def show_what_stands(form):
    """Beside each text that differs, what the page says by now, so that nobody's words are set back unseen."""
    for name in form.changed_data:
        if isinstance(now := form.initial.get(name), str):
            text = Truncator(now).chars(300) or _("nothing")
            form.add_error(name, _("The page now says: “%(text)s”") % {"text": text})


def page(request, template, form, context):
    """A form's page: 422 with what was typed when it holds errors; `version` is the group's as of now."""
    version = Group.objects.values_list("version", flat=True).get(pk=context["group"].pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context | {"form": form, "version": version}, status=status)
