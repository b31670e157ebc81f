"""Role nouns to actors: *Afghan officials*, *Iran's army*, *a Taliban commander*, *police*, *nine people*."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from models.actors.anaphora import antecedent_row, described_person, is_definite, same_noun
from models.actors.context import DocContext, is_plural
from models.actors.modifiers import Owners, bare_words, owners, places_of
from models.actors.rows import ActorRow, Generic
from models.records import Actor

Resolve = Callable[[Token, DocContext], tuple[Actor, ...]]
_ORGANS = frozenset({"state", "leg", "jud", "force", "weapon", "police", "spy"})
_GROUPS = frozenset({"group", "militia", "crime", "tribe", "assailant"})
_OWNING = (_ORGANS | _GROUPS | {"opp", "leader"}) - {"weapon"}
_INDEFINITE = frozenset({"government", "country", "nation", "state"})
QUANTITIES = frozenset(
    {
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "score",
        "scores",
        "number",
        "handful",
        "lot",
    }
    | {"lots", "couple", "pair", "majority", "some", "many", "most", "all", "both", "one", "each", "none", "half", "rest", "group", "crowd"}
    | {"kind", "type", "series", "remainder", "any", "several", "few", "two", "three", "tens", "bulk"}
)


def words_row(head: Token, generic: Generic | None, country: str | None = None) -> ActorRow:
    """Give an actor that no table knows: its words, the sector of its noun."""
    sector, inter = (generic.sector, generic.inter) if generic else ("", "External/other")
    return ActorRow("", bare_words(head), country, sector, inter)


def role_row(generic: Generic, country: str | None, context: DocContext) -> ActorRow:
    """Give the row of a crowd (*civilians*, *Afghan protesters*), its id `role:civilians@AFG`."""
    adjective = context.table.adjective(country) if country else ""
    name = generic.name.format(adjective=adjective, country=adjective).strip()
    key = f"role:{generic.name.split()[-1]}" + (f"@{country}" if country else "")
    return ActorRow(key, name, country, generic.sector, generic.inter)


def rows_of_noun(head: Token, generic: Generic, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    """Give whom a role noun stands for, by its kind and by what stands around it; none for a mere thing."""
    counted = _counted(head)
    if counted is not None:
        return _rows(resolve(counted, context), context)
    whose = owners(head, context, with_persons=not generic.name.startswith("{adjective} "))
    if generic.kind in _ORGANS:
        return _organ(head, generic, whose, context, resolve)
    if generic.kind in _GROUPS:
        return _group(head, generic, whose, context, resolve)
    if generic.name.startswith("{adjective} "):
        return _crowd(head, generic, whose, context)
    if generic.kind == "leader":
        return _leader(head, generic, whose, context, resolve)
    if generic.kind in {"place", "civil"}:
        return _place(head, generic, whose, context, resolve)
    if whose.actors:
        return whose.actors[:1]
    known = antecedent_row(head, context) if is_definite(head) and not whose.states else None
    return [known or words_row(head, generic, whose.states[0].country if whose.states else None)]


def _counted(head: Token) -> Token | None:
    """Give what a quantity is of: *dozens of militants*, *a group of protesters*, *some of them*."""
    if head.lower_ not in QUANTITIES and head.lemma_.lower() not in QUANTITIES:
        return None
    return next((c for c in head.children if c.dep_ == "nmod" and any(k.dep_ == "case" and k.lower_ == "of" for k in c.children)), None)


def _rows(actors: tuple[Actor, ...], context: DocContext) -> list[ActorRow]:
    """Give actors as rows, those without a table row as rows of their words."""
    found = []
    for actor in actors:
        row = context.table.rows.get(actor.actor_id or "")
        found.append(row or ActorRow(actor.actor_id or "", actor.name, actor.country, actor.sector or "", ""))
    return found


def _organ(head: Token, generic: Generic, whose: Owners, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    if whose.actors:
        return whose.actors[:1] if generic.kind != "weapon" else whose.actors
    if generic.lemma in _INDEFINITE and is_plural(head) and not is_definite(head) and not whose.states:
        return [words_row(head, generic)]
    owned = [] if whose.states else _owned(whose, context, resolve)
    if generic.kind != "weapon":  # *their government*, of a crowd, is that of its country
        owned = [_state_of(r, context) for r in owned if r.country or not r.actor_id.startswith("role:")]
    states = whose.states or owned or places_of(head, context)
    if states and not states[0].actor_id.startswith("gov-"):
        return states
    if states:
        return [_branch(s, generic, context) for s in states]
    if generic.kind == "weapon" and not whose.communities:
        return []
    if whose.communities or (generic.animacy == "body" and any(c.lower_ in {"a", "an"} for c in head.children)):
        return [words_row(head, generic)]  # *an airborne division* may be anybody's
    return _unowned_organ(head, generic, context, resolve)


def _unowned_organ(head: Token, generic: Generic, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    """Give whose *the president*, *the country* or *police* are, where nothing around the noun tells it."""
    person = described_person(head, context, resolve) if generic.animacy == "human" and is_definite(head) else ()
    if person:
        return _rows(person, context)
    if generic.kind == "state" and generic.lemma in {"country", "nation", "state", "side", "republic"}:
        return _countries(head, context)
    earlier = same_noun(head, context)
    if earlier is not None:
        return _rows(resolve(earlier, context), context)
    code = context.country_near(head)
    near = context.table.state(code) if code else None
    if near is not None:
        return [_branch(near, generic, context)]
    return [] if generic.lemma in {"country", "nation", "state", "side"} else [words_row(head, generic)]


def _branch(state: ActorRow, generic: Generic, context: DocContext) -> ActorRow:
    """Give the branch of a state that a noun means: the one of that very name (*Iranian coast guard*), else its army or police."""
    if state.country is None or generic.sector == "GOV":
        return state
    table = context.table
    named = table.named(f"{table.adjective(state.country)} {generic.lemma}") if generic.animacy == "body" else None
    return named or table.organ(state.country, generic.sector) or state


def _countries(head: Token, context: DocContext) -> list[ActorRow]:
    """Give what *the country*, *both countries* or *the two sides* are: the countries told last."""
    if not is_definite(head) and not any(c.lower_ in {"both", "two", "three"} for c in head.children):
        return []
    plural = any(c.lower_ in {"both", "two"} for c in head.children)
    codes = context.countries_before(head)[: 2 if plural else 1]
    return [row for code in reversed(codes) if (row := context.table.state(code))]


def _owned(whose: Owners, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    """Give the owners that are told by a noun or pronoun: *the country's army*, *its forces*, *army helicopter*."""
    for noun in whose.nouns:
        if _can_own(noun, context):
            rows = _rows(resolve(noun, context), context)
            if rows and noun.dep_ in {"nmod:poss", "compound", "nmod"}:
                return [_state_of(r, context) if noun.dep_ == "nmod:poss" and r.sector in {"GOV", "LEG"} else r for r in rows]
    return []


