"""Pictures for the tests, good and bad, each made when it is asked for; nothing here was downloaded."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from directory import media
from directory.models import Photo

GPS_TEXT = b"29.3759 N 47.9774 E"


def sent(content, name="photo.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type)


def saved(image, kind, **options):
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def good(kind="JPEG", size=(64, 48), mode="RGB", **options):
    return saved(Image.effect_noise(size, 60).convert(mode), kind, **options)


def photo(name="photo.jpg", **options):
    """An upload that anybody would accept."""
    return sent(good(**options), name)


def kept_photo(group, use="achievement", people="nobody", **fields):
    """A Photo of this group with its files, answered unless told otherwise."""
    answered = {"answered_at": timezone.now()} if people else {}
    with media.kept([media.read_image(photo())]) as kept:
        [(name, picture)] = kept.items()
        return Photo.objects.create(
            group=group,
            use=use,
            people=people,
            name=name,
            width=picture.width,
            height=picture.height,
            widths=[*picture.files],
            **{**answered, **fields},
        )


# --- parts of broken files


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data=b"", bits=8, colour=2, before=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + before + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def bomb(megabytes=300):
    """A small file whose pixels alone would fill the memory."""
    side = int((megabytes * 1024 * 1024 / 3) ** 0.5)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(3 * side + 1)) for _row in range(side)) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg_of_size(width, height):
    """A good JPEG whose head claims another size."""
    content = bytearray(good())
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def with_scans(number):
    """A progressive JPEG whose scans repeat without end, so that decoding would take minutes."""
    content = good(progressive=True, size=(256, 256))
    first = content.rindex(b"\xff\xda")
    scan = content[first:-2]
    return content[:first] + scan * number + b"\xff\xd9"


def webp_of_size(width, height):
    bits = (width - 1) | ((height - 1) << 14)
    body = b"VP8L" + struct.pack("<I", 5) + b"\x2f" + struct.pack("<I", bits) + b"\0"
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def animated(kind):
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def text_bomb():
    packed = zlib.compress(bytes(80_000_000), 9)
    return png(16, 16, bytes(49 * 16), before=chunk(b"zTXt", b"Comment\0\0" + packed))


def profile_bomb():
    packed = zlib.compress(bytes(80_000_000), 9)
    return png(16, 16, bytes(49 * 16), before=chunk(b"iCCP", b"icc\0\0" + packed))


def archive():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("index.html", "<script>alert(1)</script>")
    return content.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
MP4 = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(id) system\n"


def refused():
    """{what it is: (content, name)}: forty files of which none may become a photo."""
    jpg, a_png, a_webp = good(), good("PNG"), good("WEBP")
    return {
        "nothing at all": (b"", "empty.jpg"),
        "one byte": (b"\xff", "one.jpg"),
        "only the beginning of a JPEG": (b"\xff\xd8\xff\xe0", "start.jpg"),
        "only the beginning of a PNG": (b"\x89PNG\r\n\x1a\n", "start.png"),
        "only the beginning of a WebP": (b"RIFF\x24\0\0\0WEBPVP8 ", "start.webp"),
        "half a JPEG": (jpg[: len(jpg) // 2], "half.jpg"),
        "half a PNG": (a_png[: len(a_png) // 2], "half.png"),
        "half a WebP": (a_webp[: len(a_webp) // 2], "half.webp"),
        "noise": (bytes(range(256)) * 40, "noise.jpg"),
        "zeros": (bytes(100_000), "zeros.png"),
        "six megabytes": (jpg + bytes(6 * 1024 * 1024), "large.jpg"),
        "a PNG of 300 MB of pixels": (bomb(), "bomb.png"),
        "a PNG that claims 60,000 by 60,000": (png(60_000, 60_000), "claims.png"),
        "a PNG that claims 2 by 13 million": (png(2, 13_000_000), "thin.png"),
        "a PNG without width": (png(0, 10), "flat.png"),
        "a JPEG that claims 65,000 by 65,000": (jpeg_of_size(65_000, 65_000), "claims.jpg"),
        "a JPEG without height": (jpeg_of_size(64, 0), "flat.jpg"),
        "a WebP that claims 16,383 by 16,383": (webp_of_size(16_383, 16_383), "claims.webp"),
        "a WebP without pixels": (webp_of_size(100, 100), "hollow.webp"),
        "a JPEG of 400 scans": (with_scans(400), "scans.jpg"),
        "a PNG whose text unpacks to 80 MB": (text_bomb(), "text.png"),
        "a PNG whose profile unpacks to 80 MB": (profile_bomb(), "profile.png"),
        "a PNG with a broken sum": (a_png.replace(b"IDAT", b"IDAU", 1), "sum.png"),
        "a PNG with pixels that do not unpack": (png(64, 64, b"short"), "short.png"),
        "one pixel": (good(size=(1, 1)), "pixel.jpg"),
        "a line": (good("PNG", size=(3000, 16)), "line.png"),
        "a moving PNG": (animated("PNG"), "moves.png"),
        "a moving WebP": (animated("WEBP"), "moves.webp"),
        "a GIF": (good("GIF", mode="P"), "picture.gif"),
        "a GIF called JPEG": (good("GIF", mode="P"), "gif.jpg"),
        "a BMP called PNG": (good("BMP"), "bmp.png"),
        "a TIFF called JPEG": (good("TIFF"), "tiff.jpg"),
        "an icon called PNG": (good("ICO"), "icon.png"),
        "an SVG": (SVG, "drawing.svg"),
        "an SVG called PNG": (SVG, "drawing.png"),
        "a page called JPEG": (HTML, "page.jpg"),
        "a PDF called JPEG": (PDF, "paper.jpg"),
        "a HEIC called JPEG": (MP4, "phone.jpg"),
        "PostScript called PNG": (EPS, "print.png"),
        "an archive called WebP": (archive(), "archive.webp"),
    }


def with_secrets():
    """{what it is: content}: pictures to keep, whose hidden parts must be gone."""
    exif = Image.Exif()
    exif[Base.Artist] = "Salma's telephone"
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitudeRef] = GPS_TEXT.decode()
    note = PngInfo()
    note.add_text("Comment", GPS_TEXT.decode())
    note.add_itxt("XML:com.adobe.xmp", GPS_TEXT.decode())
    return {
        "a JPEG with its place": good(exif=exif),
        "a WebP with its place": good("WEBP", exif=exif),
        "a PNG with its place": good("PNG", exif=exif),
        "a PNG with remarks": good("PNG", pnginfo=note),
        "a JPEG with a profile and a comment": good(icc_profile=GPS_TEXT * 9, comment=GPS_TEXT),
        "a WebP with XMP": good("WEBP", xmp=GPS_TEXT),
        "a JPEG with a page behind it": good() + HTML + GPS_TEXT,
        "a JPEG with an archive behind it": good() + archive() + GPS_TEXT,
        "a PNG with a script behind it": good("PNG") + SVG + GPS_TEXT,
    }
