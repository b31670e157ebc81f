"""What anchors prove beside what the text tells, and the week and clock of the place where a text was written."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
import spacy

from models.dating import find_times, local_of, of_event
from models.dating.local import local_day
from models.dating.spans import year
from models.records import Published, TimeSpan

BLANK = spacy.blank("en")
DAY = dt.date(2018, 2, 1)


def on(day: dt.date) -> Published:
    return Published(day, day, "given")


# -- told and reconciled


@pytest.mark.parametrize(
    ("phenomenon", "text", "words", "told", "anchor"),
    [
        (
            "years ago behind an anchor",
            "Since the fall of the Taliban 16 years ago, it changed.",
            "16 years ago",
            "2002",
            "afg-taliban-fall-2001",
        ),
        ("years ago before an anchor", "Two years ago, after the Paris attacks, it changed.", "Two years ago", "2016", "fra-paris-2015"),
        ("last year beside an anchor", "Last year, during the Blockade of Qatar, it changed.", "Last year", "2017", "qat-blockade-2017"),
        ("nothing stands beside it", "Two years ago it changed.", "Two years ago", "2016", None),
        ("an anchor of another time", "Nine years ago, after the Paris attacks, it changed.", "Nine years ago", "2009", None),
    ],
)
def test_told_and_reconciled_stay_apart(phenomenon: str, text: str, words: str, told: str, anchor: str | None) -> None:
    found = next(t for t in find_times(BLANK(text), on(DAY)) if t.text == words)
    assert found.value == told, phenomenon
    assert (found.anchored and found.anchored.anchor_id) == anchor


@cache
def pipeline() -> Any:
    from models.language import load

    try:
        return load()
    except OSError:
        pytest.skip("the trained pipeline is not here; `khabar-train` builds it")


@pytest.mark.parametrize(
    ("phenomenon", "text", "trigger", "told", "first"),
    [
        ("a victim by name", "A drone killed Mullah Mansur last year.", "killed", year(2017).span, dt.date(2016, 5, 21)),
        ("an event by its name", "In 2001 the fall of the Taliban freed them.", "fall", year(2001).span, dt.date(2001, 11, 13)),
        ("a year too far off", "A drone killed Mullah Mansur in 2009.", "killed", year(2009).span, None),
        ("somebody else", "A drone killed a farmer last year.", "killed", year(2017).span, None),
    ],
)
def test_an_anchor_stands_beside_the_date_of_an_event(
    phenomenon: str, text: str, trigger: str, told: TimeSpan, first: dt.date | None
) -> None:
    token = next(t for t in pipeline()(text) if t.text == trigger)
    found = of_event(token, told)
    assert (found and found.span.first) == first, phenomenon


# -- where a text was written

KABUL, TEHRAN = local_of("KABUL (Pajhwok) — A bomb exploded."), local_of("TEHRAN, Feb. 3 (IRNA) -- A bomb exploded.")


@pytest.mark.parametrize(
    ("text", "source", "country"),
    [
        ("KABUL (Pajhwok) — A bomb exploded.", "", "AFG"),
        ("TEHRAN, Feb. 3 (IRNA) -- A bomb exploded.", "", "IRN"),
        ("A bomb exploded.", "tasnim https://tasnim.example/1", "IRN"),
        ("KABUL (Reuters) — A bomb exploded.", "", None),
        ("He told Pajhwok that a bomb exploded.", "", None),
    ],
)
def test_where_a_text_was_written(text: str, source: str, country: str | None) -> None:
    local = local_of(text, source)
    assert (local and local.country) == country


@pytest.mark.parametrize(
    ("published", "words", "first", "last"),
    [
        ("2018-02-03", "the weekend", "2018-02-01", "2018-02-02"),
        ("2018-02-03", "last weekend", "2018-02-01", "2018-02-02"),
        ("2018-02-02", "last weekend", "2018-01-25", "2018-01-26"),
        ("2018-02-03", "next weekend", "2018-02-08", "2018-02-09"),
    ],
)
def test_the_weekend_of_kabul_is_thursday_and_friday(published: str, words: str, first: str, last: str) -> None:
    doc = BLANK(f"Two men were killed over {words}.")
    found = next(t for t in find_times(doc, on(dt.date.fromisoformat(published)), KABUL) if words.endswith(t.text))
    assert (str(found.span.first), str(found.span.last)) == (first, last)


@pytest.mark.parametrize(
    ("hour", "zone", "local", "moves"),
    [
        (21, "GMT", KABUL, 1),  # 01:30 in Kabul
        (19, "GMT", KABUL, 0),  # 23:30
        (20, "UTC", TEHRAN, 0),  # 23:30 in Tehran in winter
        (21, "UTC", TEHRAN, 1),
        (23, "Kabul time", TEHRAN, 0),
        (0, "Kabul time", TEHRAN, -1),
        (23, "Mars time", KABUL, 0),
    ],
)
def test_the_local_day_of_a_moment(hour: int, zone: str, local: Any, moves: int) -> None:
    assert local_day(DAY, hour, 0, zone, local) == DAY + dt.timedelta(moves)


def test_a_clock_in_another_zone_dates_the_local_day() -> None:
    doc = BLANK("The quake struck at 2100 GMT on Tuesday.")
    told, local = find_times(doc, on(DAY)), find_times(doc, on(DAY), KABUL)
    assert (told[0].value, told[0].span.first) == ("2018-01-30T21:00", dt.date(2018, 1, 30))
    assert (local[0].value, local[0].span.first) == ("2018-01-30T21:00", dt.date(2018, 1, 31))
