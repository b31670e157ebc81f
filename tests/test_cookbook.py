"""Every query of the cookbook runs on a release, and finds what it is about."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factory_records import ARMY, HERAT, REBELS, day, deaths, linkable
from test_warehouse import add

from models.records import Actor, Claim
from warehouse import query, release, store

COOKBOOK = Path(__file__).resolve().parents[1] / "docs" / "cookbook.md"
AT = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
FIRST, NEXT = dt.date(2018, 5, 15), dt.date(2018, 5, 16)
FARAH = replace(HERAT, place_id="test:farah", name="Farah", admin1="Farah", latitude=32.375, longitude=62.114, radius_km=5)
SAYS = Claim(claimant=Actor(text="officials", name="Officials"), stance="asserts", cue="said", cue_start=0, cue_end=4)


def queries() -> list[str]:
    return re.findall(r"^```sql\n(.*?)^```", COOKBOOK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a few events in Farah: one claimed, then told; one a month later; one that is only known to a month."""
    folder = tmp_path_factory.mktemp("cookbook")
    june = dt.date(2018, 6, 15)
    told = [
        linkable("a", published=FIRST, place=FARAH, date=day(FIRST), status="claimed", voice="other", claims=(SAYS,), deaths=deaths(2)),
        linkable("b", published=NEXT, place=FARAH, date=day(FIRST), deaths=deaths(5), of={"source_id": "gazette"}),
        linkable("c", published=june, place=FARAH, date=day(june), initiators=(ARMY,), targets=(REBELS,)),
        linkable("d", published=dt.date(2018, 1, 5), place=FARAH, date=day(dt.date(2018, 1, 4))),
    ]
    add(folder / "w.duckdb", *told, at=AT)
    return release.release(folder / "w.duckdb", folder / "out", name="2024-05-06", at=AT) / "khabar.duckdb"


def ask(snapshot: Path, text: str) -> list[dict[str, Any]]:
    with store.reader(snapshot) as con:
        return query.select(con, text, limit=1000)


@pytest.mark.parametrize("text", queries())
def test_a_query_runs_and_finds_something(snapshot: Path, text: str) -> None:
    assert ask(snapshot, text)


def test_the_columns_shown_are_those_of_the_query(snapshot: Path) -> None:
    shown = re.findall(r"^```sql\n(.*?)^```\n+```text\n(.*?)\n", COOKBOOK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(shown) == len(queries()) > 10
    assert [(text, head.split()) for text, head in shown if head.split() != list(ask(snapshot, text)[0])] == []


def test_what_was_known_on_the_day_of_the_claim(snapshot: Path) -> None:
    (text,) = [q for q in queries() if "event_as_of" in q]
    (row,) = ask(snapshot, text)
    assert (row["state_then"], row["state_now"], row["deaths_then"], row["deaths_now"]) == ("claimed", "occurred", 2, 5)


def test_the_sides_of_a_day_add_up(snapshot: Path) -> None:
    (text,) = [q for q in queries() if "'before', 'after'" in q]
    assert [(row["side"], row["n_events"], row["n_read"]) for row in ask(snapshot, text)] == [("before", 1, 1), ("after", 2, 3)]
