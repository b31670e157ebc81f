"""The way out to the network: public addresses only, checked after the name is resolved and kept to for the connection."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any

import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenError(Exception):
    """An address that must not be fetched; the message is the reason."""


def resolve(host: str, port: int) -> list[str]:
    """Give the addresses of a host; OSError if it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]).partition("%")[0] for info in found))


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet, also behind the ways of writing IPv4 in IPv6."""
    ip: Address = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class GuardedTransport(httpx.BaseTransport):
    """Connects to the very address that was checked, so that a name cannot change between check and use; every redirect passes here too.

    `allowed` names hosts (`localhost`, `10.0.0.7`) that may be inside; ForbiddenError for any other that is.
    """

    def __init__(self, inner: httpx.BaseTransport | None = None, *, allowed: Collection[str] = (), resolver: Resolver = resolve) -> None:
        self._inner = inner or httpx.HTTPTransport(retries=0)
        self._allowed = {name.casefold() for name in allowed}
        self._resolve = resolver

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the address that its host stands for."""
        url = request.url
        if url.scheme not in {"http", "https"}:
            raise ForbiddenError(f"no address of the web: {url.scheme}:")
        if url.userinfo:
            raise ForbiddenError("an address with a user name or password in it")
        address = self._address(url.host, url.port or (443 if url.scheme == "https" else 80))
        extensions: dict[str, Any] = {**request.extensions, "sni_hostname": url.host}
        pinned = httpx.Request(
            request.method, url.copy_with(host=address), headers=request.headers, stream=request.stream, extensions=extensions
        )
        return self._inner.handle_request(pinned)

    def _address(self, host: str, port: int) -> str:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"no such host: {host}") from error
        if host.casefold() not in self._allowed and not all(map(is_public, found)):
            raise ForbiddenError(f"{host} is an address inside this network; name it in `allowed_hosts` if it is meant")
        if not found:
            raise httpx.ConnectError(f"no such host: {host}")
        return found[0]

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()