def _can_own(noun: Token, context: DocContext) -> bool:
    """Tell whether a word before another may be its owner: a pronoun, an organisation's name, a body or a group."""
    generic = context.generic(noun)
    if generic is None:
        ent = context.ent_of.get(noun.i)
        return noun.pos_ == "PRON" or (ent is not None and ent.label_ == "ORG")
    return generic.kind in _OWNING


def _state_of(row: ActorRow, context: DocContext) -> ActorRow:
    is_of_state = row.sector in {"GOV", "LEG"} or row.actor_id.startswith("role:")
    return (context.table.state(row.country) if row.country and is_of_state else None) or row


def _group(head: Token, generic: Generic, whose: Owners, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    if whose.actors:
        return whose.actors
    if not whose.states and not whose.communities:
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None) if any(c.dep_ == "cop" for c in head.children) else None
        if subject is not None:  # *X is a militant group that …* tells of X
            return _rows(resolve(subject, context), context)
        known = antecedent_row(head, context) if is_definite(head) else None
        if known:
            return [known]
    if generic.lemma == "group" and whose.communities:
        return whose.communities
    return [words_row(head, generic, whose.states[0].country if whose.states else None)]


def _crowd(head: Token, generic: Generic, whose: Owners, context: DocContext) -> list[ActorRow]:
    if generic.sector == "CVL" and whose.communities:
        return whose.communities
    if generic.kind in {"media", "opp"} and whose.actors:
        return whose.actors[:1]
    states = whose.states or places_of(head, context)
    return [role_row(generic, states[0].country if states else None, context)]


def _leader(head: Token, generic: Generic, whose: Owners, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    rows = whose.actors or whose.communities or whose.states or _owned(whose, context, resolve)
    if rows:
        return rows[:1] if generic.animacy == "human" else rows
    for noun in whose.nouns:
        if noun.dep_ != "nmod:poss":
            found = _rows(resolve(noun, context), context)
            if found:
                return found
    if generic.animacy != "human":
        return []
    if is_definite(head):
        person = described_person(head, context, resolve)
        if person:
            return _rows(person, context)
    return places_of(head, context) or [words_row(head, generic)]


def _place(head: Token, generic: Generic, whose: Owners, context: DocContext, resolve: Resolve) -> list[ActorRow]:
    rows = whose.actors or _owned(whose, context, resolve)
    if rows:
        return rows
    if generic.kind == "civil":
        return whose.communities or [ActorRow("role:civilians", "civilians", None, "CVL", "Civilians")]
    return whose.states
