"""The read stage: a table of inputs and what each became."""

import io
import json
import tracemalloc

import pytest
from archives import zipped
from bad_inputs import DOCUMENT, FILES, PAGE, document
from hypothesis import given, settings
from hypothesis import strategies as st
from news_server import BOMB

from flows.reading import days, fields
from flows.reading.desk import Desk, Limits
from flows.reading.files import read as read_files
from models.records import Article, Rejected


def read(paths, *, limits=None, **more):
    return read_files(paths, Desk(limits=limits or Limits()), **more)


SMALL = Limits(file_bytes=2_000, line_bytes=500, article_chars=300)


@pytest.mark.parametrize(("what", "name", "data", "became"), FILES, ids=[row[0] for row in FILES])
def test_what_each_input_became(tmp_path, what, name, data, became):
    path = tmp_path / name
    path.write_bytes(data)
    (item,) = read([str(path)], limits=SMALL)
    if became.startswith("!"):
        assert isinstance(item, Rejected)
        assert item.reason.startswith(became[1:])
        assert len(item.excerpt) <= 200
    else:
        assert isinstance(item, Article)
        assert item.text.startswith(became)
    assert item.locator.startswith(str(path))


def test_a_line_without_end_is_told_and_a_packed_one_stopped(tmp_path):
    """Unpacked, it would be 80 MB of one line; more than 300 times the size of the file."""
    for name, data in {"a.jsonl.gz": BOMB, "b.zip": zipped({"b.jsonl": bytes(80_000_000)})}.items():
        (tmp_path / name).write_bytes(data)
        tracemalloc.start()
        reasons = [item.reason for item in read([str(tmp_path / name)], limits=SMALL)]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert reasons == ["a line longer than 500 bytes", "unpacks to more than 300 times its size: a decompression bomb"]
        assert peak < 3_000_000


def test_nothing_of_an_archive_is_written_anywhere(tmp_path):
    inner = tmp_path / "in"
    inner.mkdir()
    (inner / "a.zip").write_bytes(zipped({"../evil.txt": b"Two died.", "good.txt": b"Three died.", "x/y/b.jsonl": b'{"text": "One."}'}))
    items = list(read([str(inner)]))
    assert [type(item).__name__ for item in items] == ["Rejected", "Article", "Article"]
    assert items[2].locator == f"{inner}/a.zip!x/y/b.jsonl:1"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_a_csv_goes_on_after_a_quote_that_is_never_closed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('text\nOne died.\n"Two died, he said.\n' + "Many lines follow here.\n" * 60 + "Three died.\n")
    items = list(read([str(path)], limits=SMALL))
    assert items[0].text == "One died."
    assert items[-1].text == "Three died."
    assert [(i.reason, i.locator.rpartition(":")[2]) for i in items if isinstance(i, Rejected)] == [
        ("not CSV: field larger than field limit (500)", "3")
    ]


def test_broken_lines_stop_nothing_and_are_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One."}\n\n{broken\n{"text": "' + b"x" * 3_000 + b'"}\n{"text": "Two."}\n')
    items = list(read([str(path)], limits=SMALL))
    assert [(type(i).__name__, i.locator.rpartition(":")[2]) for i in items] == [
        ("Article", "1"),
        ("Rejected", "3"),
        ("Rejected", "4"),
        ("Article", "5"),
    ]


def test_folders_are_searched_in_order_and_other_kinds_passed_over(tmp_path):
    for name in ("b/2.txt", "a/1.md", "c.jsonl", "d.pdf", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "Two died."}')
    assert [item.locator.removeprefix(str(tmp_path)) for item in read([str(tmp_path)])] == ["/a/1.md", "/b/2.txt", "/c.jsonl:1"]


def test_a_missing_path_is_rejected_and_the_next_read(tmp_path):
    (tmp_path / "a.txt").write_text("Two died.")
    missing, found = read([str(tmp_path / "none"), str(tmp_path / "a.txt")])
    assert missing.reason == "cannot be opened: No such file or directory"
    assert found.text == "Two died."


