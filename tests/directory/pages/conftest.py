import pytest

from directory.models import Beneficiary
from tests.directory.search.world import make_words


@pytest.fixture
def words(db):
    """The taxonomies of the search tests, with a topic for the home page."""
    make_words()
    Beneficiary.objects.filter(pk="autism").update(topic=1)
