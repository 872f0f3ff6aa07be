"""The one way out over HTTP: nowhere but to public addresses, pinned, signed by the name's certificate, in time."""

import ipaddress
import ssl
import time

import pytest

from tests.workers import hook_sink
from workers.outbox import addresses, client
from workers.outbox.client import Client, Failed

REFUSED = {
    "http://hooks.example.org/": "scheme",
    "ftp://hooks.example.org/": "scheme",
    "//hooks.example.org/": "scheme",
    "hooks.example.org": "scheme",
    "https:hooks.example.org": "host",
    "https:///hook": "host",
    "https://me:word@hooks.example.org/": "credentials",
    "https://hooks.example.org@127.0.0.1/": "credentials",
    "https://hooks.example.org:8443/": "port",
    "https://hooks.example.org:80/": "port",
    "https://hooks.example.org:0443/": "port",
    "https://hooks.example.org:/": "port",
    "https://hooks.example.org:99999/": "port",
    "https://hooks.example.org/#part": "fragment",
    "https://127.0.0.1/": "host",
    "https://127.1/": "host",
    "https://2130706433/": "host",
    "https://0x7f000001/": "host",
    "https://0177.0.0.1/": "host",
    "https://0x7f.0.0.1/": "host",
    "https://169.254.169.254/latest/meta-data/": "host",
    "https://[::1]/": "host",
    "https://[::ffff:127.0.0.1]/": "host",
    "https://[64:ff9b::7f00:1]/": "host",
    "https://[fe80::1%25eth0]/": "host",
    "https://[2606:4700::1]/": "host",
    "https://localhost/": "host",
    "https://localhost./": "host",
    "https://printer.local/": "host",
    "https://metadata.google.internal/": "host",
    "https://hooks.example.org./": "host",
    "https://hooks..example.org/": "host",
    "https://-hooks.example.org/": "host",
    "https://hooks_1.example.org/": "host",
    "https://%31%32%37.0.0.1/": "host",
    "https://hooks/": "host",
    "https://127。0。0。1/": "plain",
    "https://１２７.0.0.1/": "plain",
    "https://ⓛocalhost/": "plain",
    "https://hooks.exаmple.org/": "plain",
    "https://ملتقى.example/": "plain",
    "https://hooks.example.org\\@127.0.0.1/": "plain",
    "https://hooks.example.org/ a": "plain",
    "https://hooks.example.org/\r\nHost: x": "plain",
    "https://hooks.example.org/\x00": "plain",
    "https://[::1/": "form",
    f"https://hooks.example.org/{'a' * 500}": "plain",
    f"https://{'a' * 64}.example.org/": "host",
    "https://hooks.example.org?@127.0.0.1/#": "fragment",
}
PRIVATE = (
    "0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.0.0.8 192.0.2.1 192.88.99.1 "
    "192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 "
    ":: ::1 ::ffff:127.0.0.1 ::ffff:93.184.215.14 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 "
    "2001:db8::1 2002:7f00:1::1 3fff::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1"
)


@pytest.fixture
def partner(tmp_path):
    with hook_sink.listening(tmp_path) as (sink, found):
        yield sink, found


@pytest.mark.parametrize("url", REFUSED, ids=lambda url: ascii(url)[:60])
def test_refused_forms_of_addresses(url):
    with pytest.raises(addresses.Unfit) as refused:
        addresses.parse(url)
    assert refused.value.code == REFUSED[url]
    assert str(refused.value.sentence)


@pytest.mark.parametrize(
    ("url", "host", "target"),
    [
        ("https://hooks.example.org", "hooks.example.org", "/"),
        ("https://Hooks.Example.org:443/a/b?c=d", "hooks.example.org", "/a/b?c=d"),
        ("HTTPS://xn--ngbc5azd.example/%D9%85", "xn--ngbc5azd.example", "/%D9%85"),
    ],
)
def test_ordinary_addresses(url, host, target):
    assert addresses.parse(url) == addresses.Endpoint(host, target)


@pytest.mark.parametrize("place", PRIVATE.split())
def test_places_that_are_not_public(place):
    assert addresses.is_public(place) is False
    with pytest.raises(addresses.Unfit, match="private"):
        Client(lambda host: [hook_sink.PUBLIC, place]).places("hooks.example.org")


