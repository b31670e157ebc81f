"""Releases: whole, described, immutable, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from factory_records import article, batch, linkable, run
from hypothesis import given
from hypothesis import strategies as st

from models.records import Actor, LinkMention
from warehouse import load, release

AT = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def add(path: Path, *mentions: LinkMention, name: str = "r") -> Any:
    """Load the articles of mentions, each an event of its own."""
    ids = {m.mention.article_id for m in mentions}
    articles = [a for a in (article(n) for n in "abc") if a.article_id in ids]
    return load.load(path, batch(*articles, mentions=mentions), run(name, AT))


def test_release_is_whole_described_and_checked(path: Path, tmp_path: Path) -> None:
    evil = Actor(text="=cmd()", name="=HYPERLINK(1)")
    add(path, linkable("a", initiators=(evil,)), linkable("b", place=None))
    made = release.release(path, tmp_path / "releases", name="2024-05-06", at=AT)
    sums = dict(reversed(line.split("  ")) for line in (made / "SHA256SUMS").read_text().splitlines())
    assert sums.keys() == {f.name for f in made.iterdir()} - {"SHA256SUMS"}
    assert all(hashlib.sha256((made / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())
    with duckdb.connect(str(made / "khabar.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM pub.event").fetchall() == [(2,)]
        assert con.execute("SELECT count(*) FROM duckdb_columns() WHERE schema_name = 'pub' AND comment IS NULL").fetchall() == [(0,)]
        assert con.execute("SELECT count(*) FROM duckdb_views() WHERE schema_name = 'pub'").fetchall() == [(0,)]
        assert con.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall() == [({"storage_version": "v1.2.0+"},)]
    with (made / "events.csv").open(encoding="utf-8") as file:
        assert {row["initiator_name"] for row in csv.DictReader(file)} == {"'=HYPERLINK(1)", "Rebels"}
    features = json.loads((made / "events.geojson").read_text())["features"]
    assert [f["geometry"]["coordinates"] for f in features] == [[62.2, 34.34]]
    assert len(duckdb.read_parquet(str(made / "events.parquet")).fetchall()) == 2


def test_releases_are_immutable_and_current_moves(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "releases"
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


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = str(release.neutral(text))
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text in cell


def test_numbers_stay_numbers() -> None:
    assert release.neutral(-3.5) == -3.5
