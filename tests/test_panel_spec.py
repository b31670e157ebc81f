"""Specifications of panels: what a file may say, what names a panel, what is built of it."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from factory_records import DAY, deaths, linkable
from test_warehouse import AT, add

from flows import panels
from warehouse import panel, store

LATER = DAY + dt.timedelta(days=30)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("spec") / "w.duckdb"
    add(made, linkable("a", status="claimed", voice="other", deaths=deaths(2)), linkable("b", published=LATER, deaths=deaths(5)), at=AT)
    return made


def written(folder: Path, text: str) -> Path:
    path = folder / "panel.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("unit: country\n", "period missing"),
        ("- a\n", "period and unit missing"),
        ("unit: planet\nperiod: day\n", "unit is 'planet'; it may be country"),
        ("unit: country\nperiod: day\ncolour: red\n", "no such option: colour; there are unit"),
        ("unit: country\nperiod: day\nstates: 7\n", "states is 7; it is a list"),
        ("unit: country\nperiod: day\nlag: soon\n", "lag is 'soon'; it is a int"),
        ("unit: country\nperiod: day\nmin_articles: true\n", "min_articles is True"),
        ("unit: country\nperiod: day\ncovered_share: 2\n", "covered_share is 2"),
        ("unit: country\nperiod: day\ntypes: ['A,B']\n", "a comma in 'A,B'"),
        ("unit: [country\n", "no YAML"),
    ],
)
def test_a_bad_specification_says_what_is_wrong_and_where(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"panel\.yml") as caught:
        panels.read(written(tmp_path, text))
    assert why in str(caught.value)


def test_the_id_is_of_what_is_said_not_of_how() -> None:
    plain = panel.spec({"unit": "country", "period": "day"})
    assert panel.spec({"period": "day", "unit": "country", "lag": 7, "states": ["occurred"]}).spec_id == plain.spec_id
    assert panel.spec({"unit": "country", "period": "day", "types": ["B", "A"]}) == panel.spec(
        {"unit": "country", "period": "day", "types": ["A", "B"]}
    )
    assert panel.spec({"unit": "country", "period": "day", "lag": 8}).spec_id != plain.spec_id


def built(path: Path, folder: Path, **options: Any) -> tuple[list[dict[str, str]], dict[str, Any]]:
    with store.reader(path) as con:
        figures = panel.build(con, panel.spec({"unit": "country", "period": "month", **options}), folder)
    with (folder / "panel.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file)), figures


def test_a_panel_as_it_was_known(path: Path, tmp_path: Path) -> None:
    (march, _), figures = built(path, tmp_path / "now")
    assert (march["n_events"], march["deaths_best"], figures["n_counted"]) == ("1", "5", 1)
    (march, _), figures = built(path, tmp_path / "then", known_at=DAY, states=["claimed"])
    assert (march["n_events"], march["n_occurred"], march["deaths_best"]) == ("1", "", "2")
    assert f"as known on {DAY}" in (tmp_path / "then" / "METHODS.md").read_text(encoding="utf-8")


def test_quotes_in_options_stay_text(path: Path, tmp_path: Path) -> None:
    rows, _ = built(path, tmp_path, sources=["x'; DROP TABLE told --"])
    assert [row["n_events"] for row in rows] == []
    assert json.loads((tmp_path / "spec.json").read_text(encoding="utf-8"))["sources"] == ["x'; DROP TABLE told --"]


def test_a_panel_of_two_coders_is_refused_unless_allowed(path: Path, tmp_path: Path) -> None:
    import shutil

    mixed = Path(shutil.copy(path, tmp_path / "mixed.duckdb"))
    with store.writer(mixed) as con:
        con.execute("UPDATE core.event SET extractor_version = 'x1+x2'")
    with pytest.raises(panel.MixedCodersError, match="2 versions"):
        built(mixed, tmp_path / "a")
    assert built(mixed, tmp_path / "b", allow_mixed_coders=True)[1]["coders"] == ["x1", "x2"]


def test_an_actor_panel_counts_an_event_once_in_its_figures(path: Path, tmp_path: Path) -> None:
    rows, figures = built(path, tmp_path, unit="actor")
    assert sum(int(row["n_events"] or 0) for row in rows) == 2
    assert (figures["n_counted"], figures["n_placed"]) == (1, 1)
