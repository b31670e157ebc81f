"""Linking against the happenings of the sample, by B³: the gold mentions linked, and our own mentions of the same texts."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from factory_records import mention, solve

from models.actors.table import ActorTable
from models.duplicates import mark
from models.extract import Extractor
from models.linking import link, link_mention
from models.records import Actor, Article, Count, LinkMention, Place, Published, TimeSpan, stable_id

SAMPLE = Path(__file__).resolve().parents[1] / "seeds/sample"
Clusters = Mapping[str, str]  # a mention → its cluster


def b_cubed(gold: Clusters, found: Clusters) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering by B³ (Bagga and Baldwin 1998); both name the same mentions."""

    def score(one: Clusters, other: Clusters) -> float:
        shares = []
        for item in one:
            mine = {m for m in one if one[m] == one[item]}
            shares.append(len({m for m in mine if other[m] == other[item]}) / len(mine))
        return sum(shares) / len(shares)

    precision, recall = score(found, gold), score(gold, found)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("aab", "aab", (1.0, 1.0)),
        ("aab", "abc", (1.0, 2 / 3)),
        ("abc", "aab", (2 / 3, 1.0)),
    ],
)
def test_b_cubed(gold: str, found: str, expected: tuple[float, float]) -> None:
    precision, recall, _ = b_cubed(dict(zip("xyz", gold, strict=True)), dict(zip("xyz", found, strict=True)))
    assert (precision, recall) == pytest.approx(expected)


def read_gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLE / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def articles() -> dict[str, Article]:
    """The sample's articles, duplicates marked as the read stage does."""
    made = []
    for row in read_gold():
        day = dt.date.fromisoformat(row["published"][:10]) if row["published"] else None
        given = Published(day, day, "given") if day else Published()
        made.append(
            Article(
                article_id=stable_id("article", row["doc_id"]), source_id=row["source"], locator=row["doc_id"], text=row["text"],
                text_hash=row["text"], published=given,
            )
        )  # fmt: skip
    return {a.locator: a for a in mark(made)}


def happenings() -> dict[str, str]:
    """The happening of each gold mention, named `doc:id`; those that no row lists are alone."""
    every = {f"{row['doc_id']}:{event['id']}": f"{row['doc_id']}:{event['id']}" for row in read_gold() for event in row["events"]}
    with (SAMPLE / "happenings.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            names = row["mentions"].split()
            assert every.keys() >= set(names), row["happening"]
            every |= dict.fromkeys(names, row["happening"])
    return every


def _actors(told: dict[str, Any] | None, table: ActorTable) -> tuple[Actor, ...]:
    if not told or not told["name"]:
        return ()
    row = table.named(told["name"])
    if row is None:
        return (Actor(text=told["text"], name=told["name"]),)
    return (Actor(text=told["text"], name=row.name, actor_id=row.actor_id, country=row.country, sector=row.sector),)


def gold_mention(event: dict[str, Any], article: Article, table: ActorTable) -> LinkMention:
    """A gold mention as a record: what a coder without a fault would hand over."""
    place, date, start = event["place"], event["date"], event["trigger"]["start"]
    sentence = article.text.rfind(".", 0, start) + 1
    end = article.text.find(".", start)
    days = date and (dt.date.fromisoformat(date["start"]), dt.date.fromisoformat(date["end"]))
    made = mention(
        article,
        start=start,
        end=event["trigger"]["end"],
        text=event["trigger"]["text"],
        sentence_start=sentence,
        sentence_end=end if end > 0 else len(article.text),
        type=event["types"][0],
        initiators=_actors(event["source"], table),
        targets=_actors(event["target"], table),
        place=place and Place(
            place_id=f"{place['kind']} {place['lat']:.1f} {place['lon']:.1f}", name=place["text"], kind=place["kind"],
            country=place["country"], admin1=place["admin1"], latitude=place["lat"], longitude=place["lon"], radius_km=place["radius_km"],
        ),
        date=days and TimeSpan(*days, "day" if days[0] == days[1] else "range"),
        status=event["status"],
        modality="possible" if event["status"] == "possible" else "actual",
        polarity="negated" if event["status"] == "negated" else "affirmed",
        deaths=event["deaths"] and Count(event["deaths"]["low"], event["deaths"]["high"]),
    )  # fmt: skip
    return link_mention(made, article, extractor_version="gold")


def test_gold_mentions_make_the_happenings() -> None:
    parents, table = articles(), ActorTable.load()
    named = {
        f"{row['doc_id']}:{event['id']}": gold_mention(event, parents[row["doc_id"]], table)
        for row in read_gold()
        for event in row["events"]
    }
    homes = {m.mention_id: m.event_id for m in link(solve(None, list(named.values()))).memberships}
    precision, _, f1 = b_cubed(happenings(), {name: homes[m.mention.mention_id] for name, m in named.items()})
    assert precision >= 0.95
    assert f1 >= 0.9


def test_our_mentions_make_the_happenings(extractor: Extractor) -> None:
    """End to end, on the gold mentions that are found: what is wrongly dated or placed is also wrongly linked."""
    parents = articles()
    ours: list[LinkMention] = []
    for article in parents.values():
        extraction = extractor.extract(article)
        ours += [link_mention(m, article, extractor_version="x", published=extraction.published) for m in extraction.mentions]
    homes = {m.mention_id: m.event_id for m in link(solve(None, ours)).memberships}
    spans = [(m.mention.article_id, m.mention.start, m.mention.end, homes[m.mention.mention_id]) for m in ours]
    found = {}
    for row in read_gold():
        for event in row["events"]:
            start, end = event["trigger"]["start"], event["trigger"]["end"]
            here = [home for article, a, b, home in spans if article == parents[row["doc_id"]].article_id and a < end and start < b]
            if here:
                found[f"{row['doc_id']}:{event['id']}"] = here[0]
    gold = {name: happening for name, happening in happenings().items() if name in found}
    precision, _, f1 = b_cubed(gold, found)
    assert precision >= 0.93
    assert f1 >= 0.88
