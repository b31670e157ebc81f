"""What changed between two moments or releases, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factory_records import DAY, article, batch, deaths, linkable, run, solve
from test_warehouse import AT, add

from warehouse import load, release
from warehouse.diff import diff

NEXT = DAY + dt.timedelta(days=1)
LATER = AT + dt.timedelta(days=30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: a claim; then a report that confirms it with a toll and another event; then all coded anew, the other one lost."""
    path = tmp_path_factory.mktemp("diff")
    warehouse, out = path / "w.duckdb", path / "out"
    claimed, told, other = (
        linkable("a", status="claimed", voice="other", deaths=deaths(2)),
        linkable("b", published=NEXT, deaths=deaths(5)),
        linkable("c", type="PROTEST", place=None, published=NEXT),
    )
    add(warehouse, claimed, name="one", at=AT)
    release.release(warehouse, out, name="2024-05-06", at=AT)
    add(warehouse, told, other, name="two", at=LATER)
    release.release(warehouse, out, name="2024-06-05", at=LATER)
    again = [
        replace(m, extractor_version="x2")
        for m in (replace(claimed, mention=replace(claimed.mention, status="asserted", voice="narrator")), told)
    ]
    solved = solve(warehouse, again, extracted=[m.mention.article_id for m in (*again, other)])
    articles = [replace(article(n), published=m.published) for n, m in zip("abc", (claimed, told, other), strict=True)]
    load.load(warehouse, batch(*articles, mentions=tuple(again), solved=solved), run("three", LATER + dt.timedelta(days=1)))
    release.release(warehouse, out, name="2024-06-06", at=LATER)
    return out


def told(rows: list[dict[str, Any]]) -> dict[tuple[str, str, str], Any]:
    return {(r["change"], r["cause"], r["event_type"]): r["changes"] for r in rows}


def test_between_releases(folder: Path) -> None:
    first, second, third = (folder / n / "khabar.duckdb" for n in ("2024-05-06", "2024-06-05", "2024-06-06"))
    assert told(diff(third, first, second).events) == {
        ("changed", "news", "ASSAULT"): "state, tolls, reports",
        ("added", "news", "PROTEST"): None,
    }
    last = diff(third, second, third)
    assert told(last.events) == {("removed", "recoded", "PROTEST"): None}
    assert last.counts == [
        {"country_code": None, "event_type": "PROTEST", "cause": "recoded", "n_added": 0, "n_removed": 1, "n_changed": 0}
    ]
    assert diff(third, third, third).events == []


def test_between_moments_of_loading_and_of_publication(folder: Path) -> None:
    third = folder / "2024-06-06" / "khabar.duckdb"
    after_first = AT.replace(tzinfo=None) + dt.timedelta(days=1)
    now = LATER.replace(tzinfo=None) + dt.timedelta(days=2)
    assert told(diff(third, after_first, now).events) == {("changed", "news", "ASSAULT"): "state, tolls, reports"}
    midnight = dt.datetime.combine(DAY, dt.time())
    known = diff(third, midnight, midnight + dt.timedelta(days=1), by_publication=True)
    assert told(known.events) == {("changed", "news", "ASSAULT"): "tolls, reports"}
    assert diff(third, midnight, now, by_publication=True, limit=0).events == []


def test_an_event_that_was_merged_says_so(tmp_path: Path) -> None:
    path, out = tmp_path / "w.duckdb", tmp_path / "out"
    add(path, linkable("b", published=NEXT), name="one", at=AT)
    first = release.release(path, out, name="2024-05-06", at=AT)
    add(path, linkable("a"), name="two", at=LATER)
    second = release.release(path, out, name="2024-06-05", at=LATER)
    found = diff(second / "khabar.duckdb", first / "khabar.duckdb", second / "khabar.duckdb").events
    assert {(r["change"], r["cause"]) for r in found} == {("removed", "merged"), ("added", "news")}
