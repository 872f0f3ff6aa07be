"""Which searches lead people to a group's page: words are counted, whoever they were is not."""

from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve

from directory.models import FoundBy, Standing
from directory.search.analyzer import analyze
from directory.search.asked import LONGEST_QUERY
from directory.search.asking import sought

LISTS = {"groups", "services", "field", "volunteer"}


def note_words(request, group):
    """Counts the words of the list on this site that a reader came from; the group's own people do not count."""
    if group.standing != Standing.LISTED or f"group:{group.pk}:member" in request.audiences:
        return
    if words := words_of(request.headers.get("Referer", ""), request.get_host()):
        FoundBy.objects.note(group, words)


def words_of(address, host):
    """The words that were searched at an address of this site; none elsewhere."""
    try:
        parts = urlsplit(address)
        if parts.netloc != host or resolve(parts.path).url_name not in LISTS:
            return []
        asked = " ".join(parse_qs(parts.query, max_num_fields=100).get("q", []))[:LONGEST_QUERY]
    except (ValueError, Resolver404):  # no address, or none of ours
        return []
    return [asked[token.start : token.end] for token in sought(analyze(asked))] if asked.strip() else []
