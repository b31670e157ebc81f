"""The lexicon's rows as frames. What the columns mean is told in `seeds/lexicon/README.md`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from models.seeds import read_csv

TYPES = (
    *("agree", "consult", "support", "cooperate", "aid", "concede", "retreat", "request"),
    *("accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault"),
)


@dataclass(frozen=True, slots=True)
class Companion:
    """A condition on what stands with a trigger: `name`, for some prepositions or words (`keys`), with some lemmas."""

    name: str
    keys: frozenset[str]
    lemmas: frozenset[str]
    is_forbidden: bool

    def __str__(self) -> str:
        """Write it as the lexicon does."""
        keys, lemmas = "|".join(sorted(self.keys)), "|".join(sorted(self.lemmas))
        return f"{'!' if self.is_forbidden else ''}{self.name}{f':{keys}' if keys else ''}{f'={lemmas}' if lemmas else ''}"


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of the lexicon."""

    rule: str
    lemma: str
    pos: str
    companions: tuple[Companion, ...]
    object_classes: frozenset[str]
    type: str
    mode: str | None
    cameo: str | None
    initiator: tuple[str, ...]
    target: tuple[str, ...]
    aspect: str
    weight: float

    @property
    def specificity(self) -> tuple[int, float]:
        """Order the rows of one lemma: most conditions first, then the surest."""
        return len(self.companions) + bool(self.object_classes), self.weight


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject and obliques to an event noun (*carried out an attack*)."""

    lemma: str
    companions: tuple[Companion, ...]
    initiator: tuple[str, ...]
    target: tuple[str, ...]
    effect: str  # `negated` (*called off the attack*) or `possible` (*planned an attack*); else empty


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by trigger, the light verbs, and the words of each object class."""

    frames: dict[tuple[str, str], tuple[Frame, ...]]
    light_verbs: dict[str, tuple[LightVerb, ...]]
    classes: dict[str, frozenset[str]]


def companion(text: str) -> Companion:
    """Read one companion, e.g. `!obj`, `prt:up`, `obl:to|into=custody|death`."""
    forbidden = text.startswith("!")
    head, _, lemmas = text.removeprefix("!").partition("=")
    name, _, keys = head.partition(":")
    return Companion(name, _alternatives(keys), _alternatives(lemmas), forbidden)


def frame(row: dict[str, str]) -> Frame:
    """Read one row of a type's file."""
    return Frame(
        rule=row["id"],
        lemma=row["lemma"],
        pos=row["pos"],
        companions=tuple(companion(c) for c in row["with"].split()),
        object_classes=_alternatives(row["object"].replace("w:", "")) if row["object"] else frozenset(),
        type=row["type"],
        mode=row["mode"] or None,
        cameo=row["cameo"] or None,
        initiator=_roles(row["initiator"]),
        target=_roles(row["target"]),
        aspect=row["aspect"] or "event",
        weight=float(row["weight"]),
    )


def light_verb(row: dict[str, str]) -> LightVerb:
    """Read one row of the light verbs."""
    companions = tuple(companion(c) for c in row["with"].split())
    return LightVerb(row["lemma"], companions, _roles(row["initiator"]), _roles(row["target"]), row["effect"])


@cache
def load() -> Lexicon:
    """Read the whole lexicon once."""
    frames: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for name in TYPES:
        for row in read_csv(f"lexicon/{name}.csv"):
            made = frame(row)
            frames[made.lemma, made.pos].append(made)
    light: dict[str, list[LightVerb]] = defaultdict(list)
    for row in read_csv("lexicon/light_verbs.csv"):
        light[row["lemma"]].append(light_verb(row))
    words: dict[str, set[str]] = defaultdict(set)
    for row in read_csv("lexicon/classes.csv"):
        words[row["class"]].update(row["lemma"].split("|"))
    return Lexicon(
        {key: tuple(sorted(rows, key=lambda f: f.specificity, reverse=True)) for key, rows in frames.items()},
        {lemma: tuple(rows) for lemma, rows in light.items()},
        {name: frozenset(members) for name, members in words.items()},
    )


def _alternatives(text: str) -> frozenset[str]:
    return frozenset(text.split("|")) if text else frozenset()


def _roles(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
