"""Time expressions, publication spans and the times of events."""

from __future__ import annotations

import csv
import datetime as dt
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from models.dating import EventClock, anchors, calendars, find_times, infer_published
from models.dating.spans import hull, mask, month, over, season
from models.quotes import speakers
from models.records import Published, TimeMention, TimeSpan

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"
BLANK = spacy.blank("en")
FAR = Published(dt.date(2018, 2, 1), dt.date(2018, 2, 1), "given")


def cases(file: str = "dating_cases.csv") -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter="|"))


def on(day: dt.date | str) -> Published:
    date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return Published(date, date, "given")


def times(text: str, published: Published) -> dict[str, TimeMention]:
    return {t.text: t for t in find_times(BLANK(text), published)}


def iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["phenomenon"])
def test_expression(case: dict[str, str]) -> None:
    found = times(case["sentence"], on(case["published"]))
    assert case["expression"] in found, sorted(found)
    mention = found[case["expression"]]
    assert (mention.value, iso(mention.span.first), iso(mention.span.last)) == (case["value"], case["first"], case["last"])


@pytest.mark.parametrize(
    ("phenomenon", "sentence"),
    [
        ("a modal", "They may leave."),
        ("a name", "April Smith and August Palace spoke."),
        ("a count", "Over 2000 troops and 1500 civilians fled."),
        ("a price", "It cost $1999 and 10.30 euros."),
        ("the fall of a city", "The fall of the town was swift."),
        ("a resolution", "Resolution 1973 was passed."),
        ("a flight", "Flight 1999 was delayed."),
        ("no such day", "February 30 was named."),
    ],
)
def test_no_time(phenomenon: str, sentence: str) -> None:
    assert not [t for t in find_times(BLANK(sentence), FAR) if t.span.precision == "day" or t.value.startswith(("19", "20"))], phenomenon


# -- publication as an interval, or unknown

YEAR_2018 = Published(dt.date(2018, 1, 1), dt.date(2018, 12, 31), "inferred")


@pytest.mark.parametrize(
    ("sentence", "expression", "value", "first", "last"),
    [
        ("He left last year.", "last year", "2017", "2017-01-01", "2017-12-31"),
        ("He left last month.", "last month", "XXXX-XX", "2017-12-01", "2018-11-30"),
        ("He left in September.", "September", "XXXX-09", "2017-09-01", "2018-09-30"),
        ("He left five years ago.", "five years ago", "2013", "2013-01-01", "2013-12-31"),
        ("He left in 2014.", "2014", "2014", "2014-01-01", "2014-12-31"),
        ("He left on Friday.", "Friday", "XXXX-XX-XX", "2017-12-29", "2018-12-28"),
    ],
)
def test_publication_as_an_interval_widens(sentence: str, expression: str, value: str, first: str, last: str) -> None:
    mention = times(sentence, YEAR_2018)[expression]
    assert (mention.value, iso(mention.span.first), iso(mention.span.last)) == (value, first, last)


@pytest.mark.parametrize(
    ("sentence", "expression", "value"),
    [
        ("He left yesterday.", "yesterday", "XXXX-XX-XX"),
        ("He left last year.", "last year", "XXXX"),
        ("He left in September.", "September", "XXXX-09"),
        ("He left on Friday.", "Friday", "XXXX-WXX-5"),
        ("He left last summer.", "last summer", "XXXX-SU"),
    ],
)
def test_unknown_publication_leaves_the_span_open(sentence: str, expression: str, value: str) -> None:
    mention = times(sentence, Published())[expression]
    assert (mention.value, mention.span) == (value, TimeSpan(None, None, "open"))


def test_own_dateline_outranks_a_neighbouring_given_day() -> None:
    text = "Council meets in Herat\n\nTuesday, March 6, 2018\n\nThe council met yesterday."
    assert times(text, on("2018-03-05"))["yesterday"].value == "2018-03-05"


# -- inferring publication


@pytest.mark.parametrize("case", cases("undated_cases.csv"), ids=lambda c: c["phenomenon"])
def test_undated_article(case: dict[str, str]) -> None:
    text = case["text"].replace("\\n", "\n")
    published = infer_published(text, BLANK(text), None)
    assert (iso(published.first), iso(published.last)) == (case["first"], case["last"])
    assert published.basis in {"inferred", "dateline"}
    assert published.evidence
    for phrase in published.evidence:
        assert " ".join(phrase.removeprefix("contradicted: ").split()) in " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KABUL, Feb. 18, 2017 — A bomb exploded.", "2017-02-18"),
        ("KABUL, Afghanistan (AP) - March 3, 2016 - A bomb exploded.", "2016-03-03"),
        ("Bomb explodes\n\nFriday, July 21, 2017\n\nA bomb exploded.", "2017-07-21"),
    ],
)
def test_dateline(text: str, day: str) -> None:
    published = infer_published(text, BLANK(text), None)
    assert (iso(published.first), published.basis) == (day, "dateline")


def test_dateline_without_year_takes_it_from_the_text() -> None:
    text = "HERAT, Feb. 16 — Yesterday thousands marked the 20th anniversary of the withdrawal of Soviet troops."
    published = infer_published(text, BLANK(text), None)
    assert (iso(published.first), published.basis) == ("2009-02-16", "dateline")


def test_given_day_is_believed() -> None:
    text = "KABUL, Feb. 18, 2017 — A bomb exploded."
    assert infer_published(text, BLANK(text), dt.date(2017, 2, 19)) == on("2017-02-19")


def test_nothing_to_go_by_is_unknown() -> None:
    text = "A bomb exploded on Tuesday."
    published = infer_published(text, BLANK(text), None)
    assert (published.first, published.last, published.basis) == (None, None, "unknown")


