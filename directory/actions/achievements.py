"""An achievement is told, corrected and taken back, with its photos."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory import media
from directory.actions import editing, photos
from directory.models import Photo

TOLD = _("%(group)s told of an achievement.")
REMOVED = _("%(group)s took an achievement back.")


def tell(group, section, form, *, by):
    """Keeps a new achievement with its photos, whatever else of the page moved; sent twice it is kept once."""
    key = form.cleaned_data["key"] or form.instance.uuid

    def write(pictures):
        if group.achievements.filter(uuid=key).exists():
            photos.discard_later(media.files_of(pictures))
            return []
        form.instance.group, form.instance.uuid = group, key
        return save(group, form, pictures, by=by)

    with media.kept(form.cleaned_data["photos"]) as pictures:
        editing.change(group, section, lambda: write(pictures), by=by, revision=None, said=TOLD)
    return group.achievements.get(uuid=key)


def correct(group, section, form, *, by, revision):
    with media.kept(form.cleaned_data["photos"]) as pictures:
        editing.change(group, section, lambda: save(group, form, pictures, by=by), by=by, revision=revision)
    return form.instance


def save(group, form, pictures, *, by):
    achievement, people = form.save(), form.cleaned_data["people"]
    arrived = [
        photos.make(group, Photo.Use.ACHIEVEMENT, name, picture, by=by) for name, picture in pictures.items()
    ]
    for photo in [*form.kept, *arrived]:
        Photo.objects.filter(pk=photo.pk).update(achievement=achievement)
        photos.answer(photo, people, by=by)
    return form.changed_data


def keep_drafts(group, form, *, by):
    """Photos that came with a form that is not right yet wait for its next try, until `media.sweep`; their names."""
    with media.kept(form.pictures) as pictures, transaction.atomic():
        for name, picture in pictures.items():
            photos.make(group, Photo.Use.ACHIEVEMENT, name, picture, by=by)
    return [*pictures]


def remove(section, achievement, *, by):
    def write():
        photos.take_off(achievement.photos.all())
        achievement.delete()
        return ["removed"]

    editing.change(achievement.group, section, write, by=by, revision=None, said=REMOVED)
