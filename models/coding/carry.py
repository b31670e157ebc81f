"""Where and with whom a story stays: what a mention leaves out is taken from the mention of the same doings beside it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from models.records import Mention, PlaceBasis, PlaceMention, Published

_FAMILIES = {"ASSAULT": "force", "COERCE": "force", "PROTEST": "protest", "MOBILIZE": "force", "RETREAT": "force"}
_RECALL = 2000  # characters back to which *the attack* may point
_STAY = 600  # characters over which a story keeps its day
_PAST = dt.timedelta(days=30)  # a narrative further back than this is no news of the day: all acts follow its time
_BESIDE = 700  # characters: about four sentences of news
_TRUST: dict[PlaceBasis, float] = {"neighbour": 0.7, "document": 0.5}


def carry_dates(mentions: Sequence[Mention], recalled: Collection[str], published: Published) -> tuple[Mention, ...]:
    """Let a mention that would fall back on the publication day keep the day of its story: that of the event which it recalls, or of the
    nearest act of its family that the text dates shortly before, or, in a narrative of the past, of whatever was dated last."""
    done: list[Mention] = []
    for mention in mentions:
        kept = mention
        if mention.date_basis == "publication" or (mention.date is None and mention.mention_id in recalled):
            giver = next((m for m in reversed(done) if _lends_date(m, mention, recalled, published)), None)
            if giver is not None:
                kept = replace(mention, date=giver.date, date_told=giver.date_told, date_basis="neighbour")
        done.append(kept)
    return tuple(done)


def _lends_date(giver: Mention, mention: Mention, recalled: Collection[str], published: Published) -> bool:
    """A dated act lends its day to what is told after it, unless it lies ahead."""
    span = giver.date
    if span is None or span.first is None or span.last is None or giver.date_basis == "publication":
        return False
    if giver.modality == "possible" or (published.last and span.first > published.last):
        return False
    gap = mention.start - giver.start
    if mention.mention_id in recalled and giver.type == mention.type:
        return gap <= _RECALL and _shares_party(giver, mention)
    if published.first and span.last < published.first - _PAST:
        return gap <= _STAY
    return gap <= _STAY and giver.date_basis == "expression" and _family(giver) == _family(mention)


def _shares_party(giver: Mention, mention: Mention) -> bool:
    """*The withdrawal of one army* is not that of another: a recalled event with parties of its own needs one in common."""
    own = {a.name for a in (*mention.initiators, *mention.targets)}
    return not own or bool(own & {a.name for a in (*giver.initiators, *giver.targets)})


def _family(mention: Mention) -> str:
    return _FAMILIES.get(mention.type, "words")


def carry_places(mentions: Sequence[Mention], places: Sequence[PlaceMention]) -> tuple[Mention, ...]:
    """Fill missing places of physical acts: from the nearest mention of the same type, before rather than after, then from one of the same
    family; a story that names one place for all its acts of a type lends it to the rest, as does an article all about one place.
    Acts whose dates exclude each other lend each other none.
    """
    placed = [m for m in mentions if m.place is not None and m.place_basis == "sentence" and m.type in _FAMILIES]
    scene = _scene(places)
    return tuple(_placed(m, placed, scene) if _wants_place(m) else m for m in mentions)


def _wants_place(mention: Mention) -> bool:
    """A physical act without a place, or with none but the dateline's, which is where the reporter sits."""
    return mention.type in _FAMILIES and (mention.place is None or mention.place_basis == "dateline")


def _scene(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """Give the one place below a country that an article is about: named twice or more, and in half of all that say where."""
    where = [p for p in places if p.is_location and p.place is not None]
    (place, n), *_ = Counter(p.place for p in where).most_common(1) or [(None, 0)]
    if place is None or n < 2 or 2 * n < len(where) or place.kind in {"country", "region", "water"}:
        return None
    return next(p for p in where if p.place == place)


def _placed(mention: Mention, placed: Sequence[Mention], scene: PlaceMention | None) -> Mention:
    fitting = [p for p in placed if _FAMILIES[p.type] == _FAMILIES[mention.type] and _same_time(p, mention)]
    near = [p for p in fitting if abs(p.start - mention.start) <= _BESIDE]
    near = [p for p in near if not _is_wide(p) or not any(_within(q, p) for q in near)]
    if near:
        return _lend(
            mention, min(near, key=lambda p: (p.type != mention.type, p.start > mention.start, abs(p.start - mention.start))), "neighbour"
        )
    if fitting and len({p.place for p in fitting}) == 1:
        return _lend(mention, fitting[0], "document")
    if scene is not None and not fitting:
        confidence = round(scene.confidence * _TRUST["document"], 3)
        return replace(mention, place=scene.place, place_told=scene.text, place_basis="document", place_confidence=confidence)
    return mention


def _is_wide(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in {"country", "region"}


def _within(exact: Mention, wide: Mention) -> bool:
    """A town tells more than the country that it is in."""
    same = exact.place is not None and wide.place is not None and exact.place.country == wide.place.country
    return same and not _is_wide(exact)


def same_story(left: Mention, right: Mention) -> bool:
    """Tell whether neither date nor country forbids that two mentions are of one story."""
    if left.place is not None and right.place is not None and left.place_basis == right.place_basis == "sentence":
        a, b = left.place.country, right.place.country
        if a and b and a != b:
            return False
    return _same_time(left, right)


def _same_time(left: Mention, right: Mention) -> bool:
    """Two acts with dates that exclude each other are two stories."""
    a, b = left.date, right.date
    if a is None or b is None or not (a.first and a.last and b.first and b.last):
        return True
    return a.first <= b.last and b.first <= a.last


def _lend(mention: Mention, giver: Mention, basis: PlaceBasis) -> Mention:
    confidence = None if giver.place_confidence is None else round(giver.place_confidence * _TRUST[basis], 3)
    return replace(mention, place=giver.place, place_told=giver.place_told, place_basis=basis, place_confidence=confidence)
