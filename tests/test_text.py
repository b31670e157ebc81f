"""Normalising, joining, addresses and ids of articles."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.text import article, canonical_url, join, normalise, text_hash

MARKS = "\r\n\t\x00\u00ad\u200b\u200f\u202b\ufeff\u2019\u201c\u00a0\ud800 "
COMPOSING = "e\u0301\u0323\u212b\uac00\u1100\u1161\u11a8\u09c7\u09be"
ODD = st.text(st.one_of(st.characters(), st.sampled_from(MARKS + COMPOSING)), max_size=60)

CHANGED = [
    ("curly quotes", "\u201cNo,\u201d he said. It\u2019s", '"No," he said. It\'s'),
    ("odd spaces", "15\u00a0dead,\u202f3\u2009hurt\tnow", "15 dead, 3 hurt now"),
    ("zero-width marks", "Za\u200bbol\u200d\ufeff", "Zabol"),
    ("bidi marks", "\u202bFarah\u202c \u2067x\u2069\u200e", "Farah x"),
    ("null bytes", "Her\x00at", "Herat"),
    ("soft hyphens", "gover\u00adnor", "governor"),
    ("line ends", "a\r\nb\rc\u2028d\n", "a\nb\nc\nd\n"),
    ("composed accents", "Khora\u0304sa\u0304n", "Khor\u0101s\u0101n"),
    ("half surrogate", "a\ud800b", "a\ufffdb"),
    ("clean text", "Two people died in Herat.", "Two people died in Herat."),
]


@pytest.mark.parametrize(("phenomenon", "raw", "expected"), CHANGED, ids=[row[0] for row in CHANGED])
def test_normalised(phenomenon, raw, expected):
    assert normalise(raw).text == expected


def test_offsets_name_the_raw_words():
    raw = "\ufeff\u201cKhora\u0304\u00adsa\u0304n\u201d\r\nfell to\u200b rebels\x00."
    found = normalise(raw)
    words = {"Khor\u0101s\u0101n": "Khora\u0304\u00adsa\u0304n", "fell": "fell", "to": "to", "rebels": "rebels", ".": "."}
    for word, expected in words.items():
        start = found.text.index(word)
        first, last = found.original(start, start + len(word))
        assert raw[first:last] == expected


@given(ODD)
@example("\u1100\u1161\u11a8\r\u200b\n")
def test_normalising_is_idempotent_and_nfc(raw):
    text = normalise(raw).text
    assert normalise(text).text == text
    assert unicodedata.is_normalized("NFC", text)
    text.encode()


@given(ODD, st.data())
def test_offsets_round_trip(raw, data):
    """The raw span of any span normalises to that span, spans keep their order, and single characters don't overlap unless composed."""
    found = normalise(raw)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.original(start, end)
    assert 0 <= first <= last <= len(raw)
    if unicodedata.is_normalized("NFC", raw) or not any(unicodedata.combining(c) for c in found.text[start : end + 1]):
        assert found.text[start:end] in normalise(raw[first:last]).text
    if end < len(found.text):
        assert found.original(end, end + 1)[0] >= first


@given(ODD, ODD, st.data())
def test_join_maps_each_character_back(title, body, data):
    joined = join(title, body)
    if not joined.text:
        return
    index = data.draw(st.integers(0, len(joined.text) - 1))
    part, first, last = joined.origin(index, index + 1)
    raw = title if part == "title" else body
    assert 0 <= first <= last <= len(raw)
    if first < last and not joined.text[index].isspace():
        assert joined.text[index] in normalise(raw[first:last]).text


def test_join():
    joined = join("Blast in Herat", "Two died.")
    assert joined.text == "Blast in Herat\n\nTwo died."
    assert joined.origin(9, 14) == ("title", 9, 14)
    assert joined.origin(16, 19) == ("body", 0, 3)
    assert joined.origin(9, 19) == ("title", 9, 14)


def test_join_gives_a_repeated_title_once():
    body = "\n Blast in  Herat\n\nTwo died."
    joined = join("Blast in Herat", body)
    assert joined.text == "Blast in Herat\n\nTwo died."
    part, first, last = joined.origin(16, 19)
    assert (part, body[first:last]) == ("body", "Two")
    assert join("Iran", "Iran said no.").text == "Iran\n\nIran said no."


def test_without_title_the_text_is_the_body():
    assert join(None, "  x\n").text == "  x\n"
    assert join("  ", "\nx").text == "\nx"


URLS = [
    ("HTTPS://Example.com:443/a?utm_source=x&id=3#frag", "https://example.com/a?id=3"),
    ("https://example.com:80/x", "https://example.com/x"),
    ("http://example.com:80/", "http://example.com"),
    ("http://example.com", "http://example.com"),
    ("http://example.com:8080/x", "http://example.com:8080/x"),
    ("https://example.com/x:80/y", "https://example.com/x:80/y"),
    ("http://example.com/?b=1&a=2", "http://example.com/?a=2&b=1"),
    ("javascript:alert(1)", None),
    ("no address", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "expected"), URLS)
def test_canonical_url(url, expected):
    assert canonical_url(url) == expected


def test_article_id_rests_on_address_source_and_text():
    first = article("Two  died.", source_id="s", locator="a.txt", url="https://example.com/a#top")
    assert first.article_id == article("Two died.\n", source_id="s", locator="elsewhere", url="https://example.com/a").article_id
    assert first.text_hash == text_hash("Two died.")
    others = [
        article("Two died.", source_id="t", locator="", url="https://example.com/a"),
        article("Two died.", source_id="s", locator="", url="https://example.com/b"),
        article("Three died.", source_id="s", locator="", url="https://example.com/a"),
    ]
    assert len({first.article_id, *(other.article_id for other in others)}) == 4


def test_clean_text_is_fast():
    text = "Two people died in Herat on Monday, officials said. " * 20_000
    normalise(text)
    started = time.perf_counter()
    normalise(text)
    assert time.perf_counter() - started < 0.25  # one million characters
