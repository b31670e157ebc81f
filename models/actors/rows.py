"""The rows of the actor tables (`seeds/actors/`) and of the country names that they lean on (`seeds/places/`)."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INTER = frozenset(
    {
        "State forces",
        "Rebel groups",
        "Political militias",
        "Identity militias",
        "Rioters",
        "Protesters",
        "Civilians",
        "External/other",
    }
)


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A known actor. Its id never changes; `sector` and `inter` hold where `roles.csv` says nothing for the day."""

    actor_id: str
    name: str
    country: str | None
    sector: str
    inter: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    note: str = ""
    theatre: tuple[str, ...] = ()  # where a body acts (`theatres.csv`): tells which of several of one name (*the Coalition*) is meant


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is from a day to a day, both inclusive, None where open."""

    actor_id: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    sector: str
    inter: str


@dataclass(frozen=True, slots=True)
class Term:
    """A time in office: whom its holder is coded as, from a day to a day. `actor_id` is None for who stands for nobody but himself."""

    person: str
    aliases: tuple[str, ...]
    office: str
    country: str | None
    actor_id: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Generic:
    """A role noun (*police*, *villager*): its kind decides what its modifiers tell, its name is a template over the country."""

    lemma: str
    kind: str
    animacy: str  # human, body or thing
    sector: str
    inter: str
    name: str


def table_lines(path: Path) -> Iterator[dict[str, str]]:
    """Read a CSV with a header. Raises FileNotFoundError naming the table that lacks."""
    if not path.is_file():
        raise FileNotFoundError(f"the actor tables lack {path}; restore it from the repository")
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def day(text: str, where: str) -> dt.date | None:
    """Read an ISO day, None for an empty cell; raises ValueError naming the row."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{where}: {text!r} is no day of the form 2021-08-15") from error


def within(on: dt.date | None, first: dt.date | None, last: dt.date | None) -> bool:
    """Tell whether a day lies in an interval that may be open at either end; no day lies in an interval without an end only."""
    if on is None:
        return last is None
    return (first is None or first <= on) and (last is None or on <= last)


def split(cell: str) -> tuple[str, ...]:
    """Split a cell of alternatives at its bars."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def read_actors(folder: Path) -> list[ActorRow]:
    """Read `actors.csv`, with the theatres of `theatres.csv`."""
    lines = list(table_lines(folder / "actors.csv"))
    theatres: dict[str, list[str]] = defaultdict(list)
    for line in table_lines(folder / "theatres.csv"):
        theatres[line["actor_id"]].append(line["country"])
    return [
        ActorRow(
            line["actor_id"],
            line["name"],
            line["country"] or None,
            line["sector"],
            line["inter"],
            split(line["aliases"]),
            line["parent"] or None,
            day(line["valid_from"], f"actors.csv {line['actor_id']}"),
            day(line["valid_to"], f"actors.csv {line['actor_id']}"),
            line["note"],
            tuple(theatres[line["actor_id"]]),
        )
        for line in lines
    ]


def read_roles(folder: Path) -> list[Role]:
    """Read `roles.csv`."""
    return [
        Role(
            line["actor_id"],
            day(line["valid_from"], f"roles.csv {line['actor_id']}"),
            day(line["valid_to"], f"roles.csv {line['actor_id']}"),
            line["sector"],
            line["inter"],
        )
        for line in table_lines(folder / "roles.csv")
    ]


def read_terms(folder: Path) -> list[Term]:
    """Read `offices.csv`."""
    return [
        Term(
            line["person"],
            split(line["aliases"]),
            line["office"],
            line["country"] or None,
            line["actor_id"] or None,
            day(line["valid_from"], f"offices.csv {line['person']}"),
            day(line["valid_to"], f"offices.csv {line['person']}"),
        )
        for line in table_lines(folder / "offices.csv")
    ]


def read_generics(folder: Path) -> dict[str, Generic]:
    """Read `generic.csv`, keyed by lemma."""
    return {
        line["lemma"]: Generic(line["lemma"], line["kind"], line["animacy"], line["sector"], line["inter"], line["name"])
        for line in table_lines(folder / "generic.csv")
    }
