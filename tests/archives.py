"""Packed and archived inputs made by tests."""

from __future__ import annotations

import gzip
import io
import zipfile

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def record(url: str, payload: bytes, *, http: bytes = HTML, kind: str = "response", n: int = 1, day: str = "2018-05-15") -> bytes:
    """Give a record as Common Crawl writes them: packed by itself."""
    body = http + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n:032}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", 1)


def zipped(members: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
