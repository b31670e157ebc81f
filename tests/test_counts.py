"""Deaths and injured as told: *at least* leaves the upper end open, *up to* sets the lower one to nought, words are numbers."""

from __future__ import annotations

import pytest
from conftest import Code, cases

from models.coding.numbers import number
from models.records import Count

CASES = cases("counts_cases.csv")


def shown(count: Count | None) -> str:
    return "" if count is None else f"{count.low}-{'' if count.high is None else count.high}"


def test_table_is_wide_enough() -> None:
    assert len(CASES) >= 50


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['phenomenon']}-{row['trigger']}")
def test_toll(row: dict[str, str], code: Code) -> None:
    told = {m.text: m for m in code(row["sentence"])}
    assert row["trigger"] in told, f"{row['sentence']} gives {sorted(told)}"
    mention = told[row["trigger"]]
    assert (shown(mention.deaths), shown(mention.injured)) == (row["deaths"], row["injured"])


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("Gunmen killed 12 civilians.", "civilian"),
        ("Dozens of civilians were killed in Aleppo.", "civilian"),
        ("The war killed tens of thousands of people.", "people"),
        ("Gunmen killed a judge in Kabul.", "judge"),
    ],
)
def test_victims(sentence: str, victims: str, code: Code) -> None:
    assert [m.deaths.victims for m in code(sentence) if m.deaths] == [victims]


@pytest.mark.parametrize(
    ("phrase", "word", "value"),
    [
        ("12 men", "12", (12, 12)),
        ("12,500 men", "12,500", (12500, 12500)),
        ("dozens of men", "dozens", (24, None)),
        ("several men", "several", (3, None)),
        ("99,999,999,999 men", "99,999,999,999", None),
        ("tall men", "tall", None),
    ],
)
def test_number_of_a_word(phrase: str, word: str, value: tuple[int, int | None] | None) -> None:
    import spacy
    from spacy.tokens import Doc

    words = phrase.split()
    doc = Doc(spacy.blank("en").vocab, words=words)
    found = [number(t) for t in doc if t.text == word]
    assert found == [value]
