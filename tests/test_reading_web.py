"""Reading from a web server: what each page, error, slowness and trap became, in articles and in the ledger."""

from __future__ import annotations

import datetime as dt
import gzip
import ipaddress
from collections.abc import Iterator
from dataclasses import replace

import httpx
import news_server as web
import pytest
from bad_inputs import ADDRESSES, FEEDS, MAPS, PAGES
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import feeds, gdelt, kinds, sitemaps
from flows.reading.catalogue import Entry
from flows.reading.desk import Desk, Limits
from flows.reading.guard import ForbiddenError, GuardedTransport, is_public
from flows.reading.hosts import Manners, RefusedError
from flows.reading.trial import look
from flows.reading.web import Fetcher
from models.records import Article, Offer, Rejected

DAY = dt.date(2018, 5, 16)
MANNERS = Manners(contact="desk@newsroom.example", pace=0, timeout=0.8, retries=1, patience=2, allowed=("127.0.0.1", "localhost"))
LIMITS = Limits(page_bytes=1_000_000, list_bytes=1_000_000)
META = "<meta property='article:published_time' content='2018-05-14T10:00:00Z'>"


@pytest.fixture
def server() -> Iterator[web.Server]:
    with web.serving() as found:
        yield found


@pytest.fixture
def desk(tmp_path) -> Iterator[Desk]:
    fetcher = Fetcher(MANNERS, cache=tmp_path / "http.sqlite")
    yield Desk(limits=LIMITS, today=DAY, web=fetcher)
    fetcher.close()


def feed(server: web.Server, path: str = "/feed.xml", **more) -> Entry:
    return Entry(id="paper", name="The Daily Example", kind=more.pop("kind", "feed"), url=server.base + path, **more)


def read(entry: Entry, desk: Desk) -> list:
    return list(kinds.KINDS[entry.kind](entry, desk))


def became(item) -> str:
    """Tell in short what an item is."""
    if isinstance(item, Article):
        return f"article via {item.published.via}"
    return f"rejected: {item.reason}" if isinstance(item, Rejected) else f"{item.outcome}: {item.reason}"


@pytest.mark.parametrize(("what", "path", "route", "told"), PAGES, ids=[row[0] for row in PAGES])
def test_what_each_page_became(server, desk, what, path, route, told):
    server.routes |= {path: route, "/a": web.page(1), "/n2": web.redirect("/n1")} | {f"/o{n}": web.redirect(f"/o{n + 1}") for n in range(9)}
    server.routes |= {path: route, "/feed.xml": web.rss(server.base, [path])}
    listed, item = read(feed(server), desk)
    assert (listed.is_list, listed.outcome) == (True, "read")
    assert became(item).startswith(told)
    if isinstance(item, Article):
        assert item.text.startswith("Story ")
        assert "Gunmen killed" in item.text
        assert "recipes" not in item.text
        assert (item.source_id, item.offered_by, item.published.first) == ("paper", "paper", dt.date(2018, 5, 15))
    else:
        assert item.published == dt.date(2018, 5, 15)
        assert item.locator == server.base + path


@pytest.mark.parametrize(("what", "address", "told"), ADDRESSES, ids=[row[0] for row in ADDRESSES])
def test_what_each_address_became(server, desk, what, address, told):
    server.routes |= {"/feed.xml": web.rss(server.base, [address])}
    _, item = read(feed(server), desk)
    assert became(item).startswith(told)


def test_the_rest_of_a_feed_is_read_past_every_trap(server, desk):
    """All pages in one feed: each becomes what it becomes alone, until a host asks to be left alone."""
    server.routes |= {path: route for _, path, route, _ in PAGES if route is not None} | {"/n2": web.redirect("/n1")}
    server.routes |= {f"/o{n}": web.redirect(f"/o{n + 1}") for n in range(1, 9)}
    slow = {"/t", "/u", "/v", "/w"}  # three failures in a row would, rightly, end it
    links = [path for _, path, _, _ in PAGES if path not in slow]
    server.routes["/feed.xml"] = web.rss(server.base, [*links, "/after"])
    _, *items = read(feed(server), desk)
    told = {path: expected for _, path, _, expected in PAGES}
    assert all(became(item).startswith(told[path]) for item, path in zip(items, links, strict=False))
    assert became(items[-1]).startswith("blocked: HTTP 429")
    assert server.seen["/after"] == 0


