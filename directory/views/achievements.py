"""An editor's pages for achievements: a list, one short page for a new one, corrections, and taking one back."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from deeds.lifecycle import Refused
from directory.actions import achievements as deeds
from directory.actions import photos
from directory.forms.achievement import AchievementForm
from directory.models import Achievement
from directory.sections import SECTIONS
from directory.sections.achievements import PhotosOf
from directory.views import gone, saving
from directory.views.editing import own_group, section

SECTION = SECTIONS["achievements"]


def own_achievement(request, slug, uuid):
    rows = Achievement.objects.select_related("group").prefetch_related("photos")
    return get_object_or_404(rows, group=own_group(request, slug), uuid=uuid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def achievements(request, slug):
    """The list; restoring an earlier one is the section's own form."""
    if request.method == "POST" or "restore" in request.GET:
        return section(request, slug, SECTION.code)
    group = own_group(request, slug)
    rows = group.achievements.prefetch_related("photos")
    return render(request, "directory/achievements.html", {"group": group, "achievements": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def achievement_new(request, slug):
    group = own_group(request, slug)

    def save(form, revision):
        deeds.tell(group, SECTION, form, by=request.user)

    words = {"title": _("A new achievement"), "save": _("Put it on the page")}
    return answer(request, group, Achievement(uuid=uuid4()), save, words)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def achievement_edit(request, slug, uuid):
    group = own_group(request, slug)
    achievement = (
        group.achievements.select_related("group").prefetch_related("photos").filter(uuid=uuid).first()
    )
    if achievement is None:
        return achievement_gone(request, group, uuid)

    def save(form, revision):
        deeds.correct(achievement.group, SECTION, form, by=request.user, revision=revision)

    words = {"title": _("Edit an achievement"), "save": _("Save changes"), "achievement": achievement}
    return answer(request, group, achievement, save, words)


def achievement_gone(request, group, uuid):
    """Removed while its form was open: what was typed, and the photos that came, wait to become a new one."""
    data, _row = gone.typed_for(request, group, SECTION.code, uuid, Achievement)

    def save(form, revision):
        if "whole" not in data:
            raise Refused(_("Look at it once more, then save it as a new achievement."), "gone")
        deeds.tell(group, SECTION, form, by=request.user)

    words = {"title": _("This achievement was removed"), "save": _("Save as a new achievement"), "gone": True}
    return answer(request, group, Achievement(uuid=uuid), save, words)


def answer(request, group, achievement, save, words):
    """Saves a valid form and goes on; else the form again, with what was typed and the photos that were good."""
    built = []

    def build(data, files):
        built.append(AchievementForm(data, files, instance=achievement, group=group, by=request.user))
        return built[-1]

    def after(form):
        return address_after(group.achievements.get(uuid=form.cleaned_data["key"] or achievement.uuid))

    parts = partial(part_of, achievement)
    round_ = saving.take(request, group, SECTION, build, save=save, part=parts, after=after)
    if round_.done:
        messages.success(request, _("The achievement is on your page."))
        return redirect(round_.address)
    if request.method == "POST":
        keep_photos(request, group, round_, sent=built[0])
    back = {"back": reverse("achievements", args=[group.slug])}
    return saving.page(request, "directory/achievement.html", round_, words | back)


def part_of(achievement, content):
    rows = content["achievements"]
    return next((row for row in rows if row["id"] == str(achievement.uuid)), {})


def keep_photos(request, group, round_, sent):
    """The good photos of the form that was `sent` wait for the next try of the one that is shown."""
    form = round_.form
    try:
        form.sent_before = deeds.keep_drafts(group, sent, by=request.user)
    except Refused as refusal:
        if not form.non_field_errors():
            form.add_error("photos", refusal.sentence)
    if round_.clash:
        arrived = [("kept", str(photo.uuid)) for photo in form.kept if photo.name in form.sent_before]
        round_.clash["kept"].extend(arrived)


def address_after(achievement):
    """Photos without words, or without an answer, are asked about next."""
    slug, photos = achievement.group.slug, achievement.photos.filter(hidden_at=None)
    if any(not photo.alt or not photo.is_answered for photo in photos):
        return reverse("achievement_photos", args=[slug, achievement.uuid])
    return reverse("achievements", args=[slug])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def achievement_photos(request, slug, uuid):
    """What each photo shows, who can be recognised, and which part must stay in sight."""
    achievement = own_achievement(request, slug, uuid)
    group, posted = achievement.group, request.POST if request.method == "POST" else None
    form = PhotosOf(achievement, posted)
    if form.is_valid():
        photos.describe_all(group, SECTION, form.forms, by=request.user)
        saving.say_saved(request)
        return redirect("achievements", group.slug)
    context = {"group": group, "achievement": achievement, "form": form, "save": _("Save changes")}
    context["back"] = reverse("achievements", args=[group.slug])
    status = 422 if form.is_bound else 200
    return render(request, "directory/achievement_photos.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def achievement_remove(request, slug, uuid):
    achievement = own_achievement(request, slug, uuid)
    if request.method == "POST":
        deeds.remove(SECTION, achievement, by=request.user)
        messages.success(request, _("The achievement was removed."))
        return redirect("achievements", achievement.group.slug)
    context = {"group": achievement.group, "achievement": achievement}
    return render(request, "directory/achievement_remove.html", context)
