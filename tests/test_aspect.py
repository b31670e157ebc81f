"""Countable or not: sentences of our own with the aspect of one trigger. Only `event` is counted."""

from __future__ import annotations

import pytest
from conftest import Code, cases

CASES = cases("aspect_cases.csv")


def test_table_has_every_aspect() -> None:
    assert {row["aspect"] for row in CASES} == {"event", "process", "aggregate", "state", "recap"}


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["sentence"])
def test_aspect(row: dict[str, str], code: Code) -> None:
    told = {m.text: m for m in code(row["sentence"])}
    assert row["trigger"] in told, f"{row['sentence']} gives {sorted(told)}"
    assert told[row["trigger"]].aspect == row["aspect"]
