"""The read stage: a table of inputs and what each became."""

import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading import days, fields
from flows.reading.desk import Desk, Limits
from flows.reading.files import read as read_files
from models.records import Article, Rejected


def read(paths, *, limits=None, **more):
    return read_files(paths, Desk(limits=limits or Limits()), **more)


SMALL = Limits(file_bytes=2_000, line_bytes=500, article_chars=300)
PAGE = (
    "<html><head><title>Blast in Herat</title><link rel='canonical' href='https://example.com/n/1?utm_source=x'>"
    "<meta property='article:published_time' content='2017-02-15T10:00:00Z'></head>"
    "<body><nav>Home About</nav><article><h1>Blast in Herat</h1>"
    "<p>Two people died in the city on Monday, the governor of the province said.</p>"
    "<p>A second device did not go off, and the police closed the road for the day.</p></article></body></html>"
)

# (what, file name, bytes, text or start of the reason)
INPUTS = [
    ("plain text", "a.txt", b"Two died in Herat.", "Two died in Herat."),
    ("upper-case suffix", "A.TXT", b"Two died.", "Two died."),
    ("byte order mark", "b.txt", b"\xef\xbb\xbfTwo died.", "Two died."),
    ("UTF-16 with a mark", "c.txt", "Two died.".encode("utf-16"), "Two died."),
    ("UTF-16 without a mark", "c2.txt", "Two died in Herat.".encode("utf-16-le"), "Two died in Herat."),
    ("Windows Western", "d.txt", "“Two died”, the café’s owner said.".encode("cp1252"), '"Two died", the caf\u00e9\'s owner said.'),
    ("Latin-1, short", "e.txt", "Señor".encode("latin-1"), "Se\u00f1or"),
    ("null bytes in a text", "f.txt", b"Two\x00 died in Herat on Monday, officials said.", "Two died in Herat on Monday, officials said."),
    ("right-to-left marks", "g.txt", "\u202bTwo died\u202c".encode(), "Two died"),
    ("Markdown heading", "a.md", b"# Blast in Herat\n\nTwo died.", "Blast in Herat\n\nTwo died."),
    ("page", "a.html", PAGE.encode(), "Blast in Herat\n\nTwo people died in the city on Monday, the governor of the province said.\n\n"),
    ("JSON object", "a.jsonl", b'{"text": "Two died."}\n', "Two died."),
    ("JSON object, no line end", "b.jsonl", b'{"id": 7, "body": "Two died."}', "Two died."),
    ("JSON half surrogate", "c.jsonl", b'{"text": "Two \\ud800 died."}', "Two \ufffd died."),
    ("empty", "n.txt", b"", "!empty"),
    ("white space only", "o.txt", b" \n\t\n", "!empty"),
    ("digits only", "p.txt", b"12 34", "!no words"),
    ("binary", "q.txt", bytes(range(256)) * 4, "!binary"),
    ("broken UTF-16", "r.txt", b"\xff\xfeT", "!broken utf-16"),
    ("too large", "s.txt", b"Two died. " * 300, "!larger than 2,000 bytes"),
    ("too long an article", "t.txt", b"Two died. " * 100, "!longer than 300 characters"),
    ("unknown kind", "u.pdf", b"%PDF", "!unknown kind of file '.pdf'"),
    ("empty page", "v.html", b"", "!empty"),
    ("page without text", "w.html", b"<html><body></body></html>", "!no article text"),
    ("broken JSON", "x.jsonl", b'{"text": "Two', "!not JSON"),
    ("JSON list", "y.jsonl", b"[1]", "!a JSON list"),
    ("JSON without text", "z.jsonl", b'{"title": "x"}', "!no field `text`"),
    ("JSON number for text", "z2.jsonl", b'{"text": 5}', "!field `text` is a int"),
    ("JSON nested too deeply", "z3.jsonl", b"[" * 400, "!not JSON"),
    ("binary line", "z4.jsonl", b'\x00\x01\x02\x03\x04\x05\x06"\n', "!binary"),
    ("too long a line", "z5.jsonl", b'{"text": "' + b"a" * 600 + b'"}', "!a line longer than 500 bytes"),
]


@pytest.mark.parametrize(("what", "name", "data", "became"), INPUTS, ids=[row[0] for row in INPUTS])
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
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl"]))
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
