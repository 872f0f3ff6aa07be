"""An editor's pages: choose a section, change it, see it as the public does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from directory.actions import editing
from directory.models import Group, Service
from directory.sections import SECTIONS
from directory.sections.service_list import STEPS
from directory.views import gone, saving


def own_group(request, slug):
    """The group, when this person may edit it; else 404, as for a group that does not exist."""
    return get_object_or_404(Group.objects.editable_by(request.audiences), slug=slug)


def own_service(request, slug, uuid):
    return get_object_or_404(
        Service.objects.select_related("group"), group=own_group(request, slug), uuid=uuid
    )


def own_section(request, group, code):
    """The section, when this person may edit it; else 404."""
    section = known(SECTIONS, code)
    if not section.may(request.user, group):
        raise Http404
    return section


def known(table, name):
    if name not in table:
        raise Http404
    return table[name]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request, slug, section):
    group = own_group(request, slug)
    chosen = own_section(request, group, section)
    stays = {"again", "move"} & request.POST.keys()
    round_ = saving.take(
        request,
        group,
        chosen,
        lambda data, files: chosen.form(group, data, files),
        after=lambda _form: request.path if stays else chosen.after(group),
    )
    if round_.done:
        saving.say_saved(request)
        return redirect(round_.address)
    back = reverse("group_edit", args=[group.slug])
    return saving.page(
        request, chosen.template, round_, {"title": chosen.title, "back": back, "save": _("Save changes")}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_new(request, slug):
    return service_step(request, own_group(request, slug), Service(), "what")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request, slug, uuid, step):
    group = own_group(request, slug)
    service = group.services.select_related("group").filter(uuid=uuid).first()
    if service is None:
        return gone.service(request, group, uuid, known(STEPS, step))
    return service_step(request, group, service, step)


def service_step(request, group, service, step):
    step_form, services = known(STEPS, step), SECTIONS["services"]

    def save(form, revision):
        editing.save_service(group, services, form, by=request.user, revision=revision)

    round_ = saving.take(
        request,
        group,
        services,
        lambda data, files: step_form(data, instance=service),
        save=save,
        part=lambda content: of_service(content, service),
        after=lambda form: after_step(group, form.instance, step),
    )
    if round_.done:
        return redirect(round_.address)
    context = {
        "service": service,
        "number": [*STEPS].index(step) + 1,
        "total": len(STEPS),
        "back": address_before(group, service, step),
        "save": _("Save this step and continue"),
    }
    return saving.page(request, "directory/edit_service.html", round_, context)


def of_service(content, service):
    return next((row for row in content["services"] if row["id"] == str(service.uuid)), {})


def address_before(group, service, step):
    """The step before, or the group's sections before the first one."""
    place = [*STEPS].index(step)
    if not place:
        return reverse("group_edit", args=[group.slug])
    return reverse("service_edit", args=[group.slug, service.uuid, [*STEPS][place - 1]])


def after_step(group, service, step):
    names = [*STEPS]
    if step == names[-1]:
        return reverse("service_check", args=[group.slug, service.uuid])
    return reverse("service_edit", args=[group.slug, service.uuid, names[names.index(step) + 1]])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_check(request, slug, uuid):
    """What others will see, before they see it."""
    service = own_service(request, slug, uuid)
    if request.method == "POST":
        editing.publish_service(SECTIONS["services"], service, by=request.user)
        messages.success(request, _("The service is on your page."))
        return redirect(service.group)
    return render(request, "directory/edit_service_check.html", {"group": service.group, "service": service})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def service_remove(request, slug, uuid):
    service = own_service(request, slug, uuid)
    if request.method == "POST":
        editing.remove_service(SECTIONS["services"], service, by=request.user)
        messages.success(request, _("The service was removed."))
        return redirect("group_edit", service.group.slug)
    return render(request, "directory/edit_service_remove.html", {"group": service.group, "service": service})
