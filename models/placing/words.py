"""The word lists of the placing rules, read once from `seeds/places/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from models.gazetteer.names import fold
from models.gazetteer.world import rows


@lru_cache(maxsize=1)
def demonyms() -> MappingProxyType[str, str]:
    """Give demonyms in lower case with their country (ISO alpha-3); plurals in -s are there too."""
    table: dict[str, str] = {}
    for row in rows("demonyms.csv"):
        if row["country"]:
            table[row["demonym"].lower()] = row["country"]
            table.setdefault(row["demonym"].lower() + "s", row["country"])
    for row in rows("countries.csv"):  # the Philippines are no Filipinos
        table.pop(row["name"].lower(), None)
    return MappingProxyType(table)


@lru_cache(maxsize=1)
def adjectives() -> frozenset[str]:
    """Give every demonym in lower case, those of no one country (*African*, *Kurdish*) too."""
    return frozenset(demonyms()) | {row["demonym"].lower() for row in rows("demonyms.csv")}


@lru_cache(maxsize=1)
def seats() -> MappingProxyType[str, str]:
    """Give capitals and seats of government (folded) with the country whose government they may stand for."""
    return MappingProxyType({fold(row["name"]): row["country"] for row in rows("capitals.csv")})


@lru_cache(maxsize=1)
def _groups() -> MappingProxyType[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("words.csv"):
        found.setdefault(row["class"], set()).add(row["word"])
    return MappingProxyType({name: frozenset(words) for name, words in found.items()})


def group(name: str) -> frozenset[str]:
    """Give a word class of `words.csv` in lower case (`agent`: nouns for people and bodies; `territory`: what is done to a place; …)."""
    found = _groups().get(name)
    if not found:
        raise ValueError(f"seeds/places/words.csv has no class {name!r}")
    return found


@lru_cache(maxsize=1)
def successors() -> MappingProxyType[str, frozenset[str]]:
    """Give countries with those that sources list under them (a source that says Sudan may mean what is now South Sudan)."""
    table: dict[str, frozenset[str]] = {}
    for row in rows("successors.csv"):
        table[row["country"]] = table.get(row["country"], frozenset()) | {row["also"]}
    return MappingProxyType(table)


@dataclass(frozen=True, slots=True)
class Scene:
    """How the place of a type of event is told where its sentence does not tell it.

    `manner`: an *act* upon somebody, a *dealing* of parties or a *word* said, which does not happen where its matter lies;
    `setting`: *story* (the doings around it, the article's scene, the parties), *near* (its own kind around it) or *home* (the parties);
    `partner`: whose country then counts.
    """

    manner: str
    setting: str
    partner: str


@lru_cache(maxsize=1)
def scenes() -> MappingProxyType[str, Scene]:
    """Give the setting of each event type (`scenes.csv`)."""
    return MappingProxyType({r["type"]: Scene(r["manner"], r["setting"], r["partner"]) for r in rows("scenes.csv")})
