"""What is told as coming: a promise or a threat of the one who means to do it (*will send aid*), by `seeds/lexicon/intents.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from models.coding import arguments as args
from models.cues import reporting
from models.records import Actor
from models.seeds import read_csv

_WILL = frozenset({"will", "shall", "'ll", "’ll"})
_HYPOTHETICAL = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Intent:
    """The type and the CAMEO code that a coming act of a type is coded as."""

    type: str
    cameo: str


@cache
def _intents() -> dict[str, Intent]:
    return {row["type"]: Intent(row["becomes"], row["cameo"]) for row in read_csv("lexicon/intents.csv")}


def intent(verb: Token, kind: str, initiators: tuple[Actor, ...]) -> Intent | None:
    """Give what a coming act counts as, told of its own doer: not denied, not under a condition, not in a relative clause."""
    found = _intents().get(kind)
    if found is None or verb.pos_ != "VERB" or not any(a.actor_id or a.sector for a in initiators) or args.is_negated(verb):
        return None
    if verb.dep_ in {"acl:relcl", "advcl"} or args.is_passive(verb) or any(c.lower_ in _HYPOTHETICAL for c in args.children(verb, "mark")):
        return None
    auxiliaries = {c.lower_ for c in args.children(verb, "aux")}
    if auxiliaries & _WILL:
        return found
    said = verb.dep_ == "ccomp" and reporting(verb.head) is not None
    return found if said and "would" in auxiliaries and "have" not in auxiliaries and _of_itself(verb) else None


def _of_itself(verb: Token) -> bool:
    """*Said that it would*: the one who speaks speaks of what he means to do."""
    subjects = args.children(verb, "nsubj")
    return bool(subjects) and subjects[0].lower_ in {"it", "they", "he", "she", "we"}
