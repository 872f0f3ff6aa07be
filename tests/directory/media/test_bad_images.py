"""TRUST, image bombs and polyglots: forty bad files are refused, nothing is stored, and memory stays low."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image, ImageFile

from directory import media
from directory.models import Achievement, Photo
from tests.directory.media import pictures

MOST_MEMORY = 150 * 1024
BAD, SECRETIVE = pictures.refused(), pictures.with_secrets()
SENTENCES = {
    "too_large": "The file has",
    "empty": "The file is empty",
    "too_many_pixels": "megapixels",
    "too_small": "too small or too narrow",
    "animated": "The picture moves",
    "unreadable": "not a picture that can be read",
}
MEASURE = """
import django; django.setup()
import sys
from pathlib import Path
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from directory import media
def read(path):
    media.read_image(SimpleUploadedFile(path.name, path.read_bytes()))
def peak():
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1])
good, *bad = sorted(Path(sys.argv[1]).iterdir())
read(good)
before = peak()
accepted = []
for path in bad:
    try:
        read(path)
        accepted.append(path.name)
    except ValidationError:
        pass
print(accepted, peak() - before)
"""


def stored():
    return [name for folder in ("photos", "scans") for name in media.listed(folder)]


def test_the_limits_are_said_before_anything_is_sent(cast):
    for page in (
        reverse("achievement_new", args=[cast.group.slug]),
        reverse("photo_look", args=[cast.group.slug, "logo"]),
    ):
        text = cast.client("editor").get(page).content.decode()
        assert "JPEG أو PNG حتى 25 ميغابكسل، وWebP حتى 8" in text


def test_there_are_forty_of_them():
    assert len(BAD) == 40


@pytest.mark.parametrize("read", [media.read_image, media.read_still])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_with_its_reason(what, read):
    with pytest.raises(ValidationError) as refusal:
        read(pictures.sent(*BAD[what]))
    assert refusal.value.code in SENTENCES


@pytest.mark.parametrize("what", [what for what in BAD if what.startswith("half")])
def test_half_a_file_is_refused_even_where_another_library_wants_halves(what, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(ValidationError):
        media.read_image(pictures.sent(*BAD[what]))


def test_all_of_them_together_leave_nothing_behind(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = cast.client("editor")
    address = reverse("achievement_new", args=[cast.group.slug])
    said = {"title_en": "We met", "happened_on": "2026-01-02", "people": "nobody"}
    answers = [
        client.post(address, {**said, "photos": pictures.sent(*file)}, headers={"accept-language": "en"})
        for file in BAD.values()
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert all("We met" in answer.content.decode() for answer in answers)
    assert (Achievement.objects.count(), Photo.objects.count(), stored()) == (0, 0, [])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads what Linux says of a process")
def test_memory_rises_by_less_than_150_megabytes(settings, tmp_path, record_property):
    """The files are made here and read in a process of its own, whose peak is theirs alone."""
    (tmp_path / "00-good").write_bytes(pictures.good())
    for number, (content, _name) in enumerate(BAD.values(), 1):
        (tmp_path / f"{number:02}").write_bytes(content)
    environment = {**os.environ, "PYTHONPATH": str(settings.BASE_DIR)}
    out = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path)],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    accepted, kilobytes = out.strip().rsplit(" ", 1)
    record_property("memory_rise_kb", kilobytes)
    assert accepted == "[]"
    assert int(kilobytes) < MOST_MEMORY


@pytest.mark.parametrize("what", SECRETIVE)
def test_what_hides_in_a_good_picture_is_gone(what):
    picture = media.read_image(pictures.sent(SECRETIVE[what]))
    for content in picture.files.values():
        assert pictures.GPS_TEXT not in content
        assert b"Salma" not in content
        with Image.open(BytesIO(content)) as image:
            assert (image.format, dict(image.getexif()), image.info.get("icc_profile")) == ("WEBP", {}, None)


def test_a_picture_is_turned_upright_before_it_forgets_how_it_lay():
    picture = media.read_image(pictures.sent(SECRETIVE["a JPEG with its place"]))
    assert (picture.width, picture.height) == (48, 64)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_good_picture_comes_in_several_widths(kind):
    content = pictures.saved(Image.new("RGB", (2400, 1200), "teal"), kind)
    picture = media.read_image(pictures.sent(content))
    assert (picture.width, picture.height) == (1600, 800)
    assert [*picture.files] == [160, 320, 640, 1280, 1600]
    with Image.open(BytesIO(picture.files[320])) as image:
        assert (image.format, image.size) == ("WEBP", (320, 160))


def test_a_large_palette_keeps_what_is_see_through():
    image = Image.new("RGBA", (3300, 3300), (200, 0, 0, 0))
    image.paste((0, 90, 200, 255), (0, 0, 1650, 3300))
    picture = media.read_image(pictures.sent(pictures.saved(image.quantize(4), "PNG")))
    with Image.open(BytesIO(picture.files[160])) as small:
        colours = small.convert("RGBA")
        assert [colours.getpixel((x, 80))[3] for x in (20, 140)] == [255, 0]


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_way_of_writing_colours_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new("I;16", (64, 48), 30_000) if mode == "I;16" else Image.new(mode, (64, 48))
    picture = media.read_image(pictures.sent(pictures.saved(image, kind)))
    assert (picture.width, picture.height) == (64, 48)


def test_what_was_see_through_stays_so():
    image = Image.new("RGBA", (3300, 3300), (200, 0, 0, 0))
    picture = media.read_image(pictures.sent(pictures.saved(image, "PNG")))
    with Image.open(BytesIO(picture.files[160])) as small:
        assert small.convert("RGBA").getpixel((80, 80))[3] == 0


def test_names_tell_nothing_and_cannot_be_guessed(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with media.kept([media.read_image(pictures.photo("salma-at-home.jpg"))]) as kept:
        names = stored()
    assert [f"photos/{name}-64.webp" for name in kept] == names
    assert all(len(name) == 32 for name in kept)
    with default_storage.open(names[0]) as file:
        assert file.read(4) == b"RIFF"
