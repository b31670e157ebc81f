"""Panels: balanced, zeros earned, nothing more precise than what was told, totals that match."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from factory_records import batch, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Offer, Place, Source
from warehouse import load, store

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 3, 31)
GAP = (dt.date(2020, 2, 10), dt.date(2020, 2, 20))  # the paper was not read on these days
LAG = 2
HERAT = {"place_type": "city", "country_code": "AFG", "admin1_name": "Herat", "latitude": 34.34, "longitude": 62.2, "radius_km": 5.0}
PROVINCE = HERAT | {"place_type": "admin1", "radius_km": 150.0}
COUNTRY = {"place_type": "country", "country_code": "AFG", "latitude": 33.9, "longitude": 67.7, "radius_km": 600.0}
NOWHERE: dict[str, Any] = {}
AREAS = ("Herat", "Farah")


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def offer(source: str, day: dt.date, **changes: Any) -> Offer:
    return replace(Offer(source_id=source, locator=f"{source}{day}", outcome="read", published=day), **changes)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with a ledger and no events: a paper of Afghanistan with a gap, a gazette of Pakistan that stops after January."""
    papers = (Source(source_id="paper", name="Paper", scope=("AFG",), lag_days=LAG), Source(source_id="gazette", name="G", scope=("PAK",)))
    read = [offer("paper", d) for d in days(FIRST, LAST) if not GAP[0] <= d <= GAP[1]]
    read += [offer("gazette", d) for d in days(FIRST, dt.date(2020, 1, 31))]
    areas = tuple(
        Place(place_id=n, name=n, kind="admin1", country="AFG", admin1=n, latitude=34, longitude=62, radius_km=100) for n in AREAS
    )
    with store.writer(tmp_path_factory.mktemp("panel") / "w.duckdb") as opened:
        load.load(opened, replace(batch(), offers=tuple(read), sources=papers, areas=areas), run())
        yield opened


def event(number: int, day: Any = None, place: dict[str, Any] = HERAT, *, until: Any = None, **changes: Any) -> dict[str, Any]:
    first = dt.date.fromisoformat(day) if isinstance(day, str) else day
    last = dt.date.fromisoformat(until) if isinstance(until, str) else until or first
    shape = {"event_id": f"e{number}", "event_type": "ASSAULT", "state": "occurred", "aspect": "event", "n_articles": 1}
    return shape | {"start_date": first, "end_date": last, "date_precision": "day" if first == last else "range"} | place | changes


