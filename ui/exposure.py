"""To whom the server shows itself: its address, its names, and who must log in.

Owns the rules that hold between these. Reads no flag and no environment: see settings.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from storage.errors import InvalidInputError

LOOPBACK = ("127.0.0.1", "::1")
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Exposure:
    """How the server can be reached.

    login: whether people must log in. names: host names that it answers to; with
    any_address, any IP address, too. https: whether browsers come by https alone.
    proxies: those that say from which address a browser comes. proxy_header: names the
    person, where the request comes from one of them.
    """

    login: bool = False
    names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False
    https: bool = False
    public_url: str = ""
    proxy_header: str = ""
    proxies: tuple[Network, ...] = ()

    def trusts(self, address: str) -> bool:
        """Whether an address is that of a trusted proxy."""
        try:
            known = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(known in network for network in self.proxies)


LOCAL = Exposure()


def exposure(
    host: str,
    *,
    auth: bool,
    public_url: str | None,
    proxy_header: str | None,
    proxies: Sequence[str],
) -> Exposure:
    """Decide how the server shows itself. Raises InvalidInputError."""
    local = is_loopback(host)
    public = _public(public_url) if public_url else None
    names = {*LOOPBACK_NAMES}
    if not local:
        names.add(_bracketed(host).lower())
    if public:
        names.add(public[1])
    # Without a header to trust, a proxy is still trusted to name a browser's address.
    trusted = proxies or (LOOPBACK if proxy_header else ())
    return Exposure(
        login=auth or not local or proxy_header is not None or public is not None,
        names=frozenset(names),
        any_address=not local,
        https=public is not None and public[0] == "https",
        public_url=public_url.rstrip("/") if public_url else "",
        proxy_header=(proxy_header or "").lower(),
        proxies=tuple(map(_network, trusted)),
    )


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this computer alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(name: str) -> bool:
    """Whether the name of a Host header is an IP address (IPv6 in brackets)."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _public(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        name = parts.hostname
    except ValueError:
        parts, name = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not name or parts.path.strip("/"):
        raise InvalidInputError(
            f"{url!r} is no public address: write it like https://markwatch.example."
        )
    return parts.scheme, _bracketed(name).lower()


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as err:
        raise InvalidInputError(
            f"{text!r} is no address of a proxy: write it like 10.0.0.5 or 10.0.0.0/24."
        ) from err
