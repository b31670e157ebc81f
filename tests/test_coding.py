"""Event coding: sentences of our own, a phenomenon of syntax each, with who does what to whom."""

from __future__ import annotations

import pytest
from conftest import Code, cases

CASES = cases("coding_cases.csv")
STOPS = [row for row in CASES if not row["trigger"]]
TOLD = [row for row in CASES if row["trigger"]]


def test_table_is_wide_enough() -> None:
    assert len({row["sentence"] for row in CASES}) >= 80
    assert len(STOPS) >= 7


@pytest.mark.parametrize("row", TOLD, ids=lambda row: f"{row['phenomenon']}-{row['trigger']}")
def test_event(row: dict[str, str], code: Code) -> None:
    told = {m.text: m for m in code(row["sentence"])}
    assert row["trigger"] in told, f"{row['sentence']} gives {sorted(told)}"
    mention = told[row["trigger"]]
    claimants = [c.claimant.name for c in mention.claims if c.claimant is not None]
    assert {
        "type": mention.type,
        "initiators": "; ".join(a.name for a in mention.initiators),
        "targets": "; ".join(a.name for a in mention.targets),
        "status": mention.status,
        "claimant": claimants[0] if claimants else "",
    } == {key: row[key] for key in ("type", "initiators", "targets", "status", "claimant")}


@pytest.mark.parametrize("row", STOPS, ids=lambda row: row["phenomenon"])
def test_no_event(row: dict[str, str], code: Code) -> None:
    assert [m.text for m in code(row["sentence"])] == []


@pytest.mark.parametrize(
    ("sentence", "triggers"),
    [
        ("The Taliban carried out an attack on the police in Farah.", ["attack"]),
        ("A Taliban attack killed five policemen.", ["killed"]),
        ("Six soldiers died in an attack on a base in Kandahar.", ["attack"]),
        ("Nine people were killed in a bombing in Kabul.", ["killed"]),
        ("The rebels attacked the convoy, killing four soldiers.", ["attacked"]),
        ("The police began arresting students in Cairo.", ["arresting"]),
        ("Sudan cut diplomatic ties with Iran.", ["cut"]),
        ("The army attacked the rebels and captured the town.", ["attacked", "captured"]),
    ],
)
def test_one_mention_an_event(sentence: str, triggers: list[str], code: Code) -> None:
    assert [m.text for m in code(sentence)] == triggers


def test_offsets_and_rule(code: Code) -> None:
    text = "It rained. Gunmen killed two police officers in Quetta."
    (mention,) = code(text)
    assert text[mention.start : mention.end] == "killed"
    assert text[mention.sentence_start : mention.sentence_end].strip() == "Gunmen killed two police officers in Quetta."
    assert mention.rule.startswith("assault.kill")
    assert 0 < mention.score <= 1


def test_same_text_gives_the_same_mentions(extractor, code: Code) -> None:  # type: ignore[no-untyped-def]
    from models.records import Article

    text = "Gunmen killed two police officers in Quetta."
    first, second = (extractor.extract(Article(article_id="b", source_id="s", locator="", text=text)) for _ in range(2))
    assert first == second
