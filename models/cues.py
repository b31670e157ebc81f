"""Cues for status out of the tables `seeds/lexicon/{reporting,modality,negation,hedges}.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from models.seeds import read_csv

QUOTING = frozenset({"quote", "cite"})


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a verb or noun does to what stands under it: `effect` claimed, denied, possible, negated or fact; and whose stance."""

    stance: str
    effect: str


@cache
def _reporting() -> dict[tuple[str, str], Reporting]:
    return {(r["lemma"], r["pos"]): Reporting(r["stance"], r["effect"]) for r in read_csv("lexicon/reporting.csv")}


def reporting(token: Token) -> Reporting | None:
    """Give the row of a verb or noun of saying, knowing, wanting or failing, if it is one."""
    pos = "NOUN" if token.pos_ in {"NOUN", "PROPN"} else "VERB" if token.pos_ in {"VERB", "AUX"} else ""
    return _reporting().get((token.lemma_.lower(), pos))


def speaker(verb: Token) -> Token | None:
    """Give the head of the phrase that speaks: the subject nearest to the verb, its agent, or a noun after it (*said the governor*)."""
    if verb.lemma_ in QUOTING:  # *the paper quoted a doctor as saying*: the doctor speaks
        return next((c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    found = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:outer", "obl:agent"} and not c.is_space]
    return found[-1] if found else inverted_speaker(verb)


def inverted_speaker(verb: Token) -> Token | None:
    """Give the noun after a verb of saying that follows a comma or a quotation mark; the parser takes it for an object or a clause."""
    if any(c.dep_ in {"nsubj", "nsubj:pass"} and c.i < verb.i for c in verb.children):
        return None
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    if before is None or not before.is_punct or before.text in {":", ";", "-", "–", "—"}:
        return None
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in {"obj", "iobj", "ccomp", "xcomp", "dep", "nsubj"}]
    if not after or after[0].pos_ not in {"NOUN", "PROPN", "PRON"} or any(t.pos_ in {"VERB", "AUX", "PUNCT"} for t in after[0].lefts):
        return None
    return None if any(c.dep_ == "case" for c in after[0].lefts) else after[0]


@cache
def words(kind: str) -> dict[str, str]:
    """Give the one-word cues of a kind (`aux`, `advmod`, `amod`, `mark`) with their effect, over the three tables."""
    found: dict[str, str] = {}
    for table in ("modality", "negation", "hedges"):
        for row in read_csv(f"lexicon/{table}.csv"):
            if row["kind"] == kind:
                found.setdefault(row["cue"], row["effect"])
    return found


@cache
def infinitives() -> dict[str, str]:
    """Give the words that change an infinitive under them (*likely to*, *set to*, *believed to*), by word, with their effect."""
    found: dict[str, str] = {}
    for table in ("hedges", "modality", "negation"):
        for row in read_csv(f"lexicon/{table}.csv"):
            if row["cue"].endswith(" to") and row["kind"] in {"verb+xcomp", "adj+xcomp"}:
                found.setdefault(row["cue"].removesuffix(" to"), row["effect"])
    return found
