"""Whether a trigger that fits a row tells of a political event at all: its parties, its subject, and what the passage is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from models.coding import arguments as args
from models.coding.lexicon import Frame, load
from models.coding.roles import Trigger
from models.records import Actor
from models.seeds import read_csv

MIN_WEIGHT = 0.45  # rows under it count only where both actors are known
VAGUE_WEIGHT = 0.61  # nouns under it (*unrest*, *violence*) count only where a party is known
STOP_WEIGHT = 0.1  # rows that say what is no event (*heart attack*)
BARE_TYPES = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})  # told of often without an actor
_ARMED = frozenset({"MIL", "COP", "REB", "UAF", "SPY", "CRM", "PRM", "JUD"})
_FIGURES = frozenset({"ASSAULT", "RETREAT", "MOBILIZE", "THREATEN"})  # what players, storms and pawns do as a figure of speech
_AGENTIVE = ("ers", "ors", "ists", "ians", "ees", "men")  # *Hongkongers*, *unionists*: people, whether a table knows them or not
_WINDOW = 2  # sentences on either side that tell what a passage is about
_ENOUGH = 4  # different words of one register within the window


@cache
def _registers() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_csv("lexicon/registers.csv"):
        found[row["lemma"]].add(row["register"])
    return {lemma: frozenset(registers) for lemma, registers in found.items()}


def apolitical(doc: Doc) -> frozenset[int]:
    """Give the starts of the sentences of a document that stand among words of sport, nature, arts, cookery and the like.

    A sentence counts if it and the two on either side hold four different words of one register (`seeds/lexicon/registers.csv`).
    """
    sentences = list(doc.sents)
    told = [_words_by_register(s) for s in sentences]
    found = set()
    for n, sentence in enumerate(sentences):
        words: dict[str, set[str]] = defaultdict(set)
        for near in told[max(0, n - _WINDOW) : n + _WINDOW + 1]:
            for register, lemmas in near.items():
                words[register] |= lemmas
        if any(len(lemmas) >= _ENOUGH for lemmas in words.values()):
            found.add(sentence.start)
    return frozenset(found)


def _words_by_register(sentence: Span) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for token in sentence:
        for register in _registers().get(token.lower_, _registers().get(token.lemma_.lower(), ())):
            found[register].add(token.lemma_.lower())
    return found


def believable(
    trigger: Trigger, row: Frame, initiators: Sequence[Actor], targets: Sequence[Actor], *, recalls: bool, is_apolitical: bool
) -> bool:
    """Tell whether a mention stands: a stop row never, a weak row only with both actors known, a row of most types with one actor at least
    or a telling before it; what a thing does only if somebody known suffers it; among words of sport and the like only armed acts.
    """
    if row.weight <= STOP_WEIGHT:
        return False
    if row.weight < MIN_WEIGHT:
        return any(a.actor_id for a in initiators) and any(a.actor_id for a in targets)
    if row.pos == "NOUN" and row.weight < VAGUE_WEIGHT and not any(a.actor_id for a in (*initiators, *targets)):
        return False
    if row.type in _FIGURES and is_apolitical and not _is_armed(trigger.token, [*initiators, *targets]):
        return False
    if row.type in BARE_TYPES - {"COERCE"} and not initiators and not targets and _is_deed_of_a_thing(trigger):
        return False
    return bool(initiators or targets) or row.type in BARE_TYPES or recalls


def _is_armed(token: Token, actors: Sequence[Actor]) -> bool:
    """Armed actors, weapons or people counted among the victims make a match or a market the scene of real violence."""
    if any(a.sector in _ARMED for a in actors):
        return True
    weapons = load().classes["weapon"]
    return any(t.lemma_.lower() in weapons for t in token.sent)


def _is_deed_of_a_thing(trigger: Trigger) -> bool:
    """*The technique conquered the workshops*: a common noun that is neither somebody, a weapon nor an act is the subject."""
    if trigger.pos != "VERB" or args.is_passive(trigger.token):
        return False
    doers = args.subjects(trigger.token)
    return bool(doers) and all(_is_thing(d) for d in doers)


def _is_thing(noun: Token) -> bool:
    if noun.pos_ != "NOUN" or noun.ent_type_ or noun.lower_.endswith(_AGENTIVE):
        return False
    lemma = noun.lemma_.lower()
    lexicon = load()
    somebody = any(lemma in lexicon.classes[name] for name in ("person", "group", "armed", "civilian", "state", "weapon"))
    return not somebody and (lemma, "NOUN") not in lexicon.frames
