"""Two tellings as texts, coded and linked: the same happening or not. Twenty scenarios, each in ten hard ways."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

import pytest
from conftest import cases
from factory_records import solve

from models.extract import Extractor
from models.linking import link, link_mention
from models.records import Article, LinkMention, Published, stable_id

FIRST = dt.date(2015, 1, 7)  # a Wednesday; each pair has a fortnight of its own
BASE = "{attacker} [killed] {n} {victims} in {town} on Tuesday, officials said."
# (what is hard, days after the first text, the second text, is it the same happening)
WAYS = [
    ("reworded", 0, "{n} {victims} were [killed] when {attacker_low} attacked {object} in {town} on Tuesday.", True),
    ("touched by an editor", 0, "{attacker} [killed] {n} {victims} in the city of {town} on Tuesday, local officials said.", True),
    ("a later toll", 1, "{attacker} [killed] {more} {victims} in {town} on Tuesday, the hospital said, raising an earlier toll.", True),
    ("the province only", 0, "{attacker} [killed] {n} {victims} in {province} on Tuesday.", True),
    ("a denial", 0, "{attacker} denied that they had [killed] {victims} in {town} on Tuesday.", True),
    ("same town next day", 1, "{attacker} [killed] {less} {victims} in {town} on Wednesday, officials said.", False),
    ("two attacks one day", 0, "In {town} on Tuesday, an army helicopter [killed] three shepherds by mistake.", False),
    ("another town", 0, "{attacker} [killed] {n} {victims} in {other} on Tuesday, officials said.", False),
    ("on the anniversary", 364, "A year after an attack in {town}, {attacker_low} again [killed] {n} {victims} there on Tuesday.", False),
    ("a follow-up", 1, "Police [arrested] two men in {town} on Wednesday over the killing of {victim} a day earlier.", False),
]
SCENARIOS = cases("linking_scenarios.csv")
MIN_EXTRACTED = 180  # of 200: both tellings are coded at all
MIN_RIGHT = 0.85  # of those


class Told(NamedTuple):
    """A pair that was coded: what is hard about it, whether it is one happening, and its two mentions."""

    way: str
    is_same: bool
    mentions: tuple[str, str]


def _code(extractor: Extractor, text: str, name: str, day: dt.date) -> tuple[list[LinkMention], str | None]:
    """Code a text with one word in brackets; give its mentions and the one that is that word."""
    plain = text.replace("[", "").replace("]", "")
    article = Article(article_id=stable_id("article", name), source_id=name, locator="", text=plain, published=Published(day, day, "given"))
    mentions = [link_mention(m, article, extractor_version="x") for m in extractor.extract(article).mentions]
    marked = next((m.mention.mention_id for m in mentions if m.mention.start <= text.index("[") < m.mention.end), None)
    return mentions, marked


@pytest.fixture(scope="module")
def pairs(extractor: Extractor) -> tuple[list[Told], dict[str, str]]:
    """The pairs that were coded, and the event of each mention: all are linked together, as in a warehouse."""
    told, every = [], []
    for number, (scenario, (way, days, text, is_same)) in enumerate((s, w) for s in SCENARIOS for w in WAYS):
        n = int(scenario["n"])
        words = scenario | {"more": n + 3, "less": n - 2, "attacker_low": scenario["attacker"][0].lower() + scenario["attacker"][1:]}
        day = FIRST + dt.timedelta(14 * number)
        one, first = _code(extractor, BASE.format(**words), f"{number} a", day)
        other, second = _code(extractor, text.format(**words), f"{number} b", day + dt.timedelta(days))
        every += one + other
        if first and second:
            told.append(Told(way, is_same, (first, second)))
    return told, {m.mention_id: m.event_id for m in link(solve(None, every)).memberships}


def test_hard_pairs(pairs: tuple[list[Told], dict[str, str]]) -> None:
    told, home = pairs
    wrong = [pair for pair in told if (home[pair.mentions[0]] == home[pair.mentions[1]]) is not pair.is_same]
    assert len(told) >= MIN_EXTRACTED
    assert 1 - len(wrong) / len(told) >= MIN_RIGHT, Counter(pair.way for pair in wrong)


def test_what_is_not_one_happening_is_hardly_ever_merged(pairs: tuple[list[Told], dict[str, str]]) -> None:
    told, home = pairs
    merged = [pair for pair in told if not pair.is_same and home[pair.mentions[0]] == home[pair.mentions[1]]]
    assert len(merged) <= 0.05 * sum(not pair.is_same for pair in told), Counter(pair.way for pair in merged)