@pytest.mark.parametrize("place", [hook_sink.PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_places(place):
    assert addresses.is_public(place) is True


def test_a_name_that_leads_nowhere_and_one_whose_lookup_hangs():
    with pytest.raises(addresses.Unfit, match="name"):
        Client(lambda host: []).places("hooks.example.org")
    with pytest.raises(Failed, match="slow"):
        Client(lambda host: time.sleep(1)).places("hooks.example.org", 0.05)


def test_a_post_arrives_with_its_headers_and_names_the_host(partner):
    sink, found = partner
    sink.answers = lambda post: (202, "  thank\x07s\n" + "ش" * 400)
    answer = found.post(f"https://{hook_sink.NAME}/hook?a=b", b"{}", {"webhook-id": "msg_1"})
    assert (answer.status, answer.said[:8], len(answer.said)) == (202, "thanks ش", 200)
    path, headers, body = sink.taken[0]
    assert (path, body, headers["Host"], headers["webhook-id"]) == (
        "/hook?a=b",
        b"{}",
        hook_sink.NAME,
        "msg_1",
    )


def test_the_connection_goes_to_the_place_that_was_checked(partner, monkeypatch):
    """A name that leads elsewhere the second time is looked up once; the answer that was checked is the one used."""
    sink, found = partner
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked = []

    def look_up(host):
        asked.append(host)
        return next(answers)

    found.look_up = look_up
    assert found.post(f"https://{hook_sink.NAME}/", b"", {}).status == 200
    assert asked == [hook_sink.NAME]
    found.is_public = lambda place: ipaddress.ip_address(place).is_loopback
    with pytest.raises(Failed, match="private"):
        found.post(f"https://{hook_sink.NAME}/", b"", {})
    assert len(sink.taken) == 1


def test_a_redirect_is_an_answer_and_is_not_followed(partner):
    sink, found = partner
    sink.headers = {"Location": "https://127.0.0.1/"}
    sink.answers = lambda post: (302, "")
    assert found.post(f"https://{hook_sink.NAME}/", b"", {}).status == 302
    assert len(sink.taken) == 1


def test_the_certificate_must_be_the_names_and_trusted(partner):
    sink, found = partner
    with pytest.raises(Failed, match="certificate"):
        found.post("https://another.example.org/", b"", {})
    found.context = ssl.create_default_context()
    with pytest.raises(Failed, match="certificate"):
        found.post(f"https://{hook_sink.NAME}/", b"", {})
    assert sink.taken == []


def test_proxies_of_the_environment_are_not_asked(partner, monkeypatch):
    _sink, found = partner
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert found.post(f"https://{hook_sink.NAME}/", b"", {}).status == 200


@pytest.mark.parametrize("how", ["hangs", "drips"])
def test_a_slow_receiver_costs_its_time_and_no_more(partner, monkeypatch, how):
    sink, found = partner
    monkeypatch.setattr(client, "SECONDS", 0.6)
    if how == "hangs":
        sink.answers = lambda post: time.sleep(3) or (200, "")
    else:
        sink.drips = 0.05
    began = time.monotonic()
    with pytest.raises(Failed, match="slow"):
        found.post(f"https://{hook_sink.NAME}/", b"", {})
    assert 0.5 < time.monotonic() - began < 1.5


def test_of_a_long_answer_only_the_beginning_is_read(partner):
    sink, found = partner
    sink.answers = lambda post: (200, b"x" * 20_000_000)
    began = time.monotonic()
    assert found.post(f"https://{hook_sink.NAME}/", b"", {}).said == "x" * 200
    assert time.monotonic() - began < 2


def test_where_nobody_listens(tmp_path):
    with hook_sink.listening(tmp_path) as (_sink, found):
        pass
    with pytest.raises(Failed, match="unreachable"):
        found.post(f"https://{hook_sink.NAME}/", b"", {})


def test_no_setting_opens_the_way_inside():
    assert client.OUT.look_up is client.look_up
    assert client.OUT.is_public is addresses.is_public
    assert client.OUT.port == 443
    assert client.OUT.context.verify_mode == ssl.CERT_REQUIRED
