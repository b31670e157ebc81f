"""Persons: office-holders stand for what they hold office in, others for what the text calls them, else for themselves."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span, Token

from models.actors.context import DocContext, PersonInfo
from models.actors.match import Match, pieces
from models.actors.modifiers import trimmed
from models.actors.rows import ActorRow
from models.phrases import noun_phrase
from models.records import Actor

Described = Callable[[Token, DocContext], "ActorRow | None"]
_FORMER = frozenset({"former", "ex", "late", "retired", "deposed", "ousted"})


def person_in(span: Span, head: Token, context: DocContext) -> tuple[Match | None, Span | None]:
    """Give the known person and the entity of a person that a noun phrase names, not those that merely own its head."""
    inside = [i for i in range(span.start, span.end) if not _owns(context.doc[i], head)]
    match = next((m for i in inside if (m := context.match_at.get(i)) and m.kind == "person"), None)
    ent = next((e for i in inside if (e := context.ent_of.get(i)) and e.label_ == "PER" and not _is_known(e, context)), None)
    if match is None and ent is None and head.pos_ in {"PROPN", "NOUN", "VERB"} and head.i not in context.match_at and head.is_title:
        folded = pieces(head.text)
        if folded and folded[-1] in context.persons and folded[-1] not in context.table.generics:
            return None, context.doc[head.i : head.i + 1]  # a last name that the text gave in full before
    return match, ent


def _is_known(ent: Span, context: DocContext) -> bool:
    """Tell whether what the model takes for a person is a name that the tables have for a group."""
    match = context.match_at.get(ent.start)
    return match is not None and match.kind == "actor" and match.start <= ent.start and ent.end <= match.end


def _owns(token: Token, head: Token) -> bool:
    """Tell whether a token sits in a possessor inside the phrase of a head."""
    while token.i != head.i and token.dep_ != "ROOT":
        if token.dep_ == "nmod:poss":
            return True
        token = token.head
    return False


def name_of(match: Match | None, ent: Span | None, context: DocContext) -> tuple[str, PersonInfo | None]:
    """Give the fullest name that table or document know for a person, and what the document told of them."""
    words = pieces(ent.text.removesuffix("'s").removesuffix("’s")) if ent is not None else ()
    info = context.persons.get(" ".join(words)) or (context.persons.get(words[-1]) if len(words) == 1 else None)
    if match is not None:
        return match.keys[0], info
    return (info.name if info else ent.text if ent is not None else ""), info


def resolve_person(head: Token, match: Match | None, ent: Span | None, context: DocContext, described: Described) -> Actor:
    """Code a person: by office on the day of publication, by the title or apposition here or earlier in the text, else by name.

    `described` resolves a role noun (*the governor of Herat*) to the row that it stands for.
    """
    span = trimmed(noun_phrase(head), head)
    if ent is not None and ent.start >= span.start and ent.end > span.end:
        span = context.doc[span.start : ent.end]
    name, info = name_of(match, ent, context)
    is_former = any(t.lower_ in _FORMER for t in span) or bool(info and info.is_former)
    row: ActorRow | None = None
    if not is_former:
        if match is not None:
            term = context.table.term_on(match.keys[0], context.on)
            row = context.table.rows.get(term.actor_id) if term and term.actor_id else None
        title = _title_here(span, ent, context) or (info.title if info else None)
        if row is None and title is not None:
            row = described(title, context)
    text, start, end = span.text, span.start_char, span.end_char
    if row is not None:
        return Actor(text=text, name=row.name, start=start, end=end, actor_id=row.actor_id, country=row.country, sector=row.sector)
    country = context.table.terms[match.keys[0]][-1].country if match is not None else None
    return Actor(text=text, name=name, start=start, end=end, country=country)


def _title_here(span: Span, ent: Span | None, context: DocContext) -> Token | None:
    """Give the last role noun of a phrase outside the name itself."""
    inside = range(ent.start, ent.end) if ent is not None else range(0)
    nouns = [t for t in span if t.i not in inside and t.dep_ != "nmod:poss" and t.pos_ in {"NOUN", "PROPN"}]
    return next((t for t in reversed(nouns) if (g := context.generic(t)) and g.kind not in {"people", "place", "civil", "weapon"}), None)
