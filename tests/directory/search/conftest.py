import pytest

from tests.directory.search.world import make_words


@pytest.fixture
def words(db):
    """The taxonomies of world.py."""
    make_words()
