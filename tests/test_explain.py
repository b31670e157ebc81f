"""`khabar explain`: every decision behind a mention as data, from a sentence and from the warehouse, and as text on a terminal."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from flows import explain as flow
from flows import run_command, show_explanation
from flows.reading.desk import Inputs
from flows.settings import Settings
from warehouse import read, store

DAY = dt.date(2019, 3, 6)
SENTENCE = "Officials said the rebels did not attack the embassy in Herat on Monday, but the army killed at least nine rebels."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "a.jsonl").write_text(json.dumps({"text": SENTENCE, "published": str(DAY), "source": "Wire"}) + "\n")
    made = Settings(data_dir=folder / "data")
    assert run_command.run(Inputs((str(folder / "a.jsonl"),)), made, with_prefect=False, with_release=False) == 0
    return made


@pytest.fixture
def killed(settings: Settings) -> Iterator[dict[str, Any]]:
    with store.reader(settings.warehouse) as con:
        ids = con.execute("SELECT mention_id FROM pub.mention WHERE text = 'killed'").fetchall()
        yield read.mention(con, ids[0][0]) or {}


def of_text(words: str) -> dict[str, Any]:
    return flow.of_text(words, Settings(), published=DAY)


def test_every_decision_has_its_reason() -> None:
    (sentence,) = of_text(SENTENCE)["sentences"]
    told = {m["trigger"]: m for m in sentence["mentions"]}
    attack, killing = told["attack"], told["killed"]
    assert attack["row"]["file"] == "seeds/lexicon/assault.csv"
    assert attack["row"]["lemma"] == "attack"
    assert attack["row"]["example"]
    assert attack["initiators"][0]["text"] == "the rebels"
    assert (attack["place"]["name"], attack["place"]["basis"], attack["place"]["told"]) == ("Herat", "sentence", "Herat")
    assert (attack["date"]["from"], attack["date"]["told"]) == (dt.date(2019, 3, 4), "Monday")
    assert (attack["status"]["status"], attack["status"]["cues"]) == ("negated", ["not"])
    assert killing["deaths"] == {"low": 9, "high": None, "victims": "rebel"}
    (claim,) = killing["status"]["claims"]
    assert (claim["claimant"]["text"], claim["cue"]) == ("Officials", "said")


def test_the_tree_is_whole() -> None:
    (sentence,) = of_text("Iran supplied weapons to the rebels.")["sentences"]
    tokens = sentence["tokens"]
    assert [t["number"] for t in tokens] == list(range(1, len(tokens) + 1))
    assert [t["text"] for t in tokens if t["head"] == 0] == ["supplied"]
    assert all(0 <= t["head"] <= len(tokens) for t in tokens)


def test_words_that_coded_nothing_are_told_with_the_unmet_conditions() -> None:
    (sentence,) = of_text("The minister opened a shop in Oslo.")["sentences"]
    assert sentence["mentions"] == []
    assert [p["word"] for p in sentence["passed_over"]] == ["opened"]
    assert "asks for" in sentence["passed_over"][0]["reason"]


def test_a_mention_is_explained_from_the_warehouse(settings: Settings, killed: dict[str, Any]) -> None:
    answer = flow.of_mention(killed["mention_id"], settings)
    assert answer["is_current"]
    (mention,) = [m for s in answer["sentences"] for m in s["mentions"]]
    assert mention["mention_id"] == killed["mention_id"] == answer["stored"]["mention_id"]
    assert mention["row"]["id"] == answer["stored"]["rule"]


def test_an_event_is_explained_with_why_its_mentions_belong_together(settings: Settings, killed: dict[str, Any]) -> None:
    answer = flow.of_event(killed["event_id"], settings)
    assert [link["mention_id"] for link in answer["links"]] == [killed["mention_id"]]
    assert answer["representative"]["stored"]["mention_id"] == killed["mention_id"]


@pytest.mark.parametrize("unknown", ["m" + "0" * 20, "e" + "0" * 20])
def test_an_unknown_id_is_told(unknown: str, settings: Settings) -> None:
    with pytest.raises(ValueError, match=f"no (mention|event) {unknown}"):
        flow.print_explanation(unknown, settings, published=None, is_json=True)


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    flow.print_explanation("Two men died in Herat.", Settings(), published=None, is_json=True)
    assert json.loads(capsys.readouterr().out)["kind"] == "text"


def written(answer: dict[str, Any]) -> str:
    out = io.StringIO()
    show_explanation.write(answer, Console(file=out, width=200, color_system=None))
    return out.getvalue()


def test_the_text_reads_for_a_person(settings: Settings, killed: dict[str, Any]) -> None:
    shown = written({"kind": "event", **flow.of_event(killed["event_id"], settings)})
    assert "Why its mentions belong together" in shown
    for words in ("assault.kill in seeds/lexicon/assault.csv", "claimed: other's voice", "9 or more rebel"):
        assert words in shown


def test_foreign_text_is_harmless() -> None:
    shown = written({"kind": "text", **of_text("The army \x1b[31mkilled [bold]nine\u202e rebels in Herat.")})
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]" in shown


def test_a_very_long_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="explain a sentence of it"):
        flow.of_text("word " * 1000, Settings(max_article_chars=1000, data_dir=tmp_path), published=None)
