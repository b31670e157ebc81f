"""No bytes break a reader: valid inputs are cut, doubled, mixed with others and with rubbish; each gives articles, rejections or offers.

A second or so a reader; KHABAR_FUZZ_SECONDS=120 looks for two minutes each.
"""

from __future__ import annotations

import datetime as dt
import gzip
import io
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import news_server as web
import pytest
from archives import record, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.reading import catalogue, feeds, files, gdelt, pages, sitemaps, warc
from flows.reading.catalogue import Entry
from flows.reading.decoding import UnreadableError
from flows.reading.desk import Desk, Limits
from flows.reading.offers import Offered
from models.records import Article, Offer, Rejected

DESK = Desk(limits=Limits(file_bytes=20_000, line_bytes=5_000, page_bytes=20_000, list_bytes=20_000), today=dt.date(2018, 6, 1))
FEED = Entry(id="paper", name="x", kind="feed", url="https://paper.example/feed", full_text="list")
ARCHIVE = Entry(id="archive", name="x", kind="warc", path="x.warc.gz")
LIST = Entry(id="list", name="x", kind="gdelt", path="x")
JSONL = b'{"text": "Two men were held.", "published": "2018-05-15", "url": "https://paper.example/1", "title": "Held"}\n[1]\n'
CSV = b'text;published;url\n"Two ""men"";\nwere held.";15.05.2018;https://paper.example/1\n'
MARKDOWN = b"---\ntitle: Held\ndate: 2018-05-15\n---\n# Held\n\nTwo men were held.\n"
PAGE = web.page(1, head=web.linked_data("2018-05-14") + "<meta name='date' content='2018-05-14'>")
RSS = web.rss("https://paper.example", ["/1", "/2"])
ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>x</title><link href='/1'/><updated>2018-05-15T10:00:00Z</updated>"
    b"<content type='html'>&lt;p&gt;Two men were held.&lt;/p&gt;</content></entry></feed>"
)
SITEMAP = (
    b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url>"
    b"<loc>https://paper.example/1</loc><n:news><n:publication_date>2018-05-15</n:publication_date></n:news></url></urlset>"
)
MENTIONS = ("\t".join(["1", "20180515", "20180515101500", "1", "paper.example", "https://paper.example/1", *[""] * 10]) + "\n").encode()
RECORDS = record("https://paper.example/1", PAGE) + record("https://paper.example/2", web.page(2), n=2)
PLAIN_RECORDS = b"".join(gzip.decompress(record(f"https://paper.example/{n}", PAGE)) for n in range(2))
SOURCES = b"- id: paper\n  name: Paper\n  kind: feed\n  url: https://paper.example/feed\n  stance: [{value: state, from: 2021-08-15}]\n"


def read_file(suffix: str) -> Callable[[bytes, Path], Iterable[object]]:
    def read(data: bytes, folder: Path) -> Iterable[object]:
        path = folder / f"a{suffix}"
        path.write_bytes(data)
        return files.read([str(path)], DESK)

    return read


def in_sitemap(data: bytes, _: Path) -> Iterable[object]:
    return sitemaps.parse(data, DESK)[1]


def in_catalogue(data: bytes, folder: Path) -> Iterable[object]:
    path = folder / "sources.yml"
    path.write_bytes(data)
    try:
        return catalogue.load(path).values()
    except ValueError as error:
        assert str(error).startswith(str(path))
        return ()


READERS: dict[str, tuple[Callable[[bytes, Path], Iterable[object]], tuple[bytes, ...]]] = {
    "text": (read_file(".txt"), (b"Two men were held.", "“Señor”".encode("cp1252"), "دو مرد".encode("utf-16"))),
    "Markdown": (read_file(".md"), (MARKDOWN,)),
    "page": (read_file(".html"), (PAGE,)),
    "page with its address": (lambda data, _: [pages.page(data, url="https://paper.example/2018/05/13/x", today=DESK.today)], (PAGE,)),
    "JSONL": (read_file(".jsonl"), (JSONL,)),
    "CSV": (read_file(".csv"), (CSV,)),
    "gzip": (read_file(".jsonl.gz"), (gzip.compress(JSONL * 20),)),
    "zip": (read_file(".zip"), (zipped({"a.jsonl": JSONL, "b.txt": b"Two men were held.", "../c.txt": b"x"}),)),
    "feed": (lambda data, _: feeds.parse(data, FEED, DESK), (RSS, ATOM)),
    "sitemap": (in_sitemap, (SITEMAP, gzip.compress(SITEMAP))),
    "GDELT list": (lambda data, _: gdelt.parse(io.BytesIO(data), LIST, DESK), (MENTIONS,)),
    "web archive": (lambda data, _: warc.records(io.BytesIO(data), "x.warc.gz", ARCHIVE, DESK), (RECORDS, PLAIN_RECORDS)),
    "catalogue": (in_catalogue, (SOURCES,)),
}


@st.composite
def damaged(draw: st.DrawFn, samples: tuple[bytes, ...]) -> bytes:
    """Give a sample with some pieces cut out, repeated or replaced, or rubbish altogether."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=400))
    data = draw(st.sampled_from(samples))
    odd = st.sampled_from(
        [b"\0", b"<", b"]]>", b"<!--", b"\xff\xfe", b'"', b"\r", b"\n\n", b"&#0;", b"&x;", b"{", b"\xed\xa0\x80", b"9" * 40, b"-1"]
    )
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        new = draw(st.one_of(st.just(b""), odd, st.binary(max_size=20), st.just(data[start:end] * 2)))
        data = data[:start] + new + data[end:]
    return data


@pytest.mark.parametrize("name", READERS)
def test_no_bytes_break_a_reader(tmp_path, name):
    reader, samples = READERS[name]

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(damaged(samples))
    def read(data: bytes) -> None:
        try:
            for item in reader(data, tmp_path):
                assert isinstance(item, (Article, Rejected, Offer, Offered, Entry, pages.Fields))
                if isinstance(item, Article):
                    item.text.encode()
                    assert item.text_hash
        except UnreadableError as error:
            assert str(error)

    ends = time.monotonic() + float(os.environ.get("KHABAR_FUZZ_SECONDS", "0"))
    read()
    while time.monotonic() < ends:
        read()
