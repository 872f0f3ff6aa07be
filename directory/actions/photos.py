"""Photos come, are described, are hidden and go; a file and its row never part."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deeds.journal import record
from deeds.lifecycle import claim
from directory import media
from directory.actions import editing
from directory.models import Photo

HIDDEN = _("A photo of %(group)s was hidden.")
DESCRIBED = ("alt_ar", "alt_en", "focal")


def dress(group, section, use, form, *, by):
    """Sets the logo or the cover (`use`), or describes it anew; a new picture takes the place of the old one."""
    picture = form.cleaned_data["picture"]

    def write(pictures):
        photo = form.instance
        for name, fresh in pictures.items():
            take_off(group.photos.filter(use=use))
            photo = make(group, use, name, fresh, by=by)
        describe(photo, form.cleaned_data, by=by)
        return [use]

    with media.kept([picture] if picture else []) as pictures:
        editing.change(group, section, lambda: write(pictures), by=by, revision=None)


def describe_all(group, section, forms, *, by):
    """Saves what was said of several photos of the group."""

    def write():
        for form in forms:
            describe(form.instance, form.cleaned_data, by=by)
        return ["photos"]

    editing.change(group, section, write, by=by, revision=None)


def describe(photo, said, *, by):
    for name in DESCRIBED:
        setattr(photo, name, said[name])
    photo.save(update_fields=DESCRIBED)
    answer(photo, said["people"], by=by)


def answer(photo, people, *, by):
    """The answer is kept with who gave it and when, for as long as it stays the same."""
    if people == Photo.objects.values_list("people", flat=True).get(pk=photo.pk):
        return
    photo.people = people
    photo.answered_by, photo.answered_at = (by, timezone.now()) if people else (None, None)
    photo.save(update_fields=["people", "answered_by", "answered_at"])


def make(group, use, name, picture, *, by):
    return Photo.objects.create(
        group=group,
        use=use,
        name=name,
        width=picture.width,
        height=picture.height,
        widths=[*picture.files],
        uploaded_by=by,
    )


def copy(photo, group, achievement, name, picture, *, by):
    """The photo once more, as one of an achievement of another group: with its words and the answer that was given."""
    same = ("alt_ar", "alt_en", "focal", "people", "answered_by", "answered_at")
    made = make(group, Photo.Use.ACHIEVEMENT, name, picture, by=by)
    told = {field: getattr(photo, field) for field in same}
    Photo.objects.filter(pk=made.pk).update(achievement=achievement, **told)


def remove(section, photo, *, by):
    def write():
        take_off(Photo.objects.filter(pk=photo.pk))
        return ["photos"]

    editing.change(photo.group, section, write, by=by, revision=None)


def take_off(photos):
    """Rows go now, their files once the transaction holds."""
    discard_later([name for photo in photos for name in photo.files()])
    photos.delete()


def discard_later(files):
    transaction.on_commit(partial(media.discard, files))


def hide(photo, why, *, by=None):
    """Hides a photo at once from everybody but those who settle it; `why` is a sentence of up to 300 characters."""
    with transaction.atomic():
        claim(photo.group)
        Photo.objects.filter(pk=photo.pk).update(hidden_at=timezone.now(), hidden_why=str(why)[:300])
        record(
            "directory.photo_hidden",
            photo.group,
            by=by,
            audience=[f"group:{photo.group_id}:leader", "committee"],
            title=HIDDEN,
            names={"group": photo.group},
            data={"photo": str(photo.uuid)},
        )
