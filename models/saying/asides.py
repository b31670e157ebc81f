"""Verbs of saying that hang as asides on the clause that they report (*…, officials said*), and the sources that they cite."""

from __future__ import annotations

from spacy.tokens import Token

from models import cues
from models.coding import arguments as args
from models.saying.presupposed import FINITE, infinitive_mark
from models.saying.telling import Told

TOLD = frozenset({"claimed", "denied"})


def speech_at(clause: Token, found: Told) -> None:
    """Take the verb of saying that hangs as an aside on the clause that it reports (*the base was hit, officials said*)."""
    for child in clause.children:
        if child.lemma_ in cues.QUOTING and child.tag_ == "VBG" and child.dep_ == "advcl":
            _cited(child, found)
        row = cues.reporting(child) if child.dep_ in {"parataxis", "ccomp", "conj"} or _is_loose(child) else None
        if row is None or row.effect not in TOLD or (child.i < clause.i and not _is_enclosed(child)) or infinitive_mark(child) is not None:
            continue
        who = cues.inverted_speaker(child) or (None if _own_content(child) else cues.speaker(child))
        if child.dep_ == "conj" and (who is None or args.children(child, "cc")):  # *the town was hit, police say* is no coordination
            continue
        if who is not None or not _own_content(child):
            for source in args.children(child, "advcl"):
                if source.lemma_ in cues.QUOTING and source.tag_ == "VBG":
                    _cited(source, found)
            found.claim(child, who, stance=row.stance, effect=row.effect)


def _is_loose(clause: Token) -> bool:
    """*…, the paper reported*: a finite clause with a subject and no mark, hung as an adverbial one."""
    return clause.dep_ == "advcl" and clause.tag_ in FINITE and bool(args.children(clause, "nsubj")) and not args.children(clause, "mark")


def _cited(citing: Token, found: Told) -> None:
    """*…, citing local officials*: the source behind who reports, if it is somebody."""
    for who in args.objects(citing)[:1]:
        found.claim(citing, who, needs_actor=True)


def _is_enclosed(saying: Token) -> bool:
    """*the army, officials said, attacked*: who speaks and the verb, between commas."""
    who = cues.speaker(saying)
    if who is None or not saying.sent.start < who.left_edge.i < saying.i < saying.sent.end - 1:
        return False
    return saying.doc[who.left_edge.i - 1].text == saying.nbor().text == ","


def _own_content(verb: Token) -> bool:
    return any(c.dep_ in {"ccomp", "obj", "xcomp"} for c in verb.children)
