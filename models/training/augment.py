"""Augmentation of training documents: names of the region, headline case, brackets. Pure given the random generator."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

NAMES_PATH = Path(__file__).with_name("names.yml")
_SLOT = re.compile(r"\{(\w+)\}")
_SMALL_WORDS = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "nor", "with", "by", "from", "as"})
_PLACE_WEIGHTS = {"town": 5, "province": 3, "district": 1, "country": 2, "other": 1}
# How often a name of each label is swapped in a document chosen for swapping.
_SWAP_SHARE = {"PER": 0.9, "LOC": 0.6, "ORG": 0.5, "NORP": 0.3, "EVENT": 0.15}

Tokenize = Callable[[str], list[tuple[str, bool]]]


@dataclass(slots=True)
class NameDoc:
    """A tokenised text with one entity tag a token: ``B-PER``, ``I-PER``, ``O``, or ``""`` where the source was not sure."""

    words: list[str]
    spaces: list[bool]
    tags: list[str]

    def entities(self) -> Iterator[tuple[int, int, str]]:
        """The entities as (first token, end token, label)."""
        start = None
        for i, tag in enumerate([*self.tags, "O"]):
            if start is not None and not tag.startswith("I-"):
                yield start, i, self.tags[start][2:]
                start = None
            if tag.startswith("B-"):
                start = i


@cache
def load_names() -> dict[str, Any]:
    """The name pools of ``names.yml``."""
    with NAMES_PATH.open(encoding="utf-8") as handle:
        pools: dict[str, Any] = yaml.safe_load(handle)
    return pools


def draw_name(label: str, rng: random.Random) -> str:
    """One made-up name for an entity label (PER, LOC, ORG, NORP, EVENT)."""
    names = load_names()
    if label == "PER":
        culture = names["person"][rng.choice(sorted(names["person"]))]
        keys = {"g": "given", "f": "family", "t": "title", "k": "kin", "c": "city"}
        return _fill(rng.choice(culture["patterns"]), {k: culture[v] for k, v in keys.items() if v in culture}, rng)
    if label == "LOC":
        kind = rng.choices(list(_PLACE_WEIGHTS), weights=list(_PLACE_WEIGHTS.values()))[0]
        return str(rng.choice(names["place"][kind]))
    if label == "ORG" and rng.random() < 0.55:
        return str(rng.choice(names["group"]["fixed"]))
    templates = {"ORG": names["group"]["templates"], "NORP": names["norp"], "EVENT": names["event"]}[label]
    return _fill(rng.choice(templates), _slots(names, rng), rng)


def _slots(names: dict[str, Any], rng: random.Random) -> dict[str, list[str]]:
    places = names["place"]
    slots: dict[str, list[str]] = {
        "country": places["country"],
        "town": places["town"],
        "place": places["province"] + places["town"],
        "f": names["person"][rng.choice(sorted(names["person"]))]["family"],
        "opname": names["opname"],
    }
    slots.update(names["group"]["slots"])
    return slots


def _fill(template: str, slots: dict[str, list[str]], rng: random.Random) -> str:
    return _SLOT.sub(lambda match: str(rng.choice(slots[match[1]])), template)


def swap_names(doc: NameDoc, rng: random.Random, tokenize: Tokenize) -> NameDoc:
    """A copy with names swapped for names of the region; one name is swapped alike through the document."""
    chosen: dict[tuple[str, ...], list[tuple[str, bool]] | None] = {}
    out = NameDoc([], [], [])
    at = 0
    for start, end, label in doc.entities():
        _copy(doc, out, at, start)
        key = (label, *doc.words[start:end])
        if key not in chosen:
            swapped = rng.random() < _SWAP_SHARE.get(label, 0.0)
            chosen[key] = tokenize(draw_name(label, rng)) if swapped else None
        name = chosen[key]
        if name is None:
            _copy(doc, out, start, end)
        else:
            out.words += [word for word, _ in name]
            out.spaces += [space for _, space in name[:-1]] + [doc.spaces[end - 1]]
            out.tags += [f"B-{label}"] + [f"I-{label}"] * (len(name) - 1)
        at = end
    _copy(doc, out, at, len(doc.words))
    return out


def _copy(doc: NameDoc, out: NameDoc, start: int, end: int) -> None:
    out.words += doc.words[start:end]
    out.spaces += doc.spaces[start:end]
    out.tags += doc.tags[start:end]


def upper_case(words: list[str]) -> list[str]:
    """The words in capitals, as in a wire headline."""
    return [word.upper() for word in words]


def title_case(words: list[str]) -> list[str]:
    """The words with capital initials but for short function words, as in a newspaper headline."""
    return [w if w.lower() in _SMALL_WORDS and i else w[:1].upper() + w[1:] for i, w in enumerate(words)]


def recase(words: list[str], rng: random.Random, upper: float, title: float) -> list[str]:
    """The words in capitals with probability ``upper``, in title case with probability ``title``, else unchanged."""
    draw = rng.random()
    if draw < upper:
        return upper_case(words)
    return title_case(words) if draw < upper + title else words


def fill_template(line: str, rng: random.Random, tokenize: Tokenize) -> NameDoc:
    """A training sentence out of a template: ``{PER}`` and the like become made-up names, ``{=ORG:x}`` a literal one."""
    out = NameDoc([], [], [])
    for part in re.split(r"(\{[^}]+\})", line):
        slot = re.fullmatch(r"\{=?(\w+)(?::([^}]+))?\}", part)
        tokens = tokenize((slot[2] or draw_name(slot[1], rng)) if slot else part)
        if not tokens:
            continue
        if out.words and (part[0] == " "):
            out.spaces[-1] = True
        out.words += [word for word, _ in tokens]
        out.spaces += [space for _, space in tokens[:-1]] + [part[-1:] == " "]
        out.tags += [f"B-{slot[1]}"] + [f"I-{slot[1]}"] * (len(tokens) - 1) if slot else ["O"] * len(tokens)
    return out
