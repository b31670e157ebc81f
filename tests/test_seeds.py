"""Reading the seed tables: errors name file and line, and the version follows the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import seeds


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that stands for seeds/, with the caches cleared before and after."""
    monkeypatch.setattr(seeds, "SEEDS", tmp_path)
    for cached in (seeds._cells, seeds.seeds_version):
        cached.cache_clear()
    yield tmp_path
    for cached in (seeds._cells, seeds.seeds_version):
        cached.cache_clear()


def test_cells_are_stripped_and_rows_are_fresh(folder: Path) -> None:
    (folder / "a.csv").write_text('x,y\n 1 ,"two, three"\n\n', encoding="utf-8")
    first = seeds.read_csv("a.csv")
    assert first == [{"x": "1", "y": "two, three"}]
    first[0]["x"] = "changed"
    assert seeds.read_csv("a.csv")[0]["x"] == "1"


@pytest.mark.parametrize(
    ("why", "text", "message"),
    [
        ("a cell too many", "x,y\n1,2\n1,2,3\n", r"seeds/a\.csv, line 3: 3 cells where the header has 2"),
        ("a cell too few", "x,y\n1\n", r"seeds/a\.csv, line 2: 1 cells"),
        ("a doubled column", "x,x\n1,2\n", r"seeds/a\.csv, line 1: the header"),
        ("an empty file", "", r"seeds/a\.csv, line 1: the header"),
        ("a quote left open", 'x\n"1\n', r"seeds/a\.csv, line 2: not readable"),
    ],
)
def test_a_bad_table_is_refused_with_file_and_line(folder: Path, why: str, text: str, message: str) -> None:
    (folder / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        seeds.read_csv("a.csv")


def test_a_missing_table_is_named(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"seeds/b\.csv is missing"):
        seeds.read_csv("b.csv")


def test_the_version_follows_names_and_bytes_but_not_the_samples(folder: Path) -> None:
    def version() -> str:
        seeds.seeds_version.cache_clear()
        return seeds.seeds_version()

    (folder / "a.csv").write_text("x\n1\n", encoding="utf-8")
    first = version()
    (folder / "sample").mkdir()
    (folder / "sample" / "articles.jsonl").write_text("{}", encoding="utf-8")
    assert version() == first
    (folder / "a.csv").write_text("x\n2\n", encoding="utf-8")
    changed = version()
    assert changed != first
    (folder / "a.csv").rename(folder / "b.csv")
    assert version() not in {first, changed}
