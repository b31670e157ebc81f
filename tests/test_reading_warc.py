"""Web archives: records into articles, hosts, monthly lists, broken archives, and going on after a stop."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator
from dataclasses import replace

import news_server as web
import pytest
from archives import record
from bad_inputs import RECORDS

from flows.reading import kinds
from flows.reading.catalogue import Entry
from flows.reading.desk import Desk, Limits
from flows.reading.hosts import Manners
from flows.reading.web import Fetcher
from models.records import Article, Offer, Rejected

DESK = Desk(limits=Limits(page_bytes=100_000), today=dt.date(2026, 1, 1), publishers={"paper.example": "paper"})
MOMENT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def entry(path: object, **more) -> Entry:
    return Entry(id="archive", name="x", kind="warc", **({"path": str(path)} | more))


def read(found: Entry, desk: Desk = DESK) -> list:
    return list(kinds.KINDS["warc"](found, desk))


@pytest.mark.parametrize(("what", "data", "told"), RECORDS, ids=[row[0] for row in RECORDS])
def test_what_each_record_became_and_the_next_is_read(tmp_path, what, data, told):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data + record("https://a.example/last", web.page(9)))
    *items, last, done = read(entry(path))
    assert (last.url, last.locator) == ("https://a.example/last", f"{path}@{len(data)}")
    assert (done.is_list, done.outcome) == (True, "read")
    if told is None:
        assert not items
    elif told == "article":
        assert "Gunmen killed" in items[0].text
        assert items[0].locator == f"{path}@0"
    else:
        assert items[0].reason.startswith(told)


def test_publisher_day_and_hosts(tmp_path):
    path = tmp_path / "a.warc.gz"
    urls = ["https://www.paper.example/1", "https://en.paper.example/2", "https://notpaper.example/3"]
    path.write_bytes(b"".join(record(url, web.page(n, head=web.linked_data("2018-05-14"))) for n, url in enumerate(urls)))
    first, second, done = read(entry(path, hosts=["paper.example"]))
    assert (first.source_id, first.offered_by, str(first.published.first)) == ("paper", "archive", "2018-05-14")
    assert second.source_id == "en.paper.example"
    assert done.locator == f"{path} (paper.example)"
    late = record(urls[0], web.page(1, head=web.linked_data("2018-05-25")))
    path.write_bytes(late)
    assert read(entry(path))[0].published.first is None  # after the crawl: no date of this page


BROKEN = [
    ("cut off", lambda data: data[:-30], 2),
    ("rubbish at the end", lambda data: data + b"rubbish" * 9, 3),
    ("rubbish in the middle", lambda data: data[: len(data) // 2] + bytes(40) + data[len(data) // 2 :], 1),
    ("no archive", lambda _: b"<html>hello</html>" * 50, 0),
    ("nothing", lambda _: b"", 0),
]


@pytest.mark.parametrize(("what", "damage", "n"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_archive_gives_what_stands_before_the_break(tmp_path, what, damage, n):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(damage(b"".join(record(f"https://a.example/{i}", web.page(i)) for i in range(3))))
    items = read(entry(path))
    assert sum(isinstance(item, Article) for item in items) == n
    if path.stat().st_size:
        assert items[-1].outcome == "failed"
        assert any(isinstance(item, Rejected) and item.reason.startswith("a broken") for item in items)


def test_what_is_loaded_is_passed_over_and_a_finished_archive_not_opened(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(record(f"https://a.example/{i}", web.page(i)) for i in range(3)))
    known = {f"{path}@0"}
    desk = replace(DESK, known=lambda asked: {name: MOMENT for name in asked if name in known})
    items = read(entry(path), desk)
    assert [getattr(item, "url", None) for item in items] == ["https://a.example/1", "https://a.example/2", None]
    known.add(items[-1].locator)
    path.write_bytes(b"no archive any more")
    assert read(entry(path), desk) == []
    assert read(entry(path, hosts=["a.example"]), desk)  # another choice of hosts is another reading


@pytest.fixture
def net(tmp_path) -> Iterator[tuple[web.Server, Desk]]:
    with web.serving() as server:
        manners = Manners(contact="x@newsroom.example", pace=0, timeout=2, retries=2, allowed=("127.0.0.1",))
        fetcher = Fetcher(manners)
        yield server, replace(DESK, web=fetcher)
        fetcher.close()


def test_monthly_lists_are_followed_and_a_broken_connection_taken_up_again(net):
    server, desk = net
    archive = b"".join(record(f"https://a.example/{i}", web.page(i)) for i in range(8))
    half, ranges = len(archive) // 2, []

    def breaking(handler: web.Handler) -> None:
        told = handler.headers.get("Range")
        ranges.append(told)
        start = int(told[6:-1]) if told else 0
        handler.close_connection = True
        handler.send_response(206 if told else 200)
        handler.send_header("Content-Length", str(len(archive) - start))
        handler.end_headers()
        handler.wfile.write(archive[start : None if told else half])

    server.routes |= {
        "/crawl/2018/05/warc.paths.gz": gzip.compress(b"crawl/2018/05/x.warc.gz\n"),
        "/crawl/2018/06/warc.paths.gz": b"<html>moved</html>",
        "/crawl/2018/05/x.warc.gz": breaking,
    }
    url = server.base + "/crawl/{year}/{month}/warc.paths.gz"
    items = read(Entry(id="archive", name="x", kind="warc", url=url, months=["2018-05", "2018-06", "2018-07"]), desk)
    assert [item.url for item in items if isinstance(item, Article)] == [f"https://a.example/{i}" for i in range(8)]
    assert ranges == [None, f"bytes={half}-"]
    lists = [(item.locator.rpartition("/2018/")[2], item.outcome, item.reason) for item in items if isinstance(item, Offer)]
    assert lists == [
        ("06/warc.paths.gz", "failed", "no list of WARC files"),
        ("07/warc.paths.gz", "gone", "HTTP 404"),
        ("05/x.warc.gz (all hosts)", "read", None),
    ]


def test_no_file_is_told():
    (item,) = read(entry("nowhere/*.warc.gz"))
    assert (item.outcome, item.reason) == ("failed", "no such file")
