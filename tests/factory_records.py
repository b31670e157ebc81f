"""Tiny factories of records: every field has a believable default, a test states what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.linking import link, link_mention, part
from models.records import (
    Actor,
    Article,
    Batch,
    Count,
    LinkMention,
    Mention,
    Offer,
    Place,
    Published,
    Run,
    Solved,
    TimeSpan,
    Versions,
    stable_id,
)
from warehouse import link as links

HERAT = Place(place_id="test:herat", name="Herat", kind="city", country="AFG", admin1="Herat", latitude=34.34, longitude=62.2, radius_km=10)
AFGHANISTAN = Place(
    place_id="test:afg", name="Afghanistan", kind="country", country="AFG", admin1=None, latitude=33.9, longitude=67.7, radius_km=600
)
REBELS = Actor(text="rebels", name="Rebels", actor_id="actor:rebels", country="AFG", sector="REB")
POLICE = Actor(text="the police", name="Police", actor_id="actor:police", country="AFG", sector="COP")
ARMY = Actor(text="the army", name="Army", actor_id="actor:army", country="AFG", sector="MIL")
VERSIONS = Versions(code="0", model="m", seeds="s", gazetteer="g", extractor="x1")
DAY = dt.date(2020, 3, 4)


def day(date: dt.date) -> TimeSpan:
    return TimeSpan(date, date, "day")


def article(name: str = "a", *, published: dt.date | None = DAY, **changes: Any) -> Article:
    text = f"{name}: Rebels attacked the police in Herat on Wednesday."
    given = Published(published, published, "given") if published else Published()
    made = Article(
        article_id=stable_id("article", name),
        source_id="paper",
        locator=f"{name}.txt",
        title=name,
        body=text,
        text=text,
        text_hash=stable_id("text", text),
        published=given,
    )
    return replace(made, **changes)


def mention(of: Article, **changes: Any) -> Mention:
    start = changes.pop("start", of.text.find("attacked"))
    kind = changes.get("type", "ASSAULT")
    made = Mention(
        mention_id=stable_id("mention", of.article_id, str(start), kind),
        article_id=of.article_id,
        start=start,
        end=start + 8,
        text="attacked",
        sentence_start=0,
        sentence_end=len(of.text),
        type="ASSAULT",
        mode=None,
        cameo="190",
        initiators=(REBELS,),
        targets=(POLICE,),
        place=HERAT,
        place_told="Herat",
        place_basis="sentence",
        place_confidence=0.9,
        date=day(DAY),
        date_told="on Wednesday",
        date_basis="expression",
        voice="narrator",
        polarity="affirmed",
        modality="actual",
        aspect="event",
        status="asserted",
        claims=(),
        deaths=None,
        injured=None,
        score=0.8,
        rule="attack",
    )
    return replace(made, **changes)


def linkable(name: str = "a", *, published: dt.date | None = DAY, of: dict[str, Any] | None = None, **changes: Any) -> LinkMention:
    parent = article(name, published=published, **(of or {}))
    return link_mention(mention(parent, **changes), parent, extractor_version=VERSIONS.extractor)


def run(name: str = "r1", at: dt.datetime = dt.datetime(2024, 1, 1, tzinfo=dt.UTC), **changes: Any) -> Run:
    return replace(Run(run_id=name, started_at=at, recorded_at=at, versions=VERSIONS), **changes)


def solve(path: Path | None, mentions: Sequence[LinkMention], **told: Any) -> Solved:
    """Link mentions with each other and with what a warehouse holds."""
    return links.solve(path, mentions, part, **told)


def batch(*articles: Article, mentions: tuple[LinkMention, ...] = (), solved: Solved | None = None) -> Batch:
    """A batch of articles that were coded, their mentions linked as given by `solve`, or each alone."""
    solved = solved or Solved(mentions=mentions, groups=(), pairs=())
    offers = tuple(
        Offer(
            source_id=a.source_id,
            locator=a.locator,
            outcome="duplicate" if a.duplicate_of else "read",
            article_id=a.article_id,
            published=a.published.first,
        )
        for a in articles
    )
    return Batch(articles=articles, offers=offers, extracted=tuple(a.article_id for a in articles), mentions=mentions, linked=link(solved))


def deaths(low: int, high: int | None = None, *, at_least: bool = False) -> Count:
    return Count(low, None if at_least else high or low)
