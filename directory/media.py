"""Files that people send: decoded with care, written anew, kept under names that nobody can guess.

Nothing is stored as it came. A picture is decoded as JPEG, PNG or WebP and as nothing else, turned upright, and written
as WebP in several widths without its metadata. The limits are those of the threat model: 5 MB before it is read,
25 megapixels (8 of a WebP) before it is decoded.
"""

import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from math import ceil

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from deeds import hooks
from deeds.lifecycle import Refused
from directory.models import Licence, Photo
from directory.models.photo import file_of

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 5 * 1024 * 1024
MOST_AT_ONCE = 10 * LARGEST_FILE
MOST_MEGAPIXELS = {"JPEG": 25, "PNG": 25, "WEBP": 8}  # see docs/decisions.md, “One door for files”
MOST_SCANS = 100
SMALLEST_SIDE = 16
WIDTHS = (160, 320, 640, 1280)
LONGEST_SIDE = 1600
SCAN_SIDE = 2560
BAND = 64
LEFT_OVER = timedelta(days=1)
PHOTOS, SCANS, EVIDENCE = "photos", "scans", "evidence"
PDF = b"%PDF-"


@dataclass(frozen=True)
class Picture:
    """A checked picture, not stored yet: its size in pixels, and WebP bytes by width."""

    width: int
    height: int
    files: dict[int, bytes]


@dataclass(frozen=True)
class Scan:
    """A checked licence scan, not stored yet; `suffix` is webp or pdf."""

    content: bytes
    suffix: str


class Limited(FileUploadHandler):
    """Keeps files in memory while they are read in, but lets go of one that is larger than any may be, and of all
    beyond `MOST_AT_ONCE`: what it hands on then is empty and tells its true size."""

    together = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.together += len(raw_data)
        if start + len(raw_data) <= LARGEST_FILE and self.together <= MOST_AT_ONCE:
            self.content.write(raw_data)
        else:
            self.content = BytesIO()
        return None

    def file_complete(self, file_size):
        self.content.seek(0)
        return UploadedFile(self.content, self.file_name, self.content_type, file_size, self.charset)


# --- reading


def read_image(upload) -> Picture:
    """A Picture of an uploaded file; ValidationError with the reason when it cannot be one."""
    image = decoded(upload, LONGEST_SIDE)
    widths = [width for width in WIDTHS if width < image.width] + [image.width]
    return Picture(image.width, image.height, {width: webp(at_width(image, width)) for width in widths})


def read_scan(upload) -> Scan:
    """A Scan of an uploaded file: a PDF as it is, for download alone, or a picture written anew."""
    check_size(upload)
    upload.seek(0)
    head = upload.read(len(PDF))
    upload.seek(0)
    if head == PDF:
        return Scan(upload.read(), "pdf")
    return Scan(webp(decoded(upload, SCAN_SIDE)), "webp")


def read_still(upload) -> Scan:
    """A Scan of an uploaded picture alone, written anew: what shows a thing and needs one width."""
    return Scan(webp(decoded(upload, LONGEST_SIDE)), "webp")


def decoded(upload, side):
    """The picture upright and at most `side` long; whatever is no JPEG, PNG or WebP is a ValidationError."""
    check_size(upload)
    upload.seek(0)
    content = upload.read()
    if content.count(b"\xff\xda") > MOST_SCANS:
        raise unreadable()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, once imported, turns it on for the whole process
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            check_shape(image)
            image.draft("RGB", (side, side))
            return upright(image, side)
    except ValidationError:
        raise
    except Exception as error:  # decoders fail in any way they like on hostile bytes
        raise unreadable() from error


def upright(image, side):
    image = ImageOps.exif_transpose(reduced(image, side))
    image.thumbnail((side, side))
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def check_size(upload):
    if upload.size > LARGEST_FILE:
        sentence = _("The file has %(size)s MB. At most 5 MB can be sent.")
        raise ValidationError(sentence % {"size": f"{upload.size / 1024 / 1024:.1f}"}, code="too_large")
    if not upload.size:
        raise ValidationError(_("The file is empty."), code="empty")