def test_a_host_that_keeps_failing_is_left_alone(server, desk):
    server.routes |= {f"/{n}": web.status(500) for n in range(6)} | {"/feed.xml": web.rss(server.base, [f"/{n}" for n in range(6)])}
    _, *items = read(feed(server), desk)
    assert [item.outcome for item in items] == ["failed"] * 6
    assert server.seen["/2"] == 2
    assert server.seen["/3"] == 0
    assert "3 times in a row" in items[-1].reason


def test_it_waits_between_fetches_as_robots_txt_asks(server, tmp_path):
    server.routes |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 7\n", "/a": web.page(1), "/b": web.page(2)}
    slept = []
    now = [100.0]

    def sleep(seconds):
        slept.append(round(seconds, 3))
        now[0] += seconds

    fetcher = Fetcher(replace(MANNERS, pace=2.0), ticks=lambda: now[0], sleep=sleep)
    for path in ("/a", "/b"):
        fetcher.get(server.base + path, limit=100_000)
    assert slept == [2.0, 7.0]  # after robots.txt by our own pace, then by its
    assert server.agents == {"khabar/0.1 (news archive for research; +desk@newsroom.example)"}


def test_back_off_waits_longer_each_time_and_as_long_as_told(server):
    server.routes |= {"/a": web.status(500), "/b": lambda h: h.send(503, b"", Retry_After="2")}
    now, slept = [0.0], []

    def sleep(seconds):
        slept.append(round(seconds, 3))
        now[0] += seconds

    fetcher = Fetcher(replace(MANNERS, pace=0.5, retries=3), ticks=lambda: now[0], sleep=sleep)
    for path in ("/a", "/b"):
        with pytest.raises(RefusedError, match="HTTP 50"):
            fetcher.get(server.base + path, limit=100)
    assert slept == [0.5, 0.5, 1.0, 2.0, 0.5, 2.0, 2.0, 2.0]


def test_robots_txt_that_fails_forbids_all_for_now(server, desk):
    server.routes |= {"/robots.txt": web.status(500), "/feed.xml": web.rss(server.base, ["/a"])}
    (listed,) = read(feed(server), desk)
    assert (listed.outcome, listed.is_list) == ("failed", True)
    assert listed.reason.startswith("robots.txt could not be read")
    assert server.seen["/feed.xml"] == 0


def test_a_feed_that_has_not_changed_is_not_sent_again(server, desk):
    server.routes |= {"/feed.xml": web.conditional(web.rss(server.base, ["/a"])), "/a": web.page(1)}
    for _ in range(3):
        listed, item = read(feed(server), desk)
        assert (listed.outcome, item.title) == ("read", "Story 1 of the day")
    assert (server.seen["/feed.xml"], server.n_unchanged) == (3, 2)


def test_what_the_ledger_has_settled_is_not_fetched_again_unless_it_changed(server, desk):
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>"
        + "".join(
            f"<entry><title>S</title><link href='{server.base}/{n}'/><published>2018-05-14T00:00:00Z</published>"
            f"<updated>2018-05-{day}T10:00:00Z</updated></entry>"
            for n, day in ((1, 14), (2, 16), (3, 14))
        )
        + "</feed>"
    )
    server.routes |= {"/feed.xml": atom.encode(), "/1": web.page(1), "/2": web.page(2), "/3": web.page(3)}
    loaded = dt.datetime(2018, 5, 15, tzinfo=dt.UTC)
    known = {f"{server.base}/1": loaded, f"{server.base}/2": loaded}
    items = read(feed(server), replace(desk, known=lambda asked: {k: v for k, v in known.items() if k in asked}))
    assert [item.locator.rpartition("/")[2] for item in items[1:]] == ["2", "3"]
    assert server.seen["/1"] == 0


def test_of_a_long_feed_the_rest_is_offered(server, desk):
    server.routes |= {"/feed.xml": web.rss(server.base, ["/1", "/2", "/3", "/1"]), "/1": web.page(1), "/2": web.page(2)}
    _, *items = read(feed(server), replace(desk, limits=replace(LIMITS, list_items=2)))
    assert [became(item).partition(":")[0] for item in items] == ["article via feed", "article via feed", "offered"]


@pytest.mark.parametrize(("what", "body", "told"), FEEDS, ids=[row[0] for row in FEEDS])
def test_what_each_feed_became(server, desk, what, body, told):
    server.routes["/feed.xml"] = body
    first = read(feed(server), desk)[0]
    assert first.is_list
    assert became(first).replace("rejected: larger", "failed: larger").startswith(told)
    assert first.published == DAY


