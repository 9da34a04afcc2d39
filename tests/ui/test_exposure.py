"""To whom the server shows itself, and what follows for logins and names."""

import pytest

from storage.errors import InvalidInputError
from ui.exposure import LOOPBACK_NAMES, Exposure, exposure


def shown(
    host: str = "127.0.0.1",
    *,
    auth: bool = False,
    public_url: str | None = None,
    proxy_header: str | None = None,
    proxies: tuple[str, ...] = (),
) -> Exposure:
    return exposure(
        host,
        auth=auth,
        public_url=public_url,
        proxy_header=proxy_header,
        proxies=proxies,
    )


@pytest.mark.parametrize(
    ("host", "login"),
    [
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("::1", False),
        ("localhost", False),
        ("0.0.0.0", True),
        ("::", True),
        ("192.168.1.5", True),
        ("shop.example", True),
    ],
)
def test_only_loopback_goes_without_a_login(host: str, login: bool) -> None:
    assert shown(host).login is login
    assert shown(host, auth=True).login


def test_by_default_only_this_machine_is_answered() -> None:
    local = shown()

    assert local.names == LOOPBACK_NAMES
    assert not local.any_address
    assert not local.trusts("127.0.0.1")


def test_a_public_address_is_a_name_and_needs_a_login() -> None:
    public = shown(public_url="https://Markwatch.example:8443/")

    assert "markwatch.example" in public.names
    assert public.https
    assert public.login
    assert public.public_url == "https://Markwatch.example:8443"


@pytest.mark.parametrize(
    "url", ["markwatch.example", "ftp://a", "https://", "https://a/b", "http://[", "x"]
)
def test_a_public_address_of_no_sense_is_refused(url: str) -> None:
    with pytest.raises(InvalidInputError, match="is no public address"):
        shown(public_url=url)


def test_a_proxy_is_trusted_from_loopback_unless_another_is_named() -> None:
    default = shown(proxy_header="X-User")
    named = shown(proxy_header="X-User", proxies=("10.0.0.0/24",))

    assert default.login
    assert default.proxy_header == "x-user"
    assert default.trusts("127.0.0.1")
    assert default.trusts("::1")
    assert not default.trusts("10.0.0.9")
    assert named.trusts("10.0.0.9")
    assert not named.trusts("127.0.0.1")
    assert not named.trusts("")
    assert not named.trusts("testclient")


@pytest.mark.parametrize("proxy", ["", "proxy.example", "10.0.0.0/99"])
def test_a_proxy_must_be_an_address(proxy: str) -> None:
    with pytest.raises(InvalidInputError, match="is no address of a proxy"):
        shown(proxy_header="X-User", proxies=(proxy,))


def test_a_proxy_that_names_nobody_may_still_name_addresses() -> None:
    proxied = shown(proxies=("10.0.0.1",))

    assert proxied.trusts("10.0.0.1")
    assert proxied.proxy_header == ""
    assert not proxied.trusts("127.0.0.1")
