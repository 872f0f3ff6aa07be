"""The section of achievements: its pages are its own; what was said is kept, compared and restored as a list."""

from directory.forms.achievement import WholeAchievement
from directory.forms.photo import PhotoForm
from directory.models import Achievement

from .rows import Rows
from .service_list import is_uuid

LOOKS = ("logo", "cover")
RECOGNISED = {"": "?", "nobody": "0", "adults": "18+", "children": "<18"}


class Achievements(Rows):
    """Every achievement with its texts; the photos of one that comes back are gone for good."""

    form_class = WholeAchievement
    name = "achievements"
    key = "uuid"
    extra = 0

    def queryset(self):
        return self.group.achievements.order_by("pk").prefetch_related("partner_groups")

    def new_row(self, row_id):
        row = Achievement(group=self.group)
        if is_uuid(row_id) and not Achievement.objects.filter(uuid=row_id).exists():
            row.uuid = row_id
        return row


def read_achievements(group):
    """What Achievements shows, and with each one what is said of its photos."""
    content = Achievements(group).stands()
    photos: dict[str, list[str]] = {}
    for photo in group.photos.filter(achievement__isnull=False).select_related("achievement"):
        photos.setdefault(str(photo.achievement.uuid), []).append(told(photo))
    for row in content["achievements"]:
        row["photos"] = photos.get(row["id"], [])
    return content


class PhotosOf(Rows):
    """What is said of the photos of one achievement; hidden ones are not to be described."""

    form_class = PhotoForm
    name = "photos"
    key = "uuid"
    extra = 0

    def __init__(self, achievement, data=None):
        self.achievement = achievement
        super().__init__(achievement.group, data)

    def queryset(self):
        return self.achievement.photos.filter(hidden_at=None)

    def ids(self):
        return [*self.standing]


class Looks(Rows):
    """What is said of the logo and the cover; pictures themselves come and go on a page of their own."""

    form_class = PhotoForm
    name = "photos"
    key = "uuid"
    extra = 0

    def queryset(self):
        return self.group.photos.filter(use__in=LOOKS)

    def restoring(self, content):
        """Words only, of pictures that are still there; never an answer about people."""
        there = [row for row in content.get(self.name, []) if row["id"] in self.standing]
        return self.flat({self.name: [{**row, "people": self.standing[row["id"]].people} for row in there]})


def told(photo):
    return f"{photo.alt_ar or photo.alt_en or '…'} · {RECOGNISED[photo.people]}"
