"""What a first visit costs: everything the browser fetches for one page, as it goes over the wire."""

import pytest

pytestmark = pytest.mark.journeys
LIMIT = 150 * 1024


def fetched(page, place):
    """[(bytes over the wire, address)] of a first load with an empty cache, photos left out."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    addresses, sizes, photos = {}, {}, set()

    def answered(event):
        addresses[event["requestId"]] = event["response"]["url"]
        if event["response"]["mimeType"] in {"image/jpeg", "image/webp", "image/avif"}:
            photos.add(event["requestId"])

    network.on("Network.responseReceived", answered)
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(place, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    return sorted(((sizes[one], addresses[one]) for one in sizes.keys() - photos), reverse=True)


@pytest.mark.parametrize("place", ["", "groups/", "services/", "groups/basira/"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_first_load_is_light(open_browser, record_property, lang, place):
    page = open_browser("phone", lang)
    files = fetched(page, f"/{lang}/{place}")
    total = sum(weight for weight, _address in files)
    lines = [f"{weight:7,} {address.partition('//')[2].partition('/')[2]}" for weight, address in files]
    print(f"/{lang}/{place}: {total:,} bytes\n" + "\n".join(lines))
    record_property("bytes", total)
    assert len(files) > 3
    assert total <= LIMIT


def test_text_is_sent_compressed(open_browser):
    page = open_browser("desk", "ar")
    page.goto("/ar/groups/")
    places = page.eval_on_selector_all(
        "link[rel=stylesheet]", "all => all.map(one => one.getAttribute('href'))"
    )
    places += page.eval_on_selector_all("script[src]", "all => all.map(one => one.getAttribute('src'))")
    places += ["/ar/groups/", "/static/icons.svg"]
    answers = {place: page.request.get(place, headers={"Accept-Encoding": "gzip"}) for place in places}
    sent = {place: answer.headers.get("content-encoding") for place, answer in answers.items()}
    assert sent == dict.fromkeys(places, "gzip")
