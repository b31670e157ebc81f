"""A web server on this machine with real-shaped feeds, sitemaps and pages, and every trap that we know of."""

from __future__ import annotations

import gzip
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WHO = ("shopkeepers", "drivers", "teachers", "farmers", "nurses", "masons", "bakers", "weavers", "porters", "clerks", "guards", "pupils")
WHAT = ("closed", "opened", "searched", "counted", "repaired", "left", "filled", "cleared", "measured", "painted", "emptied", "guarded")
WHERE = ("bridges", "wells", "markets", "orchards", "canals", "mills", "gardens", "stables", "towers", "gates", "kilns", "terraces")


def story(n: int) -> str:
    """Give the text of story number `n`, which shares little but its first words with the others."""
    pick = random.Random(n)
    lines = [f"Gunmen killed {n + 2} policemen at a checkpoint on Monday night, the head of the provincial council said."]
    for _ in range(6):
        who, what, where = (pick.choice(words) for words in (WHO, WHAT, WHERE))
        n_people, village, others = pick.randrange(20, 900), pick.randrange(999), pick.choice(WHO)
        lines.append(f"Some {n_people} {who} {what} the {where} of village {village} by hand before {others} came.")
    return "\n".join(lines)


def page(n: int, *, head: str = "", lang: str = "en", body: str | None = None) -> bytes:
    """Give a page as news sites have them: menus, an article, comments."""
    text = "".join(f"<p>{line}</p>" for line in (body or story(n)).splitlines())
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>Story {n} | The Daily Example</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><article><h1>Story {n} of the day</h1>{text}</article>"
        "<aside>Most read: ten recipes</aside><footer>All rights reserved</footer></body></html>"
    ).encode()


def linked_data(day: str) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "datePublished": f"{day}T08:30:00+04:30", "articleSection": ["World"]}
    return f"<script type='application/ld+json'>{json.dumps(told)}</script>"


def rss(base: str, links: list[str], *, dates: bool = True) -> bytes:
    items = "".join(
        f"<item><title>Story at {link}</title><link>{link if '://' in link or ':' in link.split('/')[0] else base + link}</link>"
        + ("<pubDate>Tue, 15 May 2018 10:00:00 GMT</pubDate>" if dates else "")
        + "<description>A short teaser.</description></item>"
        for link in links
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Daily Example</title>{items}</channel></rss>".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers by path; `server.seen` counts requests, `server.routes` may be given further answers by a test."""

    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.seen[path] += 1
        self.server.agents.add(self.headers.get("User-Agent", ""))
        route = self.server.routes.get(path)
        if route is None:
            self.send(404, b"no such page")
        elif callable(route):
            route(self)
        else:
            self.send(200, route)

    def send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, **headers: str) -> None:
        """Begin an answer that ends with the connection."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


def redirect(target: str) -> Any:
    return lambda handler: handler.send(302, b"", Location=target)


def status(code: int, **headers: str) -> Any:
    return lambda handler: handler.send(code, b"sorry", **headers)


def flaky(n_failures: int, body: bytes) -> Any:
    """Fail so many times, then answer."""
    left = [n_failures]

    def answer(handler: Handler) -> None:
        left[0] -= 1
        if left[0] >= 0:
            handler.send(503, b"busy", Retry_After="0")
        else:
            handler.send(200, body)

    return answer


def conditional(body: bytes, *, tag: str = '"v1"') -> Any:
    """Answer 304 to who has the body already."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.server.n_unchanged += 1
            handler.send_response(304)
            handler.send_header("ETag", tag)
            handler.end_headers()
        else:
            handler.send(200, body, "application/rss+xml", ETag=tag)

    return answer


def endless(handler: Handler) -> None:
    handler.begin(Content_Type="text/html")
    for _ in range(4_000):
        handler.wfile.write(b"<p>and so on and on</p>" * 200)


def drip(handler: Handler) -> None:
    """Send a byte now and then, for ever: no single read ever times out."""
    handler.begin(Content_Type="text/html")
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        handler.wfile.write(f"X-{n}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


def silent(_: Handler) -> None:
    time.sleep(6)


def hang_up(handler: Handler) -> None:
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<html><p>half a")


BOMB = gzip.compress(bytes(80_000_000))


def bomb(handler: Handler) -> None:
    handler.send(200, BOMB, Content_Encoding="gzip")


def packed(handler: Handler) -> None:
    handler.send(200, gzip.compress(page(3)), Content_Encoding="gzip")


class Server(ThreadingHTTPServer):
    """The server with what it has seen."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.seen: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.n_unchanged = 0
        self.routes: dict[str, Any] = {"/robots.txt": b"User-agent: *\nDisallow: /private/\n"}

    def handle_error(self, *_: object) -> None:
        """Stay silent where a client hangs up, as ours does on traps."""


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