STDIN = [
    ("JSONL", b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
    ("JSONL after empty lines and a mark", b'\n  \n\xef\xbb\xbf{"text": "One."}\n', ["One."]),
    ("text", b"One.\n{Two}.", ["One.\n{Two}."]),
]


@pytest.mark.parametrize(("what", "data", "texts"), STDIN, ids=[row[0] for row in STDIN])
def test_standard_input(what, data, texts):
    assert [item.text for item in read(["-"], stdin=io.BytesIO(data))] == texts


def test_empty_standard_input_is_rejected():
    (item,) = read(["-"], stdin=io.BytesIO(b""))
    assert item.reason == "empty"


def test_fields_of_a_json_object(tmp_path):
    fields = {
        "doc_id": "d1",
        "text": "Two died.",
        "title": "Blast",
        "published": "2017-02-18",
        "url": "https://www.example.com/a#x",
        "language": "en-GB",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(fields) + "\n" + json.dumps(fields | {"source": "Example News"}))
    by_host, by_name = read([str(path)])
    assert (by_host.doc_id, by_host.title, by_host.url, by_host.language) == ("d1", "Blast", "https://www.example.com/a", "en")
    assert (by_host.source_id, by_name.source_id) == ("example.com", "example-news")
    assert by_host.published.first.isoformat() == "2017-02-18"


def test_page_metadata(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    (item,) = read([str(path)])
    assert (item.title, item.url, item.published.first.isoformat()) == ("Blast in Herat", "https://example.com/n/1", "2017-02-15")
    assert "Home" not in item.text
    assert item.text.count("Blast in Herat") == 1


FRONT = [
    ("between dashes", "---\ndate: 2017-02-15\ntitle: 'Blast: two dead'\n---\nTwo died.", "Blast: two dead", "Two died.", "2017-02-15"),
    ("bare lines", "date: 2017-02-15\nsource: X\n\n# Blast\n\nTwo died.", "Blast", "Two died.", "2017-02-15"),
    (
        "none",
        "Title: of a kind that the text goes on from\nTwo died.",
        None,
        "Title: of a kind that the text goes on from\nTwo died.",
        None,
    ),
    ("a rule is no front matter", "---\nTwo died.", None, "---\nTwo died.", None),
]


@pytest.mark.parametrize(("what", "text", "title", "body", "day"), FRONT, ids=[row[0] for row in FRONT])
def test_markdown(what, text, title, body, day):
    found = fields.markdown(text)
    assert (found.title, found.body) == (title, body)
    assert (found.published.first.isoformat() if found.published.first else None) == day


DATES = [
    ("2017-02-18", "2017-02-18", "2017-02-18"),
    ("2017-02-18T23:30:00+04:30", "2017-02-18", "2017-02-18"),
    ("2017-02-18 10:00", "2017-02-18", "2017-02-18"),
    ("2017/02/18", "2017-02-18", "2017-02-18"),
    ("20170218103000", "2017-02-18", "2017-02-18"),
    (20170218, "2017-02-18", "2017-02-18"),
    ("Sat, 18 Feb 2017 10:00:00 GMT", "2017-02-18", "2017-02-18"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2017", "2017-01-01", "2017-12-31"),
    ("2017-02-30", None, None),
    ("2017-13", None, None),
    ("May", None, None),
    ("0000-00-00", None, None),
    (True, None, None),
    ({"year": 2017}, None, None),
    ("", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("value", "first", "last"), DATES)
def test_publication_dates(value, first, last):
    found = days.published(value)
    assert (found.first and found.first.isoformat(), found.last and found.last.isoformat()) == (first, last)
    assert found.basis == ("given" if first else "unknown")
    assert bool(found.evidence) == (value not in (None, ""))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.jsonl.gz", "a.zip"]))
def test_no_bytes_break_a_reader(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    for item in read([str(path)], limits=SMALL):
        assert isinstance(item, (Article, Rejected))


def test_memory_stays_flat_over_a_long_file(tmp_path):
    path = tmp_path / "long.jsonl"
    line = json.dumps({"text": "Two died in the city. " * 100}) + "\n"
    with path.open("w") as file:
        for _ in range(1_500):
            file.write(line)
        file.write("x" * 8_000_000)
    tracemalloc.start()
    n = sum(1 for _ in read([str(path)], limits=Limits(line_bytes=100_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n == 1_501
    assert peak < 3_000_000  # the file has 11 MB


def test_the_document_lists_what_becomes_of_each():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "make it anew: python tests/bad_inputs.py"
    rows = [line for line in document().splitlines() if line.startswith("| ") and not line.endswith("| read |")]
    assert len(rows) >= 60
