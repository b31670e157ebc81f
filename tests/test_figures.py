"""The figures of the language model: of these weights and this code, and not below the floors once reached."""

from pathlib import Path

import pytest

from models import figures

FLOORS = [
    ("syntax", "pud", "UPOS", 95.8),
    ("syntax", "pud", "LAS", 84.5),
    ("syntax", "gum", "LAS", 81.5),
    ("syntax", "ewt", "LAS", 81.0),
    ("syntax", "pud", "sentences F", 97.0),
    ("syntax", "pud", "lemmas", 97.5),
    ("names", "crossner_politics", "F", 77.5),
    ("names", "wikigold", "F", 68.0),
    ("names", "redocred", "F", 68.0),
    ("names", "crossner_politics in capitals", "F", 60.0),
]


def test_figures_are_of_this_model_and_this_code() -> None:
    stale = figures.stale(figures.read())
    assert not stale, f"{' and '.join(stale)} changed since models/figures.json was written: run khabar evaluate model"


@pytest.mark.parametrize(("part", "test", "figure", "floor"), FLOORS)
def test_no_figure_below_its_floor(part: str, test: str, figure: str, floor: float) -> None:
    assert figures.read()["figures"][part][test][figure] >= floor


def test_speed_beside_the_parser_alone() -> None:
    assert figures.read()["figures"]["speed"]["ratio"] >= 0.75


def test_written_figures_are_not_stale(tmp_path: Path) -> None:
    figures.write({"n": 1}, tmp_path / "figures.json")
    held = figures.read(tmp_path / "figures.json")
    assert held["figures"] == {"n": 1}
    assert figures.stale(held) == []
    assert figures.stale(held | {"weights": "0"}) == ["weights"]
    assert figures.stale({}) == ["weights", "code"]


def test_the_hash_follows_the_weights_but_not_the_card(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"1")
    first = figures.weights_hash(tmp_path)
    (tmp_path / "MODEL_CARD.md").write_text("figures")
    assert figures.weights_hash(tmp_path) == first
    (tmp_path / "model").write_bytes(b"2")
    assert figures.weights_hash(tmp_path) != first


def test_missing_figures_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="khabar evaluate model"):
        figures.read(tmp_path / "none.json")
