"""An editor's pages for photos: the logo and the cover, and taking a photo away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from directory.actions import photos
from directory.forms.photo import LookForm
from directory.models import Photo
from directory.sections import SECTIONS
from directory.views import saving
from directory.views.editing import own_group, section

SECTION = SECTIONS["look"]
LOOKS = {
    "logo": (_("Logo"), _("A square picture, on your page, in lists and in previews of links.")),
    "cover": (_("Cover"), _("A wide photo on top of your page.")),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def look(request, slug):
    """Both at a glance; restoring an earlier description is the section's own form."""
    if request.method == "POST" or "restore" in request.GET:
        return section(request, slug, SECTION.code)
    group = own_group(request, slug)
    there = {photo.use: photo for photo in group.photos.filter(use__in=LOOKS)}
    rows = [
        {"use": use, "title": title, "hint": hint, "photo": there.get(use)}
        for use, (title, hint) in LOOKS.items()
    ]
    return render(request, "directory/photos_look.html", {"group": group, "rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo_look(request, slug, use):
    """A new logo or cover, or another description of the one that is there."""
    group = own_group(request, slug)
    if use not in LOOKS:
        raise Http404
    back = reverse("group_look", args=[group.slug])
    photo = group.photos.filter(use=use).first() or Photo(group=group, use=use)

    def save(form, revision):
        photos.dress(group, SECTION, use, form, by=request.user)

    round_ = saving.take(
        request,
        group,
        SECTION,
        lambda data, files: LookForm(data, files, instance=photo),
        save=save,
        after=lambda form: back,
    )
    if round_.done:
        saving.say_saved(request)
        return redirect(round_.address)
    title, hint = LOOKS[use]
    words = {"photo": photo, "title": title, "hint": hint, "save": _("Save changes")}
    return saving.page(request, "directory/photo.html", round_, words | {"back": back})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo_remove(request, slug, uuid):
    group = own_group(request, slug)
    seen = Photo.objects.visible_to(request.audiences).select_related("achievement", "group")
    photo = get_object_or_404(seen, group=group, uuid=uuid)
    back = way_back(photo)
    if request.method == "POST":
        section = SECTIONS["achievements"] if photo.achievement else SECTION
        photos.remove(section, photo, by=request.user)
        messages.success(request, _("The photo was removed."))
        return redirect(back)
    return render(request, "directory/photo_remove.html", {"group": group, "photo": photo, "back": back})


def way_back(photo):
    if photo.achievement:
        return reverse("achievement_photos", args=[photo.group.slug, photo.achievement.uuid])
    return reverse("group_look", args=[photo.group.slug])