def panel(con: duckdb.DuckDBPyConnection, call: str, *events: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the rows of a panel over some events; `call` is unit, period and options as in SQL."""
    con.execute("CREATE OR REPLACE TEMP TABLE told AS FROM pub.event_all LIMIT 0")
    schema = con.table("told").limit(0).to_arrow_table().schema
    con.register("rows", pa.Table.from_pylist([{name: e.get(name) for name in schema.names} for e in events], schema=schema))
    con.execute("INSERT INTO told FROM rows")
    found = con.execute(f"FROM pub.panel({call}, events := 'told') ORDER BY cell_type, unit_id, period_start_date")
    names = [d[0] for d in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def cells(rows: list[dict[str, Any]], name: str = "n_events", unit: str | None = None) -> dict[Any, Any]:
    return {r["period_start_date"]: r[name] for r in rows if r["cell_type"] == "cell" and unit in {None, r["unit_id"]}}


def unplaced(rows: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for r in rows:
        if r["cell_type"] == "unplaced":
            found[r["within_unit"], r["within_period"]] += r["n_events"]
    return found


def test_a_panel_is_balanced_and_its_zeros_are_earned(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'country', 'day'", event(1, "2020-01-05"), event(2, "2020-02-15"), event(3, "2020-02-15"))
    assert {(r["unit_id"], r["period_start_date"]) for r in rows} == {(c, d) for c in ("AFG", "PAK") for d in days(FIRST, LAST)}
    found = cells(rows, unit="AFG")
    assert (found[dt.date(2020, 1, 5)], found[dt.date(2020, 1, 6)]) == (1, 0)
    assert found[dt.date(2020, 2, 15)] == 2  # seen, though the paper was not read: a count stands in any case
    last_covered = GAP[1] - dt.timedelta(days=LAG)
    assert {d for d in days(FIRST, LAST) if found[d] is None} == {d for d in days(GAP[0], last_covered) if d != dt.date(2020, 2, 15)}
    other = cells(rows, unit="PAK")
    assert (other[dt.date(2020, 1, 31)], other[dt.date(2020, 2, 1)]) == (0, None)


def test_a_month_is_covered_if_each_of_its_days_is(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'country', 'month'")
    assert list(cells(rows, unit="AFG").values()) == [0, None, 0]
    assert list(cells(panel(con, "'country', 'month', covered_share := 0.5"), unit="AFG").values()) == [0, 0, 0]


def test_a_day_that_was_watched_and_silent_is_covered(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("BEGIN")
    lists = [offer("paper", d, is_list=True) for d in days(*GAP)]
    con.register("batch", pa.Table.from_pylist([{"d": o.published} for o in lists]))
    con.execute(
        """INSERT INTO raw.offer BY NAME SELECT 'list' || d AS offer_id, 'paper' AS source_id, 'feed' AS locator, d AS published_date,
        'read' AS outcome, true AS is_list, true AS is_fetched, 'r1' AS run_id, TIMESTAMP '2024-01-01' AS recorded_at, 1 AS seq
        FROM batch"""
    )
    found = cells(panel(con, "'country', 'day'"), unit="AFG")
    con.execute("ROLLBACK")
    assert set(found.values()) == {0}


def test_what_fits_no_cell_is_unplaced_within_the_next_coarser_unit(con: duckdb.DuckDBPyConnection) -> None:
    events = (
        event(1, "2020-01-05"),
        event(2, "2020-01-01", until="2020-01-31"),
        event(3, "2020-01-20", COUNTRY, until="2020-02-03"),
        event(4, "2020-01-05", NOWHERE),
        event(5, None, PROVINCE),
        event(6, "1999-01-01", PROVINCE),
        event(7, "2019-06-01", until="2020-06-01"),
    )
    rows = panel(con, "'admin1', 'day'", *events)
    assert sum(v or 0 for v in cells(rows).values()) == 1
    assert unplaced(rows) == Counter(
        {
            ("admin1", "month"): 1,
            ("country", "year"): 1,
            ("world", "day"): 1,
            ("admin1", "ever"): 3,
        }
    )


def test_prorated_and_most_are_extra_columns_and_add_up(con: duckdb.DuckDBPyConnection) -> None:
    events = (event(1, "2020-01-05"), event(2, "2020-01-28", until="2020-02-06"), event(3, "2020-01-05", COUNTRY))
    rows = panel(con, "'admin1', 'month'", *events)
    january = {r["unit_id"]: r for r in rows if r["cell_type"] == "cell" and r["period_start_date"] == FIRST}
    assert (january["AFG|Herat"]["n_events"], january["AFG|Herat"]["n_events_min"], january["AFG|Herat"]["n_events_max"]) == (1, 1, 3)
    assert january["AFG|Herat"]["events_prorated"] == pytest.approx(1 + 0.4 + 0.5)
    assert (january["AFG|Farah"]["n_events"], january["AFG|Farah"]["n_events_max"]) == (0, 1)
    assert sum(r["events_prorated"] or 0 for r in rows if r["cell_type"] == "cell") == pytest.approx(3)


def test_counts_by_state_and_tolls(con: duckdb.DuckDBPyConnection) -> None:
    events = (
        event(1, "2020-01-05", deaths_low=2, deaths_best=3, deaths_high=5),
        event(2, "2020-01-05", deaths_low=4, deaths_best=4),
        event(3, "2020-01-05", state="claimed", deaths_low=100, deaths_best=100, deaths_high=100),
        event(4, "2020-01-06", state="denied"),
        event(5, "2020-01-05", aspect="aggregate"),
    )
    row = next(r for r in panel(con, "'country', 'day'", *events) if r["period_start_date"] == dt.date(2020, 1, 5))
    assert (row["n_events"], row["n_occurred"], row["n_claimed"], row["n_denied"]) == (2, 2, 1, 0)
    assert (row["deaths_low"], row["deaths_best"], row["deaths_high"], row["n_with_deaths"]) == (6, 7, 9, 2)
    assert row["injured_best"] is None
    widened = panel(con, "'country', 'day', states := 'occurred,claimed', aspects := 'event,aggregate', toll_rule := 'lowest'", *events)
    row = next(r for r in widened if r["period_start_date"] == dt.date(2020, 1, 5))
    assert (row["n_events"], row["deaths_best"]) == (4, 106)


def test_parameters_choose_events(con: duckdb.DuckDBPyConnection) -> None:
    events = (
        event(1, "2020-01-05", event_mode="drone"),
        event(2, "2020-01-05", event_type="PROTEST", n_articles=3),
        event(3, "2020-01-06", until="2020-01-07"),
    )
    for call, n in {
        "types := 'PROTEST'": 1,
        "types := 'ASSAULT/drone,PROTEST'": 2,
        "min_articles := 2": 1,
        "precisions := 'day'": 2,
        "sources := 'nobody'": 0,
        "first_date := '2020-01-06', last_date := '2020-01-09'": 3,
    }.items():
        rows = panel(con, f"'country', 'day', {call}", *events)
        assert sum(r["n_events"] or 0 for r in rows) == n, call
    assert len(cells(rows)) == 4


def test_changes_means_and_spells(con: duckdb.DuckDBPyConnection) -> None:
    told = [3, 0, 0, 2, 1, 0, 0, 4]
    events = [event(100 * d + n, FIRST + dt.timedelta(days=d)) for d, many in enumerate(told) for n in range(many)]
    rows = [r for r in panel(con, "'country', 'day'", *events) if r["unit_id"] == "AFG"][:8]
    assert [r["n_events"] for r in rows] == told
    assert [r["n_events_change"] for r in rows] == [None, -3, 0, 2, -1, -1, 0, 4]
    assert [r["events_rolling"] for r in rows] == [None] * 6 + [pytest.approx(6 / 7), pytest.approx(1)]
    assert [r["is_onset"] for r in rows] == [None, False, False, True, False, False, False, True]
    assert [r["n_periods_active"] for r in rows] == [1, 0, 0, 1, 2, 0, 0, 1]
    assert [r["n_periods_quiet"] for r in rows] == [0, 1, 2, 0, 0, 1, 2, 0]


def test_what_is_not_known_breaks_a_spell(con: duckdb.DuckDBPyConnection) -> None:
    rows = {r["period_start_date"]: r for r in panel(con, "'country', 'day'") if r["unit_id"] == "AFG"}
    after = rows[GAP[1] - dt.timedelta(days=LAG - 1)]
    assert (after["n_events"], after["n_events_change"], after["n_periods_quiet"]) == (0, None, 1)
    assert rows[GAP[0]]["n_periods_quiet"] is None


def test_year_on_year(con: duckdb.DuckDBPyConnection) -> None:
    events = (event(1, "2019-02-05"), event(2, "2020-02-05"), event(3, "2020-02-06"), event(4, "2019-03-05"))
    rows = panel(con, "'country', 'month', first_date := '2019-01-01'", *events)
    changes = cells(rows, "n_events_year_change", "AFG")
    assert (changes[dt.date(2020, 2, 1)], changes[dt.date(2019, 12, 1)]) == (1, None)
    assert changes[dt.date(2020, 3, 1)] == -1


def test_the_end_is_provisional_by_the_lag_of_the_sources_that_are_still_read(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'country', 'day'")
    late = {r["period_start_date"] for r in rows if r["unit_id"] == "AFG" and r["is_provisional"]}
    assert late == set(days(LAST - dt.timedelta(days=LAG - 1), LAST))


def test_denominators_stand_beside_the_counts(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'country', 'month'")
    read = {(r["unit_id"], r["period_start_date"].month): (r["n_read"], r["n_read_scope"], r["n_read_fixed"]) for r in rows}
    assert read["PAK", 1] == (62, 31, 31)
    assert read["AFG", 2] == (18, 18, 18)
    assert read["PAK", 3] == (31, None, 31)


def test_join_keys(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'admin1', 'month'", event(1, "2020-01-05"))
    row = next(r for r in rows if r["unit_id"] == "AFG|Herat")
    assert (row["iso3"], row["gwno"], row["cow"], row["admin1_name"], row["pcode"], row["month_id"]) == (
        "AFG",
        700,
        700,
        "Herat",
        "AF32",
        481,
    )


def test_weeks_begin_on_monday_and_events_over_two_weeks_are_in_none(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'country', 'week'", event(1, "2020-01-06", until="2020-01-12"), event(2, "2020-01-12", until="2020-01-13"))
    assert cells(rows, unit="AFG")[dt.date(2020, 1, 6)] == 1
    assert unplaced(rows) == Counter({("country", "year"): 1})


def test_prio_grid_cells_hold_what_fits_with_its_radius(con: duckdb.DuckDBPyConnection) -> None:
    rows = panel(con, "'pg', 'month'", event(1, "2020-01-05"), event(2, "2020-01-05", HERAT | {"radius_km": 20.0}))
    (cell,) = [r for r in rows if r["cell_type"] == "cell" and r["n_events"]]
    row, column = divmod(cell["pg_id"] - 1, 720)
    assert (row / 2 - 90 <= 34.34 < row / 2 - 89.5, column / 2 - 180 <= 62.2 < column / 2 - 179.5) == (True, True)
    assert unplaced(rows) == Counter({("country", "month"): 1})
    undated = panel(con, "'pg', 'month'", event(1, None))
    assert [(r["pg_id"], r["iso3"]) for r in undated if r["cell_type"] == "unplaced"] == [(cell["pg_id"], None)]
    assert len([r for r in rows if r["cell_type"] == "cell" and r["iso3"] == "AFG" and r["period_start_date"] == FIRST]) > 200


def test_dyads_are_directed_and_need_both_sides(con: duckdb.DuckDBPyConnection) -> None:
    known = {"initiator_id": "a", "target_id": "b", "initiator_country_code": "AFG", "target_country_code": "PAK"}
    rows = panel(con, "'dyad', 'month'", event(1, "2020-01-05", **known), event(2, "2020-01-05", initiator_id="a"))
    assert {r["unit_id"]: (r["initiator_id"], r["target_id"]) for r in rows if r["cell_type"] == "cell"} == {"a > b": ("a", "b")}
    assert list(cells(rows).values()) == [1, None, None]  # both countries have to be covered: Pakistan was in January only
    assert unplaced(rows) == Counter({("world", "month"): 1})


def test_actors_count_in_both_roles(con: duckdb.DuckDBPyConnection) -> None:
    mine = {"initiator_country_code": "AFG", "target_country_code": "AFG"}
    events = (
        event(1, "2020-01-05", initiator_id="a", target_id="b", **mine),
        event(2, "2020-01-05", initiator_id="a", target_id="a", **mine),
    )
    rows = {r["unit_id"]: r for r in panel(con, "'actor', 'month'", *events) if r["period_start_date"] == FIRST}
    assert {k: (r["n_events"], r["n_as_initiator"], r["n_as_target"]) for k, r in rows.items()} == {"a": (2, 2, 1), "b": (1, 0, 1)}


SPANS = st.tuples(st.dates(FIRST - dt.timedelta(days=40), LAST + dt.timedelta(days=40)), st.integers(0, 70))
PLACES = st.sampled_from([HERAT, PROVINCE, COUNTRY, NOWHERE, HERAT | {"admin1_name": "Farah"}])


@given(
    st.lists(st.tuples(SPANS, PLACES), max_size=25), st.sampled_from(["day", "week", "month"]), st.sampled_from(["country", "admin1", "pg"])
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_totals_match_and_cells_hold_what_an_oracle_puts_there(
    con: duckdb.DuckDBPyConnection, told: list[Any], period: str, unit: str
) -> None:
    events = [event(n, first, place, until=first + dt.timedelta(days=long)) for n, ((first, long), place) in enumerate(told)]
    rows = panel(con, f"'{unit}', '{period}'", *events)
    assert sum(r["n_events"] or 0 for r in rows) == len(events)
    assert all(r["n_events_max"] >= r["n_events"] for r in rows if r["cell_type"] == "cell" and r["n_events"] is not None)
    if unit == "pg":
        return
    found = {(r["unit_id"], r["period_start_date"]): r["n_events"] for r in rows if r["cell_type"] == "cell" and r["n_events"]}
    assert found == oracle(events, unit, period)


def oracle(events: list[dict[str, Any]], unit: str, period: str) -> dict[tuple[str, dt.date], int]:
    """Count by hand: what has a unit, and both ends of its span in one period of the range."""
    count: Counter[tuple[str, dt.date]] = Counter()
    first, last = start_of(FIRST, period), LAST + dt.timedelta(days=(6 - LAST.weekday()) if period == "week" else 0)
    for e in events:
        own = {"country": e.get("country_code"), "admin1": e.get("admin1_name") and f"AFG|{e['admin1_name']}"}[unit]
        if (
            own
            and first <= e["start_date"]
            and e["end_date"] <= last
            and start_of(e["start_date"], period) == start_of(e["end_date"], period)
        ):
            count[own, start_of(e["start_date"], period)] += 1
    return dict(count)


def start_of(day: dt.date, period: str) -> dt.date:
    return {"day": day, "week": day - dt.timedelta(days=day.weekday()), "month": day.replace(day=1)}[period]


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [(-90, -180, 1), (90, 180, 259200), (34.34, 62.2, 179045), (0, 0, 129961), (None, 62.2, None), (34.34, None, None)],
)
def test_prio_grid_numbers(con: duckdb.DuckDBPyConnection, latitude: float, longitude: float, cell: int) -> None:
    assert con.execute("SELECT pub.pg_id(?::DOUBLE, ?::DOUBLE)", [latitude, longitude]).fetchall() == [(cell,)]


def test_h3_cells_of_points(tmp_path: Path) -> None:
    from warehouse.cells import h3_cells

    found = {(r["radius_km"], r["h3_resolution"]): r for r in h3_cells([(34.34, 62.2, 5.0), (34.34, 62.2, 100.0)]).to_pylist()}
    assert {r["h3_id"][1] for r in found.values()} == {"3", "4", "5"}
    assert found[5.0, 3]["h3_id"] == found[100.0, 3]["h3_id"]
    assert (found[5.0, 3]["is_whole"], found[100.0, 3]["is_whole"]) == (True, False)
