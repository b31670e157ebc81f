"""Events out of solved mentions: their histories, memberships with what joined them, and the ids that are no more. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from models.linking.consensus import history
from models.linking.decisions import decided
from models.records import (
    Article,
    Event,
    EventAlias,
    Linked,
    LinkMention,
    Membership,
    Mention,
    Pair,
    Published,
    Solved,
    TollRule,
    stable_id,
)

_WORD = re.compile(r"[^\W\d_]{4,}")  # shorter words are mostly function words


def link_mention(mention: Mention, article: Article, *, extractor_version: str, published: Published | None = None) -> LinkMention:
    """Join a mention with what linking needs of its article; `published` is what the extraction inferred, if it did."""
    sentence = article.text[mention.sentence_start : mention.sentence_end]
    return LinkMention(
        mention=mention,
        source_id=article.source_id,
        report_id=article.duplicate_of or article.article_id,
        published=published or article.published,
        extractor_version=extractor_version,
        words=tuple(sorted({word.casefold() for word in _WORD.findall(sentence)})),
    )


def link(solved: Solved, *, rule: TollRule = "latest_independent") -> Linked:
    """Make events of what was solved: histories, memberships with what joined them, aliases of event ids that are gone.

    A mention that is in no group, since it tells of no bounded happening, is an event of its own. `rule` is that of the tolls.
    """
    by_id = {m.mention.mention_id: m for m in solved.mentions}
    alone = by_id.keys() - {m for group in solved.groups for m in group}
    events: list[Event] = []
    home: dict[str, str] = {}
    for group in [*solved.groups, *({m} for m in sorted(alone))]:
        versions = history((by_id[m] for m in group), rule=rule)
        events += versions
        home |= dict.fromkeys(group, versions[0].event_id)
    events = decided(events, home, solved.standings)
    return Linked(events=tuple(events), memberships=_memberships(by_id, home, solved.pairs), aliases=tuple(aliases(solved.mentions, home)))


def _memberships(by_id: dict[str, LinkMention], home: dict[str, str], pairs: Iterable[Pair]) -> tuple[Membership, ...]:
    best: dict[str, tuple[float, str, Pair]] = {}
    for pair in pairs:
        if home[pair.left] == home[pair.right]:
            for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
                rank = (-pair.score, other, pair)
                best[one] = min(best.get(one, rank), rank, key=lambda r: r[:2])
    return tuple(_membership(by_id[m], home[m], best.get(m)) for m in sorted(by_id))


def _membership(m: LinkMention, event_id: str, best: tuple[float, str, Pair] | None) -> Membership:
    return Membership(
        event_id=event_id,
        mention_id=m.mention.mention_id,
        known_at=m.known_at,
        score=best[2].score if best else 1.0,
        parts=best[2].parts if best else {},
        nearest=best[1] if best else None,
    )


def aliases(mentions: Iterable[LinkMention], home: dict[str, str]) -> list[EventAlias]:
    """Forward event ids that are gone: to the event with the mention they were named after, else to that with most of their mentions.

    `home` maps mention ids to their events of now. Ids whose mentions are all gone have no heir, and the event is merely retracted.
    """
    held: dict[str, list[str]] = defaultdict(list)
    for m in mentions:
        if m.event_id:
            held[m.event_id].append(m.mention.mention_id)
    found: list[EventAlias] = []
    for old in sorted(held.keys() - set(home.values())):
        founder = next((m for m in held[old] if stable_id("event", m) == old), None)
        counts = Counter(home[m] for m in held[old])
        heir = home[founder] if founder else min(counts, key=lambda event: (-counts[event], event))
        found.append(EventAlias(alias_id=old, event_id=heir, reason="merged" if founder else "retracted"))
    return found