def test_a_feed_that_carries_the_whole_text_is_read_from_the_feed(server, desk):
    text = "".join(f"<p>{line}</p>" for line in web.story(4).splitlines())
    server.routes["/feed.xml"] = (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
        f"<item><title>Four</title><link>{server.base}/4</link><dc:creator>Ann Lee</dc:creator><category>Afghanistan</category>"
        "<pubDate>Mon, 14 May 2018 23:30:00 +0430</pubDate>"
        f"<content:encoded><![CDATA[{text}<script>alert(1)</script>]]></content:encoded></item><item><title>Plain</title>"
        "<description>Two men were held in the town on Monday, the police said.</description></item></channel></rss>"
    ).encode()
    _, four, plain = read(feed(server, full_text="list"), desk)
    assert "Gunmen killed" in four.text
    assert "alert" not in four.text
    assert (four.author, four.section, str(four.published.first)) == ("Ann Lee", "Afghanistan", "2018-05-14")
    assert plain.body == "Two men were held in the town on Monday, the police said."
    assert server.seen["/4"] == 0


GRAPH = '<script type=\'application/ld+json\'>{"@graph": [{"datePublished": "2018-05-11"}]}</script>'
DATED = [
    ("JSON-LD", web.linked_data("2018-05-12"), "/x", ("2018-05-12", "json-ld")),
    ("JSON-LD in a graph", GRAPH, "/x", ("2018-05-11", "json-ld")),
    ("meta", META, "/x", ("2018-05-14", "meta")),
    ("JSON-LD before meta", web.linked_data("2018-05-12") + META, "/x", ("2018-05-12", "json-ld")),
    ("broken JSON-LD", "<script type='application/ld+json'>{\"datePublished\": </script>" + META, "/x", ("2018-05-14", "meta")),
    ("address", "", "/2018/05/13/story", ("2018-05-13", "url")),
    ("meta in the future", META.replace("2018", "2031"), "/x", (None, None)),
    ("impossible meta", META.replace("2018-05-14", "2018-02-31"), "/x", (None, None)),
    ("none", "", "/x", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "head", "path", "day"), DATED, ids=[row[0] for row in DATED])
def test_what_gave_the_day_of_a_page(server, desk, what, head, path, day):
    server.routes |= {"/feed.xml": web.rss(server.base, [path], dates=False), path: web.page(1, head=head)}
    _, item = read(feed(server), desk)
    assert (item.published.first and str(item.published.first), item.published.via) == day


def test_metadata_language_and_agency_of_a_page(server, desk):
    body = "KABUL, May 14 (Reuters) - " + web.story(2)
    persian = "نیروهای امنیتی روز دوشنبه در ولایت هرات دو تن را بازداشت کردند و مقام‌ها گفتند که تحقیقات آغاز شده است."
    head = web.linked_data("2018-05-14") + "<meta name='author' content='Ann Lee'>"
    server.routes |= {
        "/feed.xml": web.rss(server.base, ["/1", "/2"]),
        "/1": web.page(1, head=head, body=body),
        "/2": web.page(2, body=f"{persian}\n{persian}\n{persian}"),
    }
    _, english, other = read(feed(server, language="en"), desk)
    assert (english.author, english.section, english.agency, english.dateline) == ("Ann Lee", "World", "Reuters", "KABUL")
    assert (english.language, english.language_basis) == ("en", "told")
    assert (other.language, other.language_basis) == ("fa", "detected")  # the page says en


def sitemap(*entries: str, root: str = "urlset") -> bytes:
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        f"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{''.join(entries)}</{root}>"
    ).encode()


def test_news_sitemaps_and_their_indexes(server, desk):
    day = "<news:publication_date>2018-05-{}T10:00:00+04:30</news:publication_date>"
    news = f"<url><loc>{{}}/{{}}</loc><news:news>{day}<news:title>N</news:title></news:news></url>"
    maps = [f"<sitemap><loc>{server.base}/{name}</loc></sitemap>" for name in ("m1.xml", "m2.xml.gz", "none.xml", "index.xml")]
    server.routes |= {
        "/index.xml": sitemap(*maps, root="sitemapindex"),
        "/m1.xml": sitemap(news.format(server.base, "1", 14), news.format(server.base, "2", 15)),
        "/m2.xml.gz": gzip.compress(sitemap(f"<url><loc>{server.base}/3</loc></url>")),
        "/1": web.page(1), "/2": web.page(2), "/3": web.page(3),
    }  # fmt: skip
    items = read(feed(server, "/index.xml", kind="sitemap"), desk)
    lists = {item.locator.rpartition("/")[2]: item.outcome for item in items if isinstance(item, Offer)}
    assert lists == {"index.xml": "read", "m1.xml": "read", "m2.xml.gz": "read", "none.xml": "gone"}
    articles = [(item.locator.rpartition("/")[2], item.published.via) for item in items if isinstance(item, Article)]
    assert articles == [("2", "sitemap"), ("1", "sitemap"), ("3", None)]  # the latest first


