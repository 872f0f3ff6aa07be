"""Files under /media/: each with its type, its permission, and nothing in it that could run."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from directory import media
from directory.models import Licence, Photo
from directory.models.photo import file_of

TYPES = {"webp": "image/webp", "pdf": "application/pdf"}
POLICY = "default-src 'none'; sandbox"
A_MONTH, A_MINUTE = 30 * 24 * 3600, 60


@require_safe
def photo_file(request, name, width):
    """Browsers keep a public photo for a month; shared caches ask again each minute, so that a hidden one goes."""
    public = Photo.objects.public().filter(name=name).first()
    photo = public or get_object_or_404(Photo.objects.visible_to(request.audiences), name=name)
    if width not in photo.widths:
        raise Http404
    response = answer(request, file_of(name, width))
    if public:
        patch_cache_control(response, public=True, max_age=A_MONTH, s_maxage=A_MINUTE)
        response.same_for_all = True
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def licence_scan(request, name):
    """A download for the committee and the group's leaders; for others it does not exist."""
    licence = get_object_or_404(
        Licence.objects.with_scan_for(request.audiences), scan=f"{media.SCANS}/{name}"
    )
    response = answer(request, licence.scan)
    response["Content-Disposition"] = f'attachment; filename="licence.{name.rpartition(".")[2]}"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def answer(request, name):
    """The file, or 304 to who has it; 404 when the storage lost it."""
    etag = f'"{name.rpartition("/")[2]}"'
    try:
        with default_storage.open(name) as file:
            response = HttpResponse(file.read(), content_type=TYPES[name.rpartition(".")[2]])
    except FileNotFoundError as error:
        raise Http404 from error
    response["ETag"] = etag
    given = get_conditional_response(request, etag=etag, response=response) or response
    given["Content-Security-Policy"] = POLICY
    return given
