"""Every check passes on a sound warehouse, and is shown able to fail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from factory_records import DAY, article, batch, deaths, linkable, run

from models.records import Actor, Claim, Offer, Place, Source
from warehouse import check, load, store

SAYS = Claim(claimant=Actor(text="officials", name="Officials"), stance="asserts", cue="said", cue_start=0, cue_end=4)
# For each check, what spoils a sound warehouse so that it fails.
SPOILT: dict[str, str] = {
    "as_of": "UPDATE core.event SET recorded_at = TIMESTAMP '9999-12-31 12:00:00'",
    "claims": "UPDATE core.mention SET claims = [] WHERE status = 'claimed'",
    "coordinates": "UPDATE core.event SET latitude = 134",
    "date_spans": "UPDATE core.mention SET end_date = end_date + 1",
    "duplicate_ids": "INSERT INTO core.event_mention SELECT * REPLACE ('elsewhere' AS event_id) FROM core.event_mention",
    "empty_events": "DELETE FROM core.event_mention",
    "future_events": "UPDATE core.event SET start_date = DATE '2030-01-01', end_date = DATE '2030-01-01'",
    "history": "UPDATE core.event SET version = version + 1",
    "member_counts": "UPDATE core.event SET n_mentions = 7",
    "mixed_coders": "UPDATE core.mention SET extractor_version = 'x2' WHERE status = 'claimed'",
    "orphans": "DELETE FROM raw.article",
    "points_in_country": "UPDATE core.event SET longitude = 76",
    "points_in_province": "UPDATE core.event SET latitude = 31.6, longitude = 65.7",
    "precision_codes": "UPDATE core.event SET place_type = 'moon'",
    "reach": "UPDATE core.mention SET date_basis = 'publication', start_date = start_date - 2, end_date = end_date - 2",
    "repeated_rows": "INSERT INTO core.mention FROM core.mention",
    "spans": "UPDATE core.mention SET text = 'something else'",
    "tolls": "UPDATE core.event SET deaths_low = 4, deaths_best = 3",
    "totals": "DELETE FROM raw.offer",
    "volume": "UPDATE core.source SET n_daily_high = 1",
    "vocabulary": "UPDATE core.event SET state = 'perhaps'",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "w.duckdb"
    mentions = (linkable("a", deaths=deaths(3)), linkable("b", place=None, status="claimed", voice="other", claims=(SAYS,)))
    given = batch(article("a"), article("b"), mentions=mentions)
    week = [DAY - dt.timedelta(days=DAY.weekday() - n) for n in range(7)]  # each day two articles were offered that could not be had
    gone = [Offer(source_id="paper", locator=f"{d}{n}", outcome="gone", published=d) for d in week for n in range(2)]
    areas = tuple(
        Place(place_id=n, name=n, kind="admin1", country="AFG", admin1=n, latitude=lat, longitude=lon, radius_km=100)
        for n, lat, lon in (("Herat", 34.3, 62.4), ("Kandahar", 31.5, 65.6))
    )
    paper = Source(source_id="paper", name="Paper", daily=(1, 5))
    load.load(path, replace(given, offers=given.offers + tuple(gone), sources=(paper,), areas=areas), run())
    return path


@pytest.fixture
def con(sound: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with store.writer(sound) as opened:
        opened.execute("BEGIN")
        yield opened
        opened.execute("ROLLBACK")


def test_a_sound_warehouse_passes(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT count(*) FROM pub.event_all").fetchall() == [(2,)]
    assert check.run(con) == []


def test_an_empty_warehouse_passes(tmp_path: Path) -> None:
    with store.writer(tmp_path / "w.duckdb") as con:
        assert check.run(con) == []


def test_every_check_asks_a_question_and_has_a_case_here() -> None:
    assert set(check.names()) == SPOILT.keys()
    assert [name for name in check.names() if "?" not in check.question(name)] == []


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_check_can_fail(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute(SPOILT[name])
    (failure,) = check.run(con, only=(name,))
    assert failure.check == name
    assert failure.n_rows >= len(failure.rows) >= 1


@pytest.mark.parametrize(
    ("problem", "spoil"),
    [
        ("mention without event", "DELETE FROM core.event_mention"),
        ("membership of no mention", "DELETE FROM core.mention"),
        ("membership in no event", "DELETE FROM core.event"),
        ("duplicate of no article", "UPDATE raw.article SET duplicate_of = 'nothing'"),
        ("row of no run", "DELETE FROM raw.run"),
        (
            "alias to no event",
            "INSERT INTO core.event_alias VALUES ('old', 'nothing', 'merged', 'h', 'r1', TIMESTAMP '2024-01-01', 1, false)",
        ),
        (
            "alias of a living event",
            "INSERT INTO core.event_alias SELECT event_id, event_id, 'merged', 'h', run_id, recorded_at, seq, false FROM core.event",
        ),
    ],
)
def test_each_kind_of_orphan_is_told(con: duckdb.DuckDBPyConnection, problem: str, spoil: str) -> None:
    con.execute(spoil)
    (failure,) = check.run(con, only=("orphans",))
    assert problem in {row["problem"] for row in failure.rows}


def test_a_day_of_grace_for_time_zones(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE core.event SET start_date = ?::DATE + 1, end_date = ?::DATE + 1", [DAY, DAY])
    assert check.run(con, only=("future_events",)) == []