@pytest.mark.parametrize(("what", "data", "told"), MAPS, ids=[row[0] for row in MAPS])
def test_what_each_sitemap_became(what, data, told):
    with pytest.raises(ValueError, match=told):
        sitemaps.parse(data, Desk(limits=LIMITS))


def gdelt_line(url: str, stamp: str = "20180515101500", columns: int = 16) -> str:
    cells = [""] * columns
    address, seen = gdelt._LAYOUTS[columns]
    cells[address], cells[seen] = url, stamp
    return "\t".join(cells) + "\n"


def test_gdelt_lists_of_every_layout(server, desk, tmp_path):
    server.routes |= {f"/{n}": web.page(n) for n in range(1, 6)}
    names = {16: "a.mentions.CSV", 61: "b.export.CSV", 58: "c.CSV", 27: "d.gkg.csv"}
    for n, (columns, name) in enumerate(names.items(), start=1):
        line = gdelt_line(f"{server.base}/{n}", columns=columns)
        (tmp_path / name).write_text(line + line + gdelt_line("BBC Monitoring", columns=columns) + "broken\tline\n")
    items = read(Entry(id="lists", name="x", kind="gdelt", path=f"{tmp_path}/*.[Cc]*"), desk)
    assert [type(item).__name__ for item in items] == ["Article", "Offer"] * 4
    article = items[0]
    assert (article.source_id, article.offered_by) == (f"127.0.0.1-{server.server_port}", "lists")
    assert (str(article.published.first), article.published.evidence) == ("2018-05-15", ("first seen by GDELT 20180515101500",))


def test_gdelt_keeps_to_the_hosts_asked_for_and_tells_what_is_no_list(tmp_path, desk):
    (tmp_path / "a.CSV").write_text(gdelt_line("https://other.example/1"))
    (tmp_path / "b.CSV").write_text("a,b\n")
    items = read(Entry(id="lists", name="x", kind="gdelt", path=f"{tmp_path}/*.CSV", hosts=["paper.example"]), desk)
    assert [(item.outcome, bool(item.reason)) for item in items] == [("read", False), ("failed", True)]


def test_looking_at_a_source_says_whether_it_works(server, desk):
    server.routes |= {"/feed.xml": web.rss(server.base, ["/1", "/2"]), "/1": web.page(1)}
    seen = look(feed(server), desk)
    assert (seen.is_working, seen.n_offered, str(seen.newest_date), seen.note) == (True, 2, "2018-05-15", "")
    server.routes["/feed.xml"] = web.status(403)
    assert (look(feed(server), desk).is_working, look(feed(server), desk).note) == (False, "HTTP 403")


# the guard ------------------------------------------------------------


PUBLIC = ("8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8")
INSIDE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
)


@pytest.mark.parametrize(("address", "told"), [*((a, True) for a in PUBLIC), *((a, False) for a in INSIDE)])
def test_public_addresses(address, told):
    assert is_public(address) is told


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_public_for_being_written_in_ipv6(address):
    mapped = str(ipaddress.IPv6Address(f"::ffff:{address}"))
    assert is_public(mapped) == is_public(str(address))


def test_a_name_that_leads_inside_is_refused_and_one_checked_is_kept_to():
    asked = []

    def inner(request):
        asked.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx.Response(200)

    answers = {"inside.example": ["8.8.8.8", "10.0.0.1"], "outside.example": ["8.8.4.4"]}
    client = httpx.Client(transport=GuardedTransport(httpx.MockTransport(inner), resolver=lambda host, _: answers[host]))
    with pytest.raises(ForbiddenError, match="inside this network"):
        client.get("http://inside.example/")
    assert client.get("http://outside.example/").status_code == 200
    assert asked == [("8.8.4.4", "outside.example", "outside.example")]


def test_feeds_are_parsed_without_a_network():
    entry = Entry(id="paper", name="x", kind="feed", url="https://paper.example/feed")
    (offered,) = feeds.parse(web.rss("", ["../a"]), entry, Desk())
    assert offered.url == "https://paper.example/a"
