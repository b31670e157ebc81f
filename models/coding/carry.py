"""When and with whom a story stays: what a mention leaves out is taken from the mention of the same doings beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from models.records import Mention, Published

_FAMILIES = {"ASSAULT": "force", "COERCE": "force", "PROTEST": "protest", "MOBILIZE": "force", "RETREAT": "force"}
_RECALL = 2000  # characters back to which *the attack* may point


def carry_parties(mentions: Sequence[Mention], recalled: Collection[str]) -> tuple[Mention, ...]:
    """Give a recalled event (*the attack*) that names no party those of the nearest mention of its type before it; a mention with neither
    party of its own that finds none is dropped, unless its type is told of without one."""
    done: list[Mention] = []
    for mention in mentions:
        if mention.mention_id in recalled and not (mention.initiators and mention.targets):
            told = [m for m in done if m.type == mention.type and mention.start - m.start <= _RECALL and (m.initiators or m.targets)]
            fitting = [m for m in told if _agree(m, mention)]
            if fitting:
                last = fitting[-1]
                mention = replace(  # noqa: PLW2901 - the mention as completed
                    mention, initiators=mention.initiators or last.initiators, targets=mention.targets or last.targets
                )
        if mention.initiators or mention.targets or mention.type in _FAMILIES:
            done.append(mention)
    return tuple(done)


def _agree(told: Mention, recalled: Mention) -> bool:
    """No party that the recalled mention names stands on the other side of the one told before."""
    own = {a.name for a in (*recalled.initiators, *recalled.targets)}
    mine, theirs = {a.name for a in recalled.initiators}, {a.name for a in told.targets}
    return not own or not (mine & theirs or {a.name for a in recalled.targets} & {a.name for a in told.initiators})


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
