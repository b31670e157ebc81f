"""Articles a second and peak memory of reading, kind by kind, on files made for it. The network is left out: it is slower than any reader.

    python -m benchmarks.reading [--megabytes 20]

Each kind is read in a process of its own. Times are of the CPU. With --megabytes 2000 it takes long and shows that memory does not grow.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.reading import feeds, files, gdelt, sitemaps, warc
from flows.reading.catalogue import Entry
from flows.reading.desk import Desk

WORDS = (
    *("police", "road", "village", "market", "council", "dam", "school", "river", "border", "guard"),
    *("truck", "farmer", "shop", "bridge", "clinic", "well", "fire", "meeting", "office", "month"),
)
DESK = Desk()


def story(n: int) -> str:
    """Give a text of about 300 words that shares little with others."""
    pick = random.Random(n)
    return " ".join(f"The {pick.choice(WORDS)} near the {pick.choice(WORDS)} was seen by {pick.randrange(99)} people." for _ in range(30))


def page(n: int) -> bytes:
    """Give a page with a menu, scripts and an article, about 20 kB."""
    text = "".join(f"<p>{story(n * 3 + k)}</p>" for k in range(2))
    head = f"<title>Story {n}</title><meta property='article:published_time' content='2018-05-15'><script>{'var a=1;' * 1500}</script>"
    menu = f"<nav>{'<a href=/x>x</a>' * 90}</nav>"
    return f"<html><head>{head}</head><body>{menu}<article><h1>Story {n}</h1>{text}</article></body></html>".encode()


def fill(path: Path, size: int, piece: Callable[[int], bytes]) -> None:
    """Write pieces until there are `size` bytes."""
    with path.open("wb") as out:
        n = 0
        while out.tell() < size:
            out.write(piece(n))
            n += 1


def record(n: int) -> bytes:
    """Give a WARC record as Common Crawl packs it."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(n)
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/{n}\r\nWARC-Date: 2018-05-16T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{n:032}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    return gzip.compress(head.encode() + body + b"\r\n\r\n", 1)


def row(n: int) -> bytes:
    """Give a line of JSONL."""
    return (json.dumps({"doc_id": n, "title": f"Story {n}", "text": story(n), "published": "2018-05-15"}) + "\n").encode()


def made(kind: str, folder: Path, size: int) -> Path:
    """Make the input of a kind."""
    path = folder / {"csv": "a.csv", "jsonl": "a.jsonl", "warc": "a.warc.gz", "gdelt": "a.mentions.CSV"}.get(kind, f"a.{kind}")
    if kind == "page":
        path = folder / "pages"
        path.mkdir()
        for n in range(max(size // len(page(0)), 1)):
            (path / f"{n}.html").write_bytes(page(n))
    elif kind == "csv":
        with path.open("w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["text", "title", "published"])
            for n in range(max(size // 1_500, 1)):
                rows.writerow([story(n), f"Story {n}", "2018-05-15"])
    elif kind == "feed":
        items = "".join(
            f"<item><title>Story {n}</title><link>https://p.example/{n}</link><pubDate>Tue, 15 May 2018 10:00:00 GMT</pubDate>"
            f"<description>{story(n)}</description></item>"
            for n in range(max(min(size, 10_000_000) // 1_700, 1))
        )
        path.write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
    elif kind == "sitemap":
        urls = "".join(f"<url><loc>https://p.example/{n}</loc></url>" for n in range(max(min(size, 10_000_000) // 50, 1)))
        path.write_text(f"<urlset>{urls}</urlset>")
    elif kind == "gdelt":
        fill(
            path, size, lambda n: ("\t".join(["1", "2", "20180515101500", "1", "p", f"https://p.example/{n}", *[""] * 10]) + "\n").encode()
        )
    else:
        fill(path, size, row if kind == "jsonl" else record)
    return path


def read(kind: str, path: Path) -> Iterator[object]:
    """Read the input of a kind."""
    entry = Entry(id="p", name="p", kind="feed", url="https://p.example/feed", full_text="list")
    if kind == "feed":
        return feeds.parse(path.read_bytes(), entry, DESK)
    if kind == "sitemap":
        return iter(sitemaps.parse(path.read_bytes(), DESK)[1])
    if kind == "gdelt":
        return gdelt.parse(path.open("rb"), entry, DESK)
    if kind == "warc":
        return warc.read(Entry(id="w", name="w", kind="warc", path=str(path)), DESK)
    return files.read([str(path)], DESK)


def measure(kind: str, path: Path) -> None:
    """Read in this process and print the row of a kind."""
    start, n = time.process_time(), 0
    for _ in read(kind, path):
        n += 1
        if n == 1:  # libraries and models are loaded with the first
            start = time.process_time()
    seconds = time.process_time() - start
    size = sum(p.stat().st_size for p in path.rglob("*")) if path.is_dir() else path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate, speed = max(n - 1, 1) / max(seconds, 1e-6), size / 1e6 / max(seconds, 1e-6)
    print(f"{kind:8} {size / 1e6:8.1f} {n:10,} {rate:12,.0f} {speed:8.1f} {peak:10.0f}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        measure(asked.one[0], Path(asked.one[1]))
        return
    print("kind           MB      items     items/CPU-s    MB/s    peak MB", flush=True)
    for kind in ("jsonl", "csv", "page", "warc", "feed", "sitemap", "gdelt"):
        with tempfile.TemporaryDirectory() as folder:
            path = made(kind, Path(folder), int(asked.megabytes * 1e6))
            subprocess.run([sys.executable, "-m", "benchmarks.reading", "--one", kind, str(path)], check=True)


if __name__ == "__main__":
    main()
