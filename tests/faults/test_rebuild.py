"""The index is built anew while pages are served: no error, and no page without its results."""

import re
import subprocess
import sys
import threading

import pytest

from tests.site import ROOT, running_site

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("the whole machine")]
REQUESTS = 500
SEARCH = "/en/groups/?q=autism"


def results(html):
    """How many groups the heading of a list counts."""
    return int(re.search(r"<h1[^>]*>.*?: ?(\d+) groups", html, re.DOTALL)[1])


def test_a_rebuild_during_500_requests_gives_no_error_and_no_empty_page(tmp_path):
    rebuilds, over = [], threading.Event()
    with running_site(tmp_path) as site:

        def rebuild():
            command = [sys.executable, "manage.py", "rebuild_search"]
            while not over.is_set():
                done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True)
                rebuilds.append(done.returncode)

        expected = results(site.get(SEARCH))
        builder = threading.Thread(target=rebuild)
        builder.start()
        try:
            seen = {results(site.get(SEARCH)) for _request in range(REQUESTS)}
        finally:
            over.set()
            builder.join()
    assert expected > 0
    assert seen == {expected}
    assert len(rebuilds) > 1
    assert set(rebuilds) <= {0, 1}, "1 says that the worker beside it was writing"
    assert 0 in rebuilds
