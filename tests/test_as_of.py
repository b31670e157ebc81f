"""What was known on a day: an archive loaded today, a later correction, a coding anew, a retraction, seen from both clocks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factory_records import DAY, HERAT, article, batch, deaths, linkable, run, solve
from test_warehouse import add, query

from models.records import LinkMention
from warehouse import check, load, release, store

NEXT, LATER = DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=9)
TODAY = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
TOMORROW = TODAY + dt.timedelta(days=1)
FAR = replace(HERAT, place_id="test:farah", name="Farah", admin1="Farah")
CLAIM = linkable("a", status="claimed", voice="other", deaths=deaths(12))
REPORT = linkable("b", published=NEXT, deaths=deaths(10))
CORRECTION = linkable("c", published=LATER, deaths=deaths(8))


def recode(path: Path, *kept: LinkMention, gone: tuple[str, ...] = (), at: dt.datetime = TOMORROW) -> None:
    """Code articles again with another version: what is kept is loaded as told, what is gone is found no more."""
    again = [replace(m, extractor_version="x2") for m in kept]
    names = {article(n).article_id: n for n in "abc"}
    articles = [replace(article(names[m.mention.article_id]), published=m.published) for m in kept] + [article(n) for n in gone]
    solved = solve(path, again, extracted=[a.article_id for a in articles])
    load.load(path, batch(*articles, mentions=tuple(again), solved=solved), run("again", at))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All three articles loaded today; the day after, coded anew: the report now says Farah, the claim is found no more."""
    path = tmp_path_factory.mktemp("archive") / "w.duckdb"
    add(path, CLAIM, REPORT, CORRECTION, at=TODAY)
    moved = replace(REPORT, mention=replace(REPORT.mention, place=FAR))
    recode(path, moved, replace(CORRECTION, mention=replace(CORRECTION.mention, place=FAR)), gone=("a",))
    with store.reader(path) as con:
        assert check.run(con) == []
    return path


EVENT = "SELECT state, place_name, deaths_best, deaths_low, deaths_high, n_articles FROM pub.event_as_of({}, {})"
MENTION = "SELECT count(*), count(DISTINCT event_id), min(place_name), min(extractor_version) FROM pub.mention_as_of({}, {})"
LOADED = f"TIMESTAMP '{TODAY:%Y-%m-%d} 12:00'"
CASES: list[tuple[str, str, list[Any], list[Any]]] = [
    (f"TIMESTAMP '{DAY}'", LOADED, [("claimed", "Herat", 12, 12, 12, 1)], [(1, 1, "Herat", "x1")]),
    (f"TIMESTAMP '{NEXT}'", LOADED, [("occurred", "Herat", 10, 10, 12, 2)], [(2, 1, "Herat", "x1")]),
    ("NULL", LOADED, [("occurred", "Herat", 8, 8, 12, 3)], [(3, 1, "Herat", "x1")]),
    (f"TIMESTAMP '{DAY}'", "NULL", [], [(0, 0, None, None)]),
    (f"TIMESTAMP '{NEXT}'", "NULL", [("occurred", "Farah", 10, 10, 10, 1)], [(1, 1, "Farah", "x2")]),
    ("NULL", "NULL", [("occurred", "Farah", 8, 8, 10, 2)], [(2, 1, "Farah", "x2")]),
    ("NULL", "TIMESTAMP '2000-01-01'", [], [(0, 0, None, None)]),
]


@pytest.mark.parametrize(("known", "loaded", "event", "mentions"), CASES)
def test_both_clocks(archive: Path, known: str, loaded: str, event: list[Any], mentions: list[Any]) -> None:
    assert query(archive, EVENT.format(known, loaded)) == event
    assert query(archive, MENTION.format(known, loaded)) == mentions


def test_a_release_answers_as_the_warehouse_does(archive: Path, tmp_path: Path) -> None:
    snapshot = release.release(archive, tmp_path, name="2024-05-08", at=TODAY) / "khabar.duckdb"
    for known, loaded, event, mentions in CASES:
        assert query(snapshot, EVENT.format(known, loaded)) == event
        assert query(snapshot, MENTION.format(known, loaded)) == mentions


def test_the_evidence_is_that_of_then(archive: Path) -> None:
    ask = "SELECT evidence, extractor_version FROM pub.event_as_of({}, {})"
    (then,), (now,) = query(archive, ask.format(f"TIMESTAMP '{DAY}'", LOADED)), query(archive, ask.format("NULL", "NULL"))
    assert (then[0][:2], then[1], now[1]) == ("a:", "x1", "x2")


def test_an_undated_article_is_known_from_its_first_loading(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    undated = linkable("a", published=None)
    add(path, undated, at=TODAY)
    recode(path, undated)
    before, after = (f"TIMESTAMP '{TODAY + dt.timedelta(hours=h):%Y-%m-%d %H:%M}'" for h in (-1, 1))
    assert query(path, f"SELECT count(*) FROM pub.event_as_of({before}, NULL)") == [(0,)]
    assert query(path, f"SELECT count(*) FROM pub.event_as_of({after}, NULL)") == [(1,)]
    assert query(path, f"SELECT count(*) FROM pub.mention_as_of({after}, NULL)") == [(1,)]
