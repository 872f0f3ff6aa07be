import pytest
from django.urls import reverse

from directory.models import Photo
from tests.directory.media import pictures


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def make_photo(cast):
    """`make_photo(use="logo", people="nobody", …)`: a photo of the cast's own group, with its files."""
    return lambda **fields: pictures.kept_photo(cast.group, **fields)


@pytest.fixture
def tell(cast, django_capture_on_commit_callbacks):
    """`tell(role, photos=[…], …)` posts the short page of an achievement and gives the answer."""

    def post(role="editor", **said):
        address = reverse("achievement_new", args=[cast.group.slug])
        said = {"title_ar": "رحلة بحرية", "happened_on": "2026-01-02"} | said
        with django_capture_on_commit_callbacks(execute=True):
            return cast.client(role).post(address, said)

    return post


@pytest.fixture
def only():
    """The one photo there is."""
    return Photo.objects.get
