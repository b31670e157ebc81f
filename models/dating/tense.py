"""Whether the clause around an expression tells of the past, the present or the future."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from spacy.tokens import Doc, Token

from models.phrases import clause_head, text_of

Tense = Literal["past", "present", "future", "unknown"]
_FUTURE_AUX = {"will", "shall", "'ll", "’ll", "wo", "sha"}
_HABITUAL = frozenset(
    {
        "usually", "often", "always", "regularly", "routinely", "typically", "generally", "sometimes", "frequently", "repeatedly",
        "never", "previously",
    }
)  # fmt: skip
_CHARGE = frozenset({"of", "from", "against", "for", "about"})
_UNREAL = _FUTURE_AUX | {"would", "could", "might", "may", "should", "must", "'d", "’d"}
_AHEAD = {
    "plan",
    "expect",
    "schedule",
    "due",
    "set",
    "intend",
    "aim",
    "vow",
    "promise",
    "pledge",
    "hope",
    "want",
    "go",
    "propose",
    "slate",
    "bind",
    "decide",
}
_WORDS_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|['’]ll|going\s+to|(?:is|are)\s+(?:due|set|scheduled|expected|planned|slated|to)\b|scheduled|upcoming|plans?\s+to|expected\s+to)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s+(?=[A-Z“\"'])|\n")


class TenseReader:
    """Reads tense at a character of a document: by its tree where it has one, else by the words of the sentence."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._text = text_of(doc)
        self._has_tree = bool(len(doc)) and doc.has_annotation("DEP") and doc.has_annotation("MORPH")
        self._starts: list[int] = [t.idx for t in doc] if self._has_tree else []

    def token_at(self, offset: int) -> Token | None:
        """Give the token that holds a character; None in a document without a tree."""
        return self._doc[max(0, bisect_right(self._starts, offset) - 1)] if self._starts else None

    def at(self, start: int) -> Tense:
        """Give the tense at a character; without a tree a sentence with no word of the future is past."""
        token = self.token_at(start)
        if token is not None:
            found = tense_of(clause_head(token))
            if found != "unknown":
                return found
            return tense_of(clause_head(token.sent.root))
        return "future" if _WORDS_AHEAD.search(self._sentence(start)) else "past"

    def _sentence(self, offset: int) -> str:
        left = [m.end() for m in _SENTENCE_END.finditer(self._text, max(0, offset - 250), offset)]
        right = _SENTENCE_END.search(self._text, offset, offset + 250)
        return self._text[left[-1] if left else max(0, offset - 250) : right.start() if right else offset + 250]


def auxiliaries(head: Token) -> list[Token]:
    """Give the auxiliaries and copulas of a predicate."""
    return [c for c in head.children if c.dep_ in {"aux", "aux:pass", "cop"}]


def tense_of(head: Token) -> Tense:
    """Give the tense of a predicate; `unknown` for one with no finite verb of its own or of a governor that passes tense on."""
    helpers = auxiliaries(head)
    if any(a.lower_ in _FUTURE_AUX for a in helpers):
        return "future"
    for child in head.children:
        if child.dep_ == "mark" and child.lower_ == "to":
            return _infinitive(head, helpers)
    finite = [t for t in (*helpers, head) if "Fin" in t.morph.get("VerbForm", [])]
    for token in finite:
        if "Past" in token.morph.get("Tense", []):
            return "past"
    if any(a.lemma_ in {"have", "'ve"} or a.lower_ in {"has", "have", "'ve", "’ve", "had"} for a in helpers):
        return "past"
    if any(a.lower_ in {"would", "could", "might", "may", "should", "must", "can"} for a in helpers):
        return "present"
    if finite:
        return "present"
    if head.dep_ in {"advcl", "acl", "xcomp", "conj", "ccomp"} and head.head != head:
        return tense_of(clause_head(head.head))
    return "unknown"


def told_tense(head: Token) -> Tense:
    """Give the tense of a predicate, or where it has none (a fragment, or a verb read as a noun or adjective) that of its sentence."""
    found = tense_of(head)
    if found != "unknown":
        return found
    found = "past" if head.tag_ == "VBD" else "unknown" if head.sent.root.is_space else tense_of(head.sent.root)
    if found == "unknown" and any(t.tag_ == "VBD" or (t.tag_ in {"VBN", "JJ"} and t.lower_.endswith("ed")) for t in head.sent):
        return "past"
    return found


def is_unreal(head: Token) -> bool:
    """Tell whether a predicate says what would, might or must be, or what if, not what was."""
    condition = any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in head.children)
    return condition or any(a.lower_ in _UNREAL for a in auxiliaries(head))


def hangs_on_unreal(head: Token) -> bool:
    """Tell whether a predicate, or one that it completes, is unreal: *a law that would have allowed them to seize and try*."""
    while not is_unreal(head):
        if head.dep_ not in {"xcomp", "ccomp", "advcl", "conj", "acl"} or head.head == head:
            return False
        head = clause_head(head.head)
    return True


def is_perfect(head: Token) -> bool:
    """Tell whether a predicate is in the present perfect."""
    return any(a.lower_ in {"has", "have", "'ve", "’ve"} for a in auxiliaries(head))


def is_infinitive(head: Token) -> bool:
    """Tell whether a predicate is an infinitive with *to*."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in head.children)


def is_general(head: Token) -> bool:
    """Tell whether a predicate tells what is often, or was at no certain time."""
    return any(c.dep_ == "advmod" and c.lower_ in _HABITUAL for c in head.children)


def is_going_on(head: Token) -> bool:
    """Tell whether a predicate tells of what is being done at publication: *are investigating*, *"we call upon them"*."""
    if told_tense(head) != "present" or any(c.dep_ == "neg" or c.lower_ == "not" for c in head.children):
        return False
    if head.tag_ == "VBG" and any(a.lower_ in {"is", "are", "'re", "’re"} for a in auxiliaries(head)):
        return True
    return head.tag_ == "VBP" and any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in head.children)


def _infinitive(head: Token, helpers: list[Token]) -> Tense:
    """Read *is to meet*, *plans to meet*, *to meet*: ahead, unless a perfect says otherwise."""
    if any(a.lower_ in {"have", "been"} for a in helpers):
        return "past"
    governor = head.head
    if governor.lemma_.lower() in _AHEAD or governor.lower_ in _AHEAD:
        return "future"
    return tense_of(governor) if governor != head and head.dep_ in {"xcomp", "advcl", "acl", "ccomp", "conj"} else "future"


def is_of_before(trigger: Token) -> bool:
    """Tell whether an event is told as an earlier one than the story's: *an earlier protest*."""
    return any(c.dep_ == "amod" and c.lower_ in {"earlier", "previous", "past", "prior"} for c in trigger.children)


def is_timeless(trigger: Token, head: Token) -> bool:
    """Tell whether an event has no time but one that is told of itself: it is unreal, general, an attribute (*captured men*), what
    somebody is charged with (*accused of arming rebels*), or an earlier one."""
    if trigger.dep_ == "amod" and trigger.tag_ in {"VBN", "VBG"} and not trigger.head.is_space:
        return True
    is_charge = trigger.tag_ == "VBG" and any(c.lower_ in _CHARGE and c.i < trigger.i for c in trigger.children)
    return is_charge or hangs_on_unreal(head) or is_general(head) or is_of_before(trigger)
