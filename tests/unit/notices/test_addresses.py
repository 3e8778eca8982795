"""Notifications cannot be pointed inward, whatever form an address has, or whatever a name resolves to."""

from __future__ import annotations

import socket
from ipaddress import ip_address, ip_network

import pytest

from fittrack_backend.notices import addresses
from fittrack_backend.notices.addresses import AddressRefused, checked, why_inside

INSIDE = (
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.10",
    "192.0.0.1",
    "198.18.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "100::1",
)
OUTSIDE = ("1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1")


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_may_lie_inside_is_refused(address: str) -> None:
    assert why_inside(ip_address(address)) is not None


@pytest.mark.parametrize("address", OUTSIDE)
def test_one_of_the_public_internet_is_not(address: str) -> None:
    assert why_inside(ip_address(address)) is None


def test_the_servers_own_public_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "_is_own", lambda _: True)
    assert why_inside(ip_address("1.1.1.1")) == "is the server's own"


def resolve_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answers)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://0/",
        "http://localhost:8787/",
        "https://①②⑦.⓪.⓪.①/",
    ],
)
def test_every_spelling_of_this_machine_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        checked(url, ())


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "example.org",
        "https://user:password@example.org/",
        "https://example.org/#part",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org/" + "x" * 500,
        "",
        "https://\x00/",
        "gopher://127.0.0.1:70/",
    ],
)
def test_what_is_no_such_url_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    resolve_to(monkeypatch, "1.1.1.1")
    with pytest.raises(AddressRefused):
        checked(url, ())


def test_a_host_that_nobody_knows_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(AddressRefused) as error:
        checked("https://hooks.example.org/", ())
    assert str(error.value) == "hooks.example.org cannot be found: Name or service not known."


def test_one_address_inside_spoils_all(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "1.1.1.1", "10.0.0.1")
    with pytest.raises(AddressRefused, match="FITTRACK_NOTIFY_NETWORKS"):
        checked("https://example.org/", ())


def test_networks_that_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    home = (ip_network("192.168.1.0/24"),)
    resolve_to(monkeypatch, "192.168.1.20")
    assert checked("http://gotify.lan:8080/", home).addresses == ("192.168.1.20",)
    resolve_to(monkeypatch, "::ffff:192.168.1.20")
    mapped = str(ip_address("::ffff:192.168.1.20"))  # written in another form since Python 3.13
    assert checked("https://gotify.lan/", home).addresses == (mapped,)
    resolve_to(monkeypatch, "192.168.2.20")
    with pytest.raises(AddressRefused):
        checked("https://gotify.lan/", home)
    resolve_to(monkeypatch, "1.1.1.1")
    with pytest.raises(AddressRefused, match="Plain http"):
        checked("http://example.org/", home)
    assert checked("https://example.org/", home).addresses == ("1.1.1.1",)
