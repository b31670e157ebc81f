"""Folded longest match of many names over the tokens of a document."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

MatchKind = Literal["actor", "person", "country", "demonym", "seat"]
# What turns a name into the maker or backer of another actor: *Iran-backed militias* are not Iran.
_DEPENDENT = frozenset({"backed", "led", "based", "held", "controlled", "linked", "born", "allied", "affiliated", "aligned", "made", "run"})
_DEPENDENT |= {"supported", "sponsored", "occupied", "funded", "trained", "armed", "dominated", "owned", "mediated", "brokered"}
_OPPOSED = frozenset({"anti", "pro", "non", "counter"})


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at tokens start to end (exclusive). `keys` are actor ids, a person's name or a country's code."""

    start: int
    end: int
    kind: MatchKind
    keys: tuple[str, ...]
    is_side: bool = False  # only told as whom another opposes or is backed by: *anti-Taliban*, *Iran-backed*


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: MatchKind
    keys: tuple[str, ...]
    is_acronym: bool
    is_cased: bool


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """Fold a text into its runs of letters and digits, lower case, without diacritics: *Da’esh* and *Da'esh* are (da, esh)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


class NameIndex:
    """Names to keys. An earlier kind of name wins over a later one of the same words; two actors of one name share it."""

    def __init__(self) -> None:
        """Start without names."""
        self._entries: dict[tuple[str, ...], _Entry] = {}
        self._longest: dict[str, int] = {}

    def add(self, name: str, kind: MatchKind, key: str) -> None:
        """Add a name. Short capitals (*IS*, *WHO*) only match capitals; any other capitalised name needs some capital."""
        words = pieces(name)
        if not words:
            return
        letters = [c for c in name if c.isalpha()]
        entry = self._entries.get(words)
        if entry is not None:
            if entry.kind == kind and kind == "actor" and key not in entry.keys:
                self._entries[words] = _Entry(kind, (*entry.keys, key), entry.is_acronym, entry.is_cased)
            return
        is_acronym = len(letters) <= 6 and all(c.isupper() for c in letters)
        self._entries[words] = _Entry(kind, (key,), is_acronym, any(c.isupper() for c in letters))
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def lookup(self, name: str) -> tuple[str, ...]:
        """Give the keys of exactly this name, none if it is unknown."""
        entry = self._entries.get(pieces(name))
        return entry.keys if entry else ()

    def ambiguous(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Give the names that several actors share."""
        return {words: e.keys for words, e in self._entries.items() if len(e.keys) > 1}

    def find(self, doc: Doc) -> list[Match]:
        """Give the longest names from left to right, without overlap."""
        found: list[Match] = []
        flat = [(piece, token.i) for token in doc for piece in pieces(token.text)]
        at = 0
        while at < len(flat):
            size = self._match_at(doc, flat, at)
            if size:
                entry = self._entries[tuple(p for p, _ in flat[at : at + size])]
                side = _is_side(doc, flat, at, size)
                found.append(Match(flat[at][1], flat[at + size - 1][1] + 1, entry.kind, entry.keys, side))
            at += size or 1
        return found

    def _match_at(self, doc: Doc, flat: list[tuple[str, int]], at: int) -> int:
        """Give how many pieces the longest name at a piece has, 0 for none."""
        if at and flat[at - 1][1] == flat[at][1] and flat[at - 1][0] not in _OPPOSED:
            return 0
        limit = min(self._longest.get(flat[at][0], 0), len(flat) - at)
        for size in range(limit, 0, -1):
            entry = self._entries.get(tuple(p for p, _ in flat[at : at + size]))
            if entry is None:
                continue
            last = at + size
            if last < len(flat) and flat[last][1] == flat[last - 1][1] and flat[last][0] not in _DEPENDENT | {"s"}:
                continue
            words = doc[flat[at][1] : flat[last - 1][1] + 1].text
            letters = [c for c in words if c.isalpha() and c not in "’'"]
            if (entry.is_acronym and not all(c.isupper() for c in letters[: len(words)])) or (
                entry.is_cased and not any(c.isupper() for c in letters)
            ):
                continue
            return size
        return 0


def is_opposed(token: Token) -> bool:
    """Tell whether a word is what its phrase is against, or for, or not (*anti-government* elements): never who they are."""
    if token.lower_.partition("-")[0] in _OPPOSED and "-" in token.text:
        return True
    return token.i > 1 and token.doc[token.i - 2].lower_ in _OPPOSED and _joined(token.doc, token.i - 2, token.i)


def _is_side(doc: Doc, flat: list[tuple[str, int]], at: int, size: int) -> bool:
    """Tell whether a name is followed by *-backed* and the like or preceded by *anti-*, in one token or joined by a hyphen."""
    if at + size < len(flat) and flat[at + size][0] in _DEPENDENT and _joined(doc, flat[at + size - 1][1], flat[at + size][1]):
        return True
    return at > 0 and flat[at - 1][0] in _OPPOSED and _joined(doc, flat[at - 1][1], flat[at][1])


def _joined(doc: Doc, left: int, right: int) -> bool:
    return left == right or (right - left == 2 and doc[left + 1].text in {"-", "‑", "–"})
