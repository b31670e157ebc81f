"""Places of one's own: GeoNames dumps and tables come in as a stream, broken and hostile files leave no trace."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from flows.cli import app
from models.gazetteer import Gazetteer, dumps, own
from models.gazetteer.names import fold, loose

DIVISIONS = {("AFG", "06"): "Farah"}


def row(number: int, name: str, *, feature: str = "P", code: str = "PPL", lat: str = "32.5", lon: str = "62.5", others: str = "") -> str:
    return "\t".join(
        [
            str(number),
            name,
            name,
            others,
            lat,
            lon,
            feature,
            code,
            "AF",
            "",
            "06",
            "",
            "",
            "",
            "1200",
            "",
            "700",
            "Asia/Kabul",
            "2020-01-01",
        ]
    )


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def read(path: Path) -> tuple[list[str], dumps.Outcome]:
    outcome = dumps.Outcome()
    return [entry.names[0] for entry in dumps.geonames(path, outcome, divisions=DIVISIONS)], outcome


def test_a_dump_comes_in_with_its_kinds(tmp_path: Path) -> None:
    rows = [
        row(1, "Qalwurshat", others="Kalwurshat,قلورشت"),
        row(2, "Shnizwar District", feature="A", code="ADM2"),
        row(3, "Some Road", feature="R", code="RD"),
        row(4, "Farah Rud", feature="H", code="STM"),
        "broken",
        row(5, "Nowhere", lat="91"),
    ]
    path = zipped(tmp_path / "AF.zip", AF__txt="\n".join(rows), readme__txt="about")
    names, outcome = read(path)
    assert names == ["Qalwurshat", "Shnizwar District", "Farah Rud"]
    assert (outcome.n_taken, outcome.n_passed, outcome.n_bad) == (3, 1, 2)
    assert dict(outcome.kinds) == {"city": 1, "district": 1, "water": 1}
    assert "line 5: 1 columns" in outcome.bad[0] and "line 6" in outcome.bad[1]


def test_own_places_are_found_beside_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "AF.zip", AF__txt=row(990001, "Qalwurshat", others="Kalwurshat"))
    index = tmp_path / "own.sqlite"
    outcome = dumps.Outcome()
    own.add(index, dumps.geonames(path, outcome, divisions=DIVISIONS))
    gazetteer = Gazetteer.open(own=index)
    found = gazetteer.geocode("Kalwurshat, Afghanistan")
    assert (found.raw["name"], found.raw["admin1"], found.raw["coord_source"]) == ("Qalwurshat", "Farah", "GeoNames dump AF")
    assert gazetteer.similar("Kalvurshat", {"AFG"})[0].place.name == "Qalwurshat"
    assert gazetteer.geocode("Herat").raw["country"] == "AFG"
    assert gazetteer.version != Gazetteer.open().version


def test_adding_again_replaces(tmp_path: Path) -> None:
    index = tmp_path / "own.sqlite"
    for lat in ("32.5", "33.5"):
        outcome = dumps.Outcome()
        own.add(index, dumps.geonames(zipped(tmp_path / "AF.zip", AF__txt=row(990001, "Qalwurshat", lat=lat)), outcome, divisions={}))
    found = Gazetteer.open(own=index).geocode("Qalwurshat", exactly_one=False)
    assert [f.latitude for f in found] == [33.5]


HOSTILE = [
    ("not a zip", b"PK\x03\x04 but no more", "no zip archive"),
    ("empty", b"", "no zip archive"),
]


@pytest.mark.parametrize(("what", "data", "message"), HOSTILE, ids=[h[0] for h in HOSTILE])
def test_a_broken_archive_is_told(tmp_path: Path, what: str, data: bytes, message: str) -> None:
    path = tmp_path / "AF.zip"
    path.write_bytes(data)
    with pytest.raises(dumps.DumpError, match=message):
        read(path)


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    line = row(1, "Aa") + "\n"
    path = zipped(tmp_path / "AF.zip", AF__txt=line * 200_000)
    with pytest.raises(dumps.DumpError, match="over the limit"):
        read(path)


def test_an_endless_line_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "AF.txt"
    path.write_text("x" * 300_000)
    with pytest.raises(dumps.DumpError, match="line 1: over the limit"):
        read(path)


def test_an_archive_of_two_texts_or_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(dumps.DumpError, match="this archive 2"):
        read(zipped(tmp_path / "two.zip", a__txt=row(1, "A"), b__txt=row(2, "B")))
    with pytest.raises(dumps.DumpError, match="this archive 0"):
        read(zipped(tmp_path / "none.zip", readme__txt="x"))


def test_a_member_that_climbs_out_is_only_read(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "AF.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", row(1, "Qalwurshat"))
    assert read(path)[0] == ["Qalwurshat"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["AF.zip", "deep"]


def test_a_text_that_is_no_dump_is_refused_and_leaves_no_index(tmp_path: Path) -> None:
    path = tmp_path / "novel.txt"
    path.write_text("once upon a time\n" * 500)
    with pytest.raises(dumps.DumpError, match="no GeoNames dump"):
        own.add(tmp_path / "own.sqlite", dumps.geonames(path, dumps.Outcome(), divisions={}))
    assert not (tmp_path / "own.sqlite").exists() and not list(tmp_path.glob("*.tmp"))


BAD_ROWS = [
    ("no number", "X,north,62\n", "could not convert"),
    ("off the earth", "X,95,62\n", "no point on the earth"),
    ("not finite", "X,nan,62\n", "no point on the earth"),
    ("no name", ",32,62\n", "no name"),
]


@pytest.mark.parametrize(("what", "line", "message"), BAD_ROWS, ids=[b[0] for b in BAD_ROWS])
def test_a_bad_row_of_a_table_is_set_aside(tmp_path: Path, what: str, line: str, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"name,latitude,longitude\n{line}Shnizwar,32,62\n")
    outcome = dumps.Outcome()
    assert [e.names[0] for e in dumps.table(path, outcome)] == ["Shnizwar"]
    assert outcome.n_bad == 1 and outcome.bad[0].startswith("line 2: ") and message in outcome.bad[0]


@pytest.mark.parametrize(
    ("header", "message"), [("name,lat,lon", "no column latitude, longitude"), ("name,latitude,longitude,x", "column x")]
)
def test_a_table_with_other_columns_is_refused(tmp_path: Path, header: str, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{header}\n")
    with pytest.raises(dumps.DumpError, match=message):
        list(dumps.table(path, dumps.Outcome()))


def test_the_commands_add_and_look_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_OWN_PLACES", str(tmp_path / "own.sqlite"))
    path = tmp_path / "camps.csv"
    path.write_text("name,kind,country,latitude,longitude,aliases\nCamp Shnizwar,site,AF,32.1,62.2,Shnizwar Camp\nBad,site,QQ,1,1,\n")
    run = CliRunner()
    added = run.invoke(app, ["gazetteer", "add", str(path)])
    assert added.exit_code == 1 and "1 places added (1 site); 1 could not be read" in added.output
    assert "line 3: no ISO 3166 country 'QQ'" in added.output
    found = run.invoke(app, ["place", "Shnizwar Camp", "--format", "json"])
    assert found.exit_code == 0
    assert {"name": "Camp Shnizwar", "country": "AFG", "coord_source": "own table camps"}.items() <= json.loads(found.output).items()
    assert run.invoke(app, ["place", "Qwxyzzy"]).exit_code == 1
    zabol = run.invoke(app, ["place", "Zabol, Iran", "--format", "json", "--limit", "1"])
    assert json.loads(zabol.output)["id"] == "geonames:1113217"


@pytest.mark.parametrize("country", ["AFG", "IRN", "PAK"])
def test_districts_lie_in_their_province(country: str) -> None:
    result = CliRunner().invoke(app, ["gazetteer", "check", country])
    assert result.exit_code == 0, result.output


def test_sources_are_counted() -> None:
    result = CliRunner().invoke(app, ["gazetteer", "sources", "--country", "AFG", "--format", "json"])
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert sum(r["places"] for r in rows if r["kind"] == "district") > 400
    assert all(r["coord_source"] for r in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hisarak", "Hesarak"), ("Ajab Shir", "Ajabshir"), ("Hilla", "Hillah"), ("Sari Pul", "Sar-e Pol"), ("Qunduz", "Kunduz")],
)
def test_romanisations_meet(one: str, other: str) -> None:
    assert loose(one) == loose(other)


@given(st.text(max_size=40))
def test_a_looser_key_follows_from_the_key(name: str) -> None:
    assert loose(name) == loose(fold(name))
