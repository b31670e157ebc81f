"""Prose that tells of no event: weather, sport, science, markets, film, cooking … in our own words, with the words that mislead."""

from __future__ import annotations

import json
from collections import Counter

from models.extract import Extractor
from models.records import Article
from models.seeds import SEEDS

WORDS_PER_EVENT = 400
PASSAGES = [json.loads(line) for line in (SEEDS / "quiet" / "passages.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_passages_are_many_and_of_many_kinds() -> None:
    assert len(PASSAGES) >= 60
    assert len({p["topic"] for p in PASSAGES}) >= 12
    assert len({p["id"] for p in PASSAGES}) == len(PASSAGES)
    assert all(60 <= len(p["text"].split()) <= 120 for p in PASSAGES)


def test_hardly_an_event_is_found_in_them(extractor: Extractor) -> None:
    articles = [Article(article_id=p["id"], source_id="quiet", locator="", text=p["text"]) for p in PASSAGES]
    found = [(m.article_id, m.text, m.rule) for e in extractor.extract_many(articles) for m in e.mentions]
    n_words = sum(len(p["text"].split()) for p in PASSAGES)
    assert len(found) * WORDS_PER_EVENT <= n_words, f"{len(found)} events in {n_words} words: {found}"


def test_real_violence_among_such_words_is_found(extractor: Extractor) -> None:
    text = (
        "The match had just begun and the striker had hit the crossbar when the players and fans heard a blast. "
        "A bomb killed nine fans outside the stadium. Police arrested two men after the final whistle, and the league postponed the season."
    )
    told = Counter(m.text for m in extractor.extract(Article(article_id="a", source_id="s", locator="", text=text)).mentions)
    assert {"killed", "arrested"} <= told.keys()
    assert "hit" not in told