def test_contradiction_is_told() -> None:
    text = "Last year, at the ninth anniversary of the invasion of Iraq, he spoke. The law of 4 March 2019 was passed."
    published = infer_published(text, BLANK(text), None)
    assert (iso(published.first), iso(published.last)) == ("2013-01-01", "2013-12-31")
    assert "contradicted: 4 March 2019" in published.evidence


@pytest.mark.shared
def test_real_undated_article() -> None:
    path = SHARED / "articles" / "mei-iran-russia-taliban.txt"
    if not path.exists():
        pytest.skip("the shared article is not here")
    text = path.read_text(encoding="utf-8")
    published = infer_published(text, BLANK(text), None)
    assert (iso(published.first), iso(published.last), published.basis) == ("2018-01-01", "2018-12-31", "inferred")
    gathering = next(t for t in find_times(BLANK(text), published) if "anniversary" in t.text)
    assert (iso(gathering.span.first), iso(gathering.span.last)) == ("2017-02-15", "2017-02-15")


# -- the time of an event (these need the trained pipeline)


@cache
def pipeline() -> Any:
    from models.language import load

    try:
        return load()
    except OSError:
        return None


def dated(text: str, trigger: str, published: Published, kind: str = "") -> tuple[str, str, str]:
    nlp = pipeline()
    if nlp is None:
        pytest.skip("the trained pipeline is not here; `khabar-train` builds it")
    doc = nlp(text)
    token = next(t for t in doc if t.text == trigger)
    found = EventClock(doc, find_times(doc, published), published, speakers(doc)).of(token, kind)
    span = found.span or TimeSpan(None, None, "open")
    return iso(span.first), iso(span.last), found.basis or ""


@pytest.mark.parametrize("case", cases("event_time_cases.csv"), ids=lambda c: c["phenomenon"])
def test_event_time(case: dict[str, str]) -> None:
    found = dated(case["text"].replace("\\n", "\n"), case["trigger"], FAR, case["kind"])
    assert found == (case["first"], case["last"], case["basis"])


def test_inferred_year_is_never_an_event_date() -> None:
    assert dated("Gunmen killed five people in Zabul.", "killed", YEAR_2018) == ("", "", "")


# -- properties

SENTENCES = [c["sentence"] for c in cases()]
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), DAYS)
def test_mentions_are_ordered_disjoint_and_repeatable(sentences: list[str], day: dt.date) -> None:
    doc = BLANK(" ".join(sentences))
    found = find_times(doc, on(day))
    assert found == find_times(doc, on(day))
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert doc.text[mention.start : mention.end] == mention.text
        assert (mention.span.precision == "day") <= (mention.span.first == mention.span.last is not None)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["Monday", "last Tuesday", "next Friday", "Sunday evening", "this past Thursday", "yesterday", "10 days ago"]), DAYS)
def test_a_week_later_moves_by_a_week(expression: str, day: dt.date) -> None:
    week = dt.timedelta(7)
    sentence = f"They met on {expression} in Doha."
    before, after = times(sentence, on(day))[expression].span, times(sentence, on(day + week))[expression].span
    assert before.first and before.last
    assert (before.first + week, before.last + week) == (after.first, after.last)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES), DAYS, st.integers(0, 500))
def test_an_interval_of_publication_covers_each_of_its_days(sentence: str, day: dt.date, length: int) -> None:
    last = day + dt.timedelta(length)
    wide = {(t.start, t.end): t.span for t in find_times(BLANK(sentence), Published(day, last, "inferred"))}
    for end in (day, last):
        for mention in find_times(BLANK(sentence), on(end)):
            span = wide[mention.start, mention.end]
            if span.first and mention.span.first:
                assert span.first <= mention.span.first
            if span.last and mention.span.last:
                assert span.last >= mention.span.last


LEAST_DAYS = {"day": 1, "weekend": 2, "week": 7, "month": 28, "quarter": 90, "season": 90, "year": 365, "decade": 3652}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SENTENCES), DAYS)
def test_precision_is_never_finer_than_the_words(sentence: str, day: dt.date) -> None:
    for mention in find_times(BLANK(sentence), on(day)):
        span = mention.span
        if span.first is None or span.last is None or span.precision not in LEAST_DAYS:
            continue
        length = (span.last - span.first).days + 1
        assert length >= LEAST_DAYS[span.precision]
        if span.precision == "day":  # a day is told by a day, not by a year or month alone
            assert re.search(r"\d{4}-\d\d-\d\d", mention.value)


@given(DAYS, st.integers(1, 12))
def test_over_a_point_is_the_reading_itself(day: dt.date, number: int) -> None:
    assert over(day, day, lambda d: month(d.year, number)) == month(day.year, number)


def test_mask_keeps_what_two_values_share() -> None:
    assert mask("2017-09", "2018-09") == "XXXX-09"
    assert mask("2017-W05", "2017-W06") == "2017-WXX"
    assert mask("2017", "2017-01") == "XXXX"


def test_hull_of_open_is_open() -> None:
    assert hull(TimeSpan(None, None, "open"), season(2016, "SP").span).precision == "open"


# -- tables


def test_every_anchor_alias_is_found_by_the_pattern() -> None:
    for words in ("the fall of the Taliban", "the Soviet withdrawal", "the fall of Kabul", "9/11"):
        assert anchors.named(words.removeprefix("the ")) is not None, words


def test_solar_calendar_agrees_with_known_days() -> None:
    known = {(1357, 11, 22): "1979-02-11", (1396, 1, 15): "2017-04-04", (1367, 11, 26): "1989-02-15", (1400, 5, 24): "2021-08-15"}
    for (year, number, day), expected in known.items():
        span = calendars.solar(year, number, day)
        assert span and iso(span.first) == expected