def check_shape(image):
    """By the file's head alone, before a pixel is decoded."""
    width, height = image.size
    most, pixels = MOST_MEGAPIXELS.get(image.format, MOST_MEGAPIXELS["JPEG"]), width * height / 1e6
    if pixels > most:
        sentence = _(
            "The picture has %(pixels)s megapixels. At most %(most)s can be read; send a smaller copy."
        )
        raise ValidationError(sentence % {"pixels": ceil(pixels), "most": most}, code="too_many_pixels")
    if min(width, height) < SMALLEST_SIDE or max(width, height) > 50 * min(width, height):
        raise ValidationError(
            _("The picture is too small or too narrow to be seen. Choose another one."), code="too_small"
        )
    if image.format in ("PNG", "WEBP") and getattr(image, "n_frames", 1) > 1:
        raise ValidationError(_("The picture moves. Choose one that stands still."), code="animated")


def unreadable():
    return ValidationError(
        _("This is not a picture that can be read. Send a photo as JPEG, PNG or WebP."), code="unreadable"
    )


def reduced(image, side):
    """The picture by a whole number smaller, still at least `side` long, band by band: no second copy in memory."""
    image.load()
    factor = max(image.size) // side
    if factor < 2:
        return image
    full = "RGBA" if image.has_transparency_data else "RGB"
    mode = image.mode if image.mode in ("L", "RGB", "RGBA") else full
    small = Image.new(mode, (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, BAND * factor):
        band = image.crop((0, top, image.width, min(image.height, top + BAND * factor)))
        small.paste(band.convert(mode).reduce(factor), (0, top // factor))
    small.info = {key: image.info[key] for key in ("exif",) if key in image.info}
    return small


def at_width(image, width):
    return image if width == image.width else image.resize((width, height_at(image, width)))


def height_at(picture, width):
    return max(1, round(picture.height * width / picture.width))


def webp(image):
    """WebP bytes of the pixels alone: no EXIF, no ICC, no XMP."""
    image.info = {}
    content = BytesIO()
    image.save(content, "WEBP", quality=80, method=2, exif=b"", icc_profile=b"", xmp=b"")
    return content.getvalue()


# --- keeping


@contextmanager
def kept(pictures):
    """Writes the pictures and yields {name: picture}; when anything fails within, all their files go again.

    Refused when the storage takes no more.
    """
    named = {secrets.token_hex(16): picture for picture in pictures}
    contents = [content for picture in named.values() for content in picture.files.values()]
    with written(dict(zip(files_of(named), contents, strict=True))):
        yield named


def again(photos):
    """[(photo, Picture)] of kept photos, to be kept once more under other names; what the storage lost is left."""
    found = []
    for photo in photos:
        try:
            files = {width: read(file_of(photo.name, width)) for width in photo.widths}
        except FileNotFoundError:
            continue
        found.append((photo, Picture(photo.width, photo.height, files)))
    return found


def read(name):
    with default_storage.open(name) as file:
        return file.read()


def files_of(named):
    return [file_of(name, width) for name, picture in named.items() for width in picture.files]


@contextmanager
def kept_scan(scan, folder=SCANS):
    """Writes a scan and yields its name in the storage, as `kept` does; None yields ""."""
    name = f"{folder}/{secrets.token_hex(16)}.{scan.suffix}" if scan else ""
    with written({name: scan.content} if scan else {}):
        yield name


@contextmanager
def written(contents):
    try:
        for name, content in contents.items():
            write(name, content)
        yield
    except BaseException:
        discard(contents)
        raise


def write(name, content):
    try:
        default_storage.save(name, ContentFile(content))
    except OSError as error:
        raise Refused(
            _("The file could not be kept: there is no room for it at the moment. Nothing was changed."),
            code="no_room",
        ) from error


def discard(names):
    """Files that nobody needs any more; one that cannot be removed now is left over for `sweep`."""
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            continue


def sweep(now=None):
    """Removes pictures that were never placed, and files without a row, once they are a day old; returns how many."""
    before = (now or timezone.now()) - LEFT_OVER
    drafts = Photo.objects.filter(use=Photo.Use.ACHIEVEMENT, achievement=None, created_at__lt=before)
    drafts.delete()
    left = [name for name in orphans() if default_storage.get_modified_time(name) < before]
    discard(left)
    return len(left)


def orphans():
    """Names in the storage that no row knows."""
    known = set(Photo.objects.values_list("name", flat=True))
    scans = set(Licence.objects.exclude(scan="").values_list("scan", flat=True))
    yield from (name for name in listed(PHOTOS) if name.partition("/")[2].rpartition("-")[0] not in known)
    yield from (name for name in listed(SCANS) if name not in scans)
    yield from (name for name in listed(EVIDENCE) if not any(name in kept() for kept in hooks.evidence))


def listed(folder):
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []
