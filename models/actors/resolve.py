"""From the head of a noun phrase to the political actors to code."""

from __future__ import annotations

from spacy.tokens import Span, Token

from models.actors.anaphora import HE, IT, RELATIVE, THEY, WE, resolve_pronoun
from models.actors.context import DocContext, is_plural
from models.actors.match import Match
from models.actors.modifiers import bare_words, owners, phrase, place_state
from models.actors.nouns import role_row, rows_of_noun
from models.actors.persons import person_in, resolve_person
from models.actors.rows import ActorRow
from models.phrases import conjuncts, noun_phrase
from models.records import Actor

_PRONOUNS = HE | IT | THEY | WE | RELATIVE
_TIMES = frozenset({"day", "week", "month", "year", "anniversary", "holiday"})
_SECTOR_OF_ENTITY = {"ORG": "", "NORP": "CVL", "PER": "CVL"}


def resolve(head: Token, *, context: DocContext) -> tuple[Actor, ...]:
    """Code the phrase of a head and of its conjuncts, each actor once, in the order of the text.

    A name that a table knows gives its row, a role noun whom it stands for, a pronoun its antecedent; an unknown actor keeps its words
    (`actor_id` None), a thing gives none. Results are remembered in the context.
    """
    found: dict[str, Actor] = {}
    for token in conjuncts(head):
        for actor in _one(token, context):
            found.setdefault(actor.actor_id or actor.name.casefold(), actor)
    return tuple(found.values())


def is_actorlike(head: Token, context: DocContext) -> bool:
    """Tell whether a phrase names somebody who can act or suffer, rather than a thing."""
    return bool(_one(head, context))


def _one(head: Token, context: DocContext) -> tuple[Actor, ...]:
    """Code one head, guarded against phrases that refer to each other."""
    known = context.resolved.get(head.i)
    if known is not None:
        return known
    if head.i in context.open:
        return ()
    context.open.add(head.i)
    try:
        found = _pronoun(head, context) if _is_pronoun(head) else _nominal(head, context)
    finally:
        context.open.discard(head.i)
    context.resolved[head.i] = found
    return found


def _is_pronoun(head: Token) -> bool:
    return head.lower_ in _PRONOUNS and head.pos_ in {"PRON", "DET", "SCONJ"} and not any(c.dep_ in {"nmod", "det"} for c in head.children)


def _pronoun(head: Token, context: DocContext) -> tuple[Actor, ...]:
    return resolve_pronoun(head, context, lambda token, inside: resolve(token, context=inside))


def _nominal(head: Token, context: DocContext) -> tuple[Actor, ...]:
    span = noun_phrase(head)
    match, ent = person_in(span, head, context)
    if (match or ent) and _is_person(head, match, ent, context):
        return (resolve_person(head, match, ent, context, _described),)
    rows = _rows(head, context)
    return tuple(_actor(row, phrase(head)) for row in rows)


def _is_person(head: Token, match: Match | None, ent: Span | None, context: DocContext) -> bool:
    """Tell whether the person in a phrase is what the phrase names: *General X*, *X*, but not *X supporters* or *the X regime*."""
    start = ent.start if ent is not None else match.start if match else head.i
    end = ent.end if ent is not None else match.end if match else head.i
    if start <= head.i < end or head.i < start:
        return True
    generic = context.generic(head)
    return generic is None and head.pos_ == "PROPN"


def _described(title: Token, context: DocContext) -> ActorRow | None:
    """Give whom a title stands for; None where it says no more than a role."""
    generic = context.generic(title)
    if generic is None:
        return None
    whose = owners(title, context)
    if generic.kind in {"party", "opp", "media"}:
        return whose.actors[0] if whose.actors else None
    if not (whose.actors or whose.states) and generic.kind in {"group", "militia", "leader"}:
        return None
    rows = [r for r in rows_of_noun(title, generic, context, lambda t, c: resolve(t, context=c)) if r.actor_id]
    return rows[0] if rows else None


def _rows(head: Token, context: DocContext) -> list[ActorRow]:
    """Give the rows that a head without a person stands for; a day (*National Day*) is nobody."""
    if head.pos_ == "VERB" or head.lower_ in _TIMES:
        return []
    match = context.match_at.get(head.i)
    if match is not None and match.kind != "person":
        row = context.row(match)
        return _matched(head, match, row, context) if row else [_words(head, context)]
    generic = context.generic(head)
    if generic is not None:
        return rows_of_noun(head, generic, context, lambda token, inside: resolve(token, context=inside))
    return _unknown(head, context)


def _matched(head: Token, match: Match, row: ActorRow, context: DocContext) -> list[ActorRow]:
    """Give the row of a name; of a people's name the state (*the Russians*) or its civilians (*three Mexicans*)."""
    if match.kind != "demonym" or head.dep_ in {"amod", "compound", "nmod:poss"}:
        return [row]
    articles = {c.lower_ for c in head.children if c.dep_ == "det"}
    counted = any(c.dep_ in {"nummod", "amod"} for c in head.children)
    if not counted and (articles & {"the", "these", "those"} or (not articles and not is_plural(head))):
        return [row]
    if any(c.lower_ == "ethnic" for c in head.children):  # *ethnic Albanians* are of no Albanian state
        return [ActorRow("", f"ethnic {head.text}", None, "CVL", "Civilians")]
    return [role_row(context.table.generics["civilian"], row.country, context)]


def _unknown(head: Token, context: DocContext) -> list[ActorRow]:
    """Give an entity that no table knows: an acronym told in brackets, a place's state, an organisation or person by its words."""
    told = context.acronyms.get(head.text)
    if told is not None:
        row = context.table.named(told.text)
        return [row or ActorRow("", told.text, None, "", "External/other")]
    ent = context.ent_of.get(head.i)
    if ent is not None and ent.label_ in _SECTOR_OF_ENTITY:
        if ent.label_ == "ORG":
            whose = owners(head, context)
            country = whose.states[0].country if whose.states else None
            return [ActorRow("", ent.text, country, "", "External/other")]
        return [ActorRow("", ent.text if ent.label_ == "PER" else bare_words(head), None, _SECTOR_OF_ENTITY[ent.label_], "Civilians")]
    if head.pos_ == "PROPN" or (ent is not None and ent.label_ == "LOC"):
        row = place_state(head, context)
        if row is not None:
            return [row]
        return [_words(head, context)] if ent is None and head.text[:1].isupper() else []
    return []


def _words(head: Token, context: DocContext) -> ActorRow:
    states = owners(head, context).states
    return ActorRow("", bare_words(head), states[0].country if states else None, "", "External/other")


def _actor(row: ActorRow, span: Span) -> Actor:
    return Actor(
        text=span.text,
        name=row.name,
        start=span.start_char,
        end=span.end_char,
        actor_id=row.actor_id or None,
        country=row.country,
        sector=row.sector or None,
    )
