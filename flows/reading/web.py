"""Fetching, politely and within bounds: robots.txt, a pace a host, conditional GET, back-off, and an end to everything that has none."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import hishel
import httpx
from hishel.httpx import CacheTransport
from protego import Protego

from flows.reading.decoding import UnreadableError
from flows.reading.guard import ForbiddenError, GuardedTransport
from flows.reading.hosts import NAME, Host, Manners, Page, RefusedError
from models.records import Outcome

_ROBOTS_BYTES = 500_000  # RFC 9309 asks for as many at least
_REDIRECTS = 5
_SLOWEST = 30.0  # seconds between two fetches of a host that asks for more
_FAILURES = 3  # in a row, after which a host is left alone for the rest of the run
_GONE = {404, 410}
_BLOCKED = {401, 402, 403, 407, 451}
_BUSY = {429, 503}


@dataclass(slots=True)
class Fetcher:
    """Fetches for one run. `transport`, `ticks` and `sleep` are the network and the stop-watch."""

    manners: Manners
    cache: Path | None = None
    transport: httpx.BaseTransport | None = None
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, Host] = field(default_factory=dict)
    _client: httpx.Client | None = None

    def __post_init__(self) -> None:
        """Open the client; nothing is connected yet."""
        way = self.transport or GuardedTransport(allowed=self.manners.allowed)
        if self.cache is not None:
            self.cache.parent.mkdir(parents=True, exist_ok=True)
            storage = hishel.SqliteStorage(database_path=self.cache, default_ttl=30 * 86_400.0)
            way = CacheTransport(next_transport=way, storage=storage, rfc=hishel.CacheOptions(shared=False))
        agent = f"{NAME}/0.1 (news archive for research; +{self.manners.contact})"
        self._client = httpx.Client(
            transport=way,
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=min(20.0, self.manners.timeout),
            trust_env=False,
        )

    def close(self) -> None:
        """Close connections and cache."""
        if self._client:
            self._client.close()

    def get(self, url: str, *, limit: int, is_list: bool = False) -> Page:
        """Fetch `url`, at most `limit` bytes; a list is kept and asked for again only if it has changed. RefusedError tells why not."""
        seen: set[str] = set()
        for _ in range(_REDIRECTS + 1):
            if url in seen:
                raise RefusedError("rejected", f"redirects in a circle: {url}")
            seen.add(url)
            host = self._host(url)
            if host.robots and not host.robots.can_fetch(url, NAME):
                raise RefusedError("blocked", "robots.txt forbids it")
            found = self._patiently(url, host, limit, is_list)
            if isinstance(found, Page):
                return found
            url = found
        raise RefusedError("rejected", f"more than {_REDIRECTS} redirects")

    def stream(self, url: str) -> Iterator[bytes]:
        """Yield the bytes of an archive, however large; where the connection breaks, it is made anew and goes on from there. RefusedError
        tells why not."""
        host = self._host(url)
        if host.robots and not host.robots.can_fetch(url, NAME):
            raise RefusedError("blocked", "robots.txt forbids it")
        done = n_failed = 0
        while True:
            self._wait(host)
            more = {"Range": f"bytes={done}-"} if done else {}
            headers = {"Cache-Control": "no-store", "Accept-Encoding": "identity", **more}
            try:
                with self._opened.stream("GET", url, headers=headers) as response:
                    if response.status_code != (206 if done else 200):
                        raise self._refusal(response, host)
                    for chunk in response.iter_raw():
                        done += len(chunk)
                        n_failed = 0
                        yield chunk
                    return
            except httpx.HTTPError as error:
                n_failed += 1
                if n_failed > self.manners.retries:
                    raise RefusedError("failed", _told(error)) from error
            except ForbiddenError as error:
                raise RefusedError("rejected", str(error)) from error

    @property
    def _opened(self) -> httpx.Client:
        if self._client is None:
            raise RuntimeError("the fetcher was closed")
        return self._client

    def _host(self, url: str) -> Host:
        """Give what is known of the host of `url`, its robots.txt read at the first time."""
        try:
            parts = urlsplit(url)
            origin = f"{parts.scheme}://{parts.netloc}".casefold()
        except ValueError as error:
            raise RefusedError("rejected", f"no address: {error}") from error
        if parts.scheme.casefold() not in {"http", "https"} or not parts.hostname:
            raise RefusedError("rejected", f"no address of the web: {url[:100]}")
        host = self._hosts.get(origin)
        if host is None:
            host = self._hosts[origin] = Host(pace=self.manners.pace)
            self._read_robots(f"{origin}/robots.txt", host)
        if host.refusal:
            raise RefusedError(host.refusal.outcome, str(host.refusal))  # a new one: an exception raised again and again grows
        return host

    def _read_robots(self, url: str, host: Host) -> None:
        """Follow RFC 9309: no file, no rule; a server that fails to give it forbids all for now."""
        try:
            found = self._patiently(url, host, _ROBOTS_BYTES, True)
            for _ in range(_REDIRECTS):
                if isinstance(found, Page):
                    break
                found = self._patiently(found, host, _ROBOTS_BYTES, True)
        except RefusedError as error:
            if isinstance(error.__cause__, ForbiddenError):
                host.refusal = error
            elif error.outcome in {"failed", "rejected"} and not host.refusal:
                host.refusal = RefusedError("failed", f"robots.txt could not be read: {error}")
            return
        if isinstance(found, Page):
            host.robots = Protego.parse(found.body.decode("utf-8", errors="replace"))
            host.pace = min(max(host.pace, float(host.robots.crawl_delay(NAME) or 0)), _SLOWEST)

    def _patiently(self, url: str, host: Host, limit: int, is_list: bool) -> Page | str:
        """Fetch once, and again after a while where the host fails; gives the page, or the address that it sends to."""
        for attempt in range(self.manners.retries + 1):
            self._wait(host)
            try:
                found = self._once(url, host, limit, is_list)
            except RefusedError as error:
                if error.outcome != "failed":
                    host.n_failed = 0
                    raise
                if host.refusal or attempt == self.manners.retries:
                    host.n_failed += 1
                    if host.n_failed >= _FAILURES and not host.refusal:
                        host.refusal = RefusedError("failed", f"the host failed {_FAILURES} times in a row, at last: {error}")
                    raise
                host.next_at = max(host.next_at, self.ticks() + host.pace * 2**attempt)
            else:
                host.n_failed = 0
                return found
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _wait(self, host: Host) -> None:
        delay = host.next_at - self.ticks()
        if delay > 0:
            self.sleep(delay)
        host.next_at = self.ticks() + host.pace

    def _once(self, url: str, host: Host, limit: int, is_list: bool) -> Page | str:
        # no-cache: ask whether it has changed, however fresh our copy is said to be; no-store: pages are fetched once and kept as articles
        headers = {"Cache-Control": "no-cache" if is_list else "no-store"}
        too_late = RefusedError("failed", f"not done after {self.manners.timeout:g} s")
        with host.watched(self.manners.timeout) as late:
            try:
                with self._opened.stream("GET", url, headers=headers, extensions={"trace": host.note}) as response:
                    if response.is_redirect:
                        return urljoin(url, response.headers["location"])
                    if response.status_code != 200:
                        raise self._refusal(response, host)
                    body = _body(response, limit)
                if late.is_set():
                    raise too_late
                return Page(url, body, response.charset_encoding)
            except httpx.InvalidURL as error:
                raise RefusedError("rejected", f"no address: {error}") from error
            except (httpx.HTTPError, OSError) as error:
                raise (too_late if late.is_set() else RefusedError("failed", _told(error))) from error
            except (ForbiddenError, UnreadableError, UnicodeError) as error:
                raise RefusedError("rejected", str(error)) from error

    def _refusal(self, response: httpx.Response, host: Host) -> RefusedError:
        """Tell what a status means, and remember how long the host asks to be left alone."""
        status = response.status_code
        reason = f"HTTP {status}"
        if status in _GONE:
            return RefusedError("gone", reason)
        if status in _BLOCKED:
            return RefusedError("blocked", reason)
        if status in _BUSY:
            told = response.headers.get("retry-after", "")
            seconds = float(told) if told.isdecimal() else 0.0
            if seconds > self.manners.patience:
                outcome: Outcome = "blocked" if status == 429 else "failed"
                host.refusal = RefusedError(outcome, f"{reason}, asks for {seconds:.0f} s")
                return host.refusal
            host.next_at = self.ticks() + max(seconds, host.pace)
        return RefusedError("failed" if status >= 500 or status == 429 else "rejected", reason)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _body(response: httpx.Response, limit: int) -> bytes:
    """Give the unpacked body, at most `limit` bytes of it: a server may send without end, or a packed gigabyte of zeros."""
    packing = response.headers.get("content-encoding", "").strip().casefold()
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise UnreadableError(f"packed in a way that was not asked for: {packing[:40]!r}")
    unpacker = zlib.decompressobj(wbits=47) if packing not in {"", "identity"} else None
    found = bytearray()
    for chunk in response.iter_raw():
        try:
            found += unpacker.decompress(chunk, limit + 1 - len(found)) if unpacker else chunk
        except zlib.error as error:
            raise UnreadableError(f"broken packed data: {error}") from error
        if len(found) > limit:
            raise UnreadableError(f"larger than {limit:,} bytes")
    if unpacker and not unpacker.eof and found:
        raise UnreadableError("packed data that break off")
    return bytes(found)
