"""Releases: whole, described, immutable, safe to open in a spreadsheet, and checked again."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from factory_records import article, batch, linkable, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Actor, LinkMention
from warehouse import check, load, release, store
from warehouse.panel import spec
from warehouse.verify import verify

AT = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
EVIL = Actor(text="=cmd()", name="=HYPERLINK(1)")


def add(path: Path, *mentions: LinkMention, name: str = "r") -> Any:
    """Load the articles of mentions, each an event of its own."""
    ids = {m.mention.article_id for m in mentions}
    articles = [a for a in (article(n) for n in "abc") if a.article_id in ids]
    return load.load(path, batch(*articles, mentions=mentions), run(name, AT))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two events, one without a place, with a panel of its own and measures."""
    folder = tmp_path_factory.mktemp("release")
    add(folder / "w.duckdb", linkable("a", initiators=(EVIL,)), linkable("b", place=None))
    accuracy = folder / "accuracy.csv"
    accuracy.write_text("gold_name,measure_name,n_items,value\nby hand,f1,40,0.5\n")
    panel = spec({"unit": "country", "period": "month", "title": "Attacks"})
    return release.release(folder / "w.duckdb", folder / "out", name="2024-05-06", at=AT, specs=[panel], accuracy=accuracy)


@pytest.fixture
def con(made: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with store.reader(made / "khabar.duckdb") as opened:
        yield opened


def test_every_file_has_its_sum(made: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (made / "SHA256SUMS").read_text().splitlines())
    assert sums.keys() == {p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    assert all(hashlib.sha256((made / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_the_database_is_materialised_described_and_old_enough_for_bi_tools(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT count(*) FROM pub.event").fetchall() == [(2,)]
    assert con.execute("SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'pub' AND comment IS NULL").fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'pub' AND comment IS NULL").fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM duckdb_views() WHERE schema_name = 'pub'").fetchall() == [(0,)]
    assert con.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall() == [({"storage_version": "v1.2.0+"},)]
    assert con.execute("SELECT measure_name, value FROM pub.accuracy").fetchall() == [("f1", 0.5)]


def test_macros_come_along(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT count(*) FROM pub.event_as_of(NULL, NULL)").fetchall() == [(2,)]
    assert con.execute("SELECT count(*) FROM pub.mention_as_of(TIMESTAMP '1999-01-01', NULL)").fetchall() == [(0,)]
    again = "SELECT iso3, period_start_date, n_events FROM pub.{} WHERE n_events > 0 ORDER BY ALL"
    assert con.execute(again.format("panel('country', 'day')")).fetchall() == con.execute(again.format("country_day")).fetchall() != []


def test_tables_are_written_in_the_forms_that_others_read(made: Path) -> None:
    with (made / "csv" / "event.csv").open(encoding="utf-8") as file:
        assert {row["initiator_name"] for row in csv.DictReader(file)} == {"'=HYPERLINK(1)", "Rebels"}
    features = json.loads((made / "events.geojson").read_text())["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[62.2, 34.34]]
    assert len(duckdb.read_parquet(str(made / "parquet" / "event" / "year=2020" / "*.parquet")).fetchall()) == 2
    events = pq.read_table(made / "events.parquet")
    geo = json.loads(events.schema.metadata[b"geo"])
    assert (geo["primary_column"], geo["columns"]["geometry"]["encoding"]) == ("geometry", "WKB")
    points = [point for point in events.column("geometry").to_pylist() if point]
    assert [struct.unpack("<BIdd", point) for point in points] == [(1, 1, 62.2, 34.34)]
    assert len(events) == 2


def test_the_data_package_is_valid(made: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="a tool for development: pip install frictionless")
    report = frictionless.validate(str(made / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    assert {task.name: task.stats.get("rows") for task in report.tasks}["event"] == 2


def test_a_panel_is_kept_by_its_hash_with_its_method(made: Path) -> None:
    (folder,) = (made / "panels").iterdir()
    assert json.loads((folder / "spec.json").read_text())["spec_id"] == folder.name
    text = (folder / "METHODS.md").read_text()
    assert "# Attacks" in text
    assert f"khabar panel {folder.name}" in text
    assert len(pq.read_table(folder / "panel.parquet")) == 2


def test_a_release_verifies_and_tampering_shows(made: Path, tmp_path: Path) -> None:
    import shutil

    assert verify(made) == []
    copy = Path(shutil.copytree(made, tmp_path / "copy"))
    with (copy / "csv" / "event.csv").open("a", encoding="utf-8") as file:
        file.write("one more\n")
    (copy / "RIGHTS.md").unlink()
    (copy / "more.txt").write_text("x")
    told = "\n".join(verify(copy))
    assert "csv/event.csv has changed" in told
    assert "RIGHTS.md is missing" in told
    assert "more.txt is not in SHA256SUMS" in told
    assert "csv/event.csv holds 3 rows, its table 2" in told
    (copy / "khabar.duckdb").write_bytes(b"no database")
    assert "cannot be read" in "\n".join(verify(copy))


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("panel_totals", "DELETE FROM pub.country_day"),
        ("panel_balance", "INSERT INTO pub.admin1_month FROM pub.admin1_month"),
        ("as_of_now", "UPDATE pub.event_all SET n_mentions = 7"),
        ("comments", "COMMENT ON COLUMN pub.event.event_id IS NULL"),
    ],
)
def test_a_check_of_releases_can_fail(made: Path, tmp_path: Path, name: str, spoil: str) -> None:
    (tmp_path / "r.duckdb").write_bytes((made / "khabar.duckdb").read_bytes())
    with duckdb.connect(str(tmp_path / "r.duckdb")) as con:
        assert check.run(con, folder=check.OF_RELEASE) == []
        con.execute(spoil)
        assert [f.check for f in check.run(con, only=(name,), folder=check.OF_RELEASE)] == [name]


def test_every_check_of_releases_has_a_case() -> None:
    assert set(check.names(check.OF_RELEASE)) == {"panel_totals", "panel_balance", "as_of_now", "comments"}


def test_releases_are_immutable_and_current_moves(tmp_path: Path) -> None:
    path, out = tmp_path / "w.duckdb", tmp_path / "releases"
    add(path, linkable("a"))
    first = release.release(path, out, name="2024-05-06", at=AT)
    assert release.release(path, out, name="2024-05-07", at=AT) == first
    with duckdb.connect(str(out / "current" / "khabar.duckdb"), read_only=True) as held:
        add(path, linkable("b", place=None), name="second")
        second = release.release(path, out, name="2024-05-06", at=AT)
        assert held.execute("SELECT count(*) FROM pub.event").fetchall() == [(1,)]
    assert second.name == "2024-05-06.2"
    assert (out / "current").resolve() == second.resolve()
    assert sorted(p.name for p in out.iterdir()) == ["2024-05-06", "2024-05-06.2", "current"]


def test_a_writer_is_not_kept_waiting_by_the_building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    add(path, linkable("a"))
    during: list[Any] = []

    def build(*_: object) -> None:
        during.append(add(path, linkable("b"), name="meanwhile").seq)
        raise InterruptedError("enough seen")

    monkeypatch.setattr(release, "_build", build)
    with pytest.raises(InterruptedError):
        release.release(path, tmp_path / "out", name="2024-05-06", at=AT)
    assert during == [2]
    assert list((tmp_path / "out").iterdir()) == []  # nothing half-built is left


def test_old_releases_are_pruned_by_a_rule(tmp_path: Path) -> None:
    for name in ("2024-01-03", "2024-01-03.2", "2024-01-03.10", "2024-02-01", "2024-02-02", "2024-03-01", "2024-03-02"):
        (tmp_path / name).mkdir()
    (tmp_path / "current").symlink_to("2024-02-01")
    (tmp_path / "notes").mkdir()
    assert release.prune(tmp_path, keep=1) == ["2024-01-03", "2024-01-03.2", "2024-03-01"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2024-01-03.10", "2024-02-01", "2024-02-02", "2024-03-02", "current", "notes"]
    with pytest.raises(ValueError, match="at least one"):
        release.prune(tmp_path, keep=0)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cell_starts_a_formula(con: duckdb.DuckDBPyConnection, text: str) -> None:
    (cell,) = con.execute("SELECT pub.neutral(?::VARCHAR)", [text]).fetchone() or ("",)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text in cell
