"""Whom a document tells of, in the order of the text: for an act whose doer or object the sentence leaves open."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from models.actors.anaphora import heads_of
from models.actors.context import DocContext
from models.actors.resolve import resolve
from models.phrases import case_of
from models.records import Actor

Fits = Callable[[Actor], bool]


def nearest(token: Token, context: DocContext, fits: Fits, *, back: int, ahead: int = 0) -> tuple[Actor, ...]:
    """Give the actor of the nearest phrase that fits: of the own sentence, then up to `back` sentences before it, then `ahead` after."""
    number = context.sentence_of[token.i]
    before = range(number, max(-1, number - back - 1), -1)
    after = range(number + 1, min(len(context.sentences), number + ahead + 1))
    for at in (*before, *after):
        heads = sorted(heads_of(context, at), key=lambda t: (t.i > token.i, abs(t.i - token.i)))
        for head in heads:
            if _is_where(head, context):
                continue
            found = tuple(a for a in resolve(head, context=context) if fits(a))
            if found:
                return found
    return ()


def _is_where(head: Token, context: DocContext) -> bool:
    """Tell whether a name says but where something is (*in Cairo*, *the streets of Beirut*)."""
    ent, match = context.ent_of.get(head.i), context.match_at.get(head.i)
    if match is None and ent is not None and ent.label_ == "LOC":
        return True
    is_place = match is not None and match.kind in {"country", "seat"}
    return is_place and case_of(head) not in {"", "by", "with", "against", "between"}


def protesters(token: Token, context: DocContext) -> Actor:
    """Give the people whom a word of protest implies, by that word."""
    generic = context.table.generics["protester"]
    name = generic.name.format(adjective="", country="").strip()
    return Actor(
        text=token.text, name=name, start=token.idx, end=token.idx + len(token), actor_id=f"role:{name}", sector=generic.sector or None
    )
