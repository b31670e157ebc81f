"""When and with whom a story stays: what a mention leaves out is taken from the mention of the same doings beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from models.records import Mention, Published, same_time

_RECALL = 2000  # characters back to which *the attack* may point


def carry_dates(mentions: Sequence[Mention], recalled: Collection[str], published: Published) -> tuple[Mention, ...]:
    """Let a recalled event (*the attack*) whose date no words tell keep that of the nearest act of its type dated shortly before."""
    done: list[Mention] = []
    for mention in mentions:
        kept = mention
        if mention.mention_id in recalled and (mention.date is None or mention.date_basis != "expression"):
            giver = next((m for m in reversed(done) if _lends_date(m, mention, published)), None)
            if giver is not None:
                kept = replace(mention, date=giver.date, date_told=giver.date_told, date_basis="neighbour")
        done.append(kept)
    return tuple(done)


def _lends_date(giver: Mention, mention: Mention, published: Published) -> bool:
    """A dated act lends its day to what takes it up, unless it lies ahead."""
    span = giver.date
    if span is None or span.first is None or span.last is None or giver.date_basis != "expression" or giver.type != mention.type:
        return False
    if giver.modality == "possible" or (published.last and span.first > published.last):
        return False
    return mention.start - giver.start <= _RECALL and _shares_party(giver, mention)


def _shares_party(giver: Mention, mention: Mention) -> bool:
    """*The withdrawal of one army* is not that of another: a recalled event with parties of its own needs one in common."""
    own = {a.name for a in (*mention.initiators, *mention.targets)}
    return not own or bool(own & {a.name for a in (*giver.initiators, *giver.targets)})


def same_story(left: Mention, right: Mention) -> bool:
    """Tell whether neither date nor country forbids that two mentions are of one story."""
    if left.place is not None and right.place is not None and left.place_basis == right.place_basis == "sentence":
        a, b = left.place.country, right.place.country
        if a and b and a != b:
            return False
    return same_time(left, right)
