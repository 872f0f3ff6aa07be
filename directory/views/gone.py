"""Somebody removed a service or an achievement while its form was open: what was typed waits to become a new one."""

from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import typed
from directory.actions import editing
from directory.forms.service import WholeService
from directory.models import Revision, Service
from directory.sections import SECTIONS, contents
from directory.views import saving

SERVICES = SECTIONS["services"]


def typed_for(request, group, code, uuid, model):
    """(what was typed, what the section last said of this row); 404 when nobody typed, or it was never there."""
    data = typed.posted(request)
    row = Revision.objects.last_row(group, code, str(uuid)) if data is not None else None
    if row is None or model.objects.filter(uuid=uuid).exists():
        raise Http404
    return data, row


def service(request, group, uuid, step):
    """All four steps on one page: those of the removed service as they were, and the one that was typed."""
    data, row = typed_for(request, group, SERVICES.code, uuid, Service)

    def build(given, _files):
        form = WholeService(given, instance=Service(group=group, uuid=uuid))
        del form.fields["published"]
        return form

    def save(form, _revision):
        editing.save_service(group, SERVICES, form, by=request.user, revision=None)

    def after(form):
        return reverse("service_check", args=[group.slug, form.instance.uuid])

    if "whole" in data:
        round_ = saving.take(request, group, SERVICES, build, save=save, after=after)
    else:
        round_ = saving.Round(
            group, SERVICES, build, form=build(whole(build(None, None), row, step, data), None)
        )
    if round_.done:
        return redirect(round_.address)
    context = {"back": reverse("group_edit", args=[group.slug]), "save": _("Save as a new service")}
    return saving.page(request, "directory/edit_service_gone.html", round_, context)


def whole(form, row, step, typed_):
    """What a browser would post: the row as it stood, and over it what was typed in one step."""
    data = QueryDict(mutable=True)
    for name, sent in contents.posted(form, contents.flat(form, row)).lists():
        data.setlist(name, sent)
    for name in step(instance=Service()).fields:
        data.setlist(name, typed_.getlist(name))
    return data
