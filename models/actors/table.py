"""The actor tables in memory: names to rows, states and their organs, office-holders by date, roles by date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from models.actors.match import NameIndex, pieces
from models.actors.rows import (
    ActorRow,
    Generic,
    Role,
    Term,
    read_actors,
    read_generics,
    read_roles,
    read_terms,
    split,
    table_lines,
    within,
)
from models.records import Actor
from models.seeds import SEEDS

_ORGANS = {
    "MIL": ("mil", "{name} military"),
    "COP": ("cop", "{adjective} police"),
    "SPY": ("spy", "{adjective} intelligence services"),
}
_RECENT = dt.timedelta(days=60)  # an office is still told of somebody for a while after it ended


class ActorTable:
    """Every actor the tables know, states (one `gov-xxx` an ISO code) and their generated organs among them."""

    def __init__(self, folder: Path, places: Path) -> None:
        """Read the tables of a folder and the country names of another."""
        self.rows: dict[str, ActorRow] = {row.actor_id: row for row in read_actors(folder)}
        self.generics: dict[str, Generic] = read_generics(folder)
        self.roles: dict[str, list[Role]] = defaultdict(list)
        self.terms: dict[str, list[Term]] = defaultdict(list)
        self.index = NameIndex()
        self._adjectives: dict[str, str] = {}
        self._organs: dict[tuple[str, str], ActorRow] = {}
        for role in read_roles(folder):
            self.roles[role.actor_id].append(role)
        for term in read_terms(folder):
            self.terms[term.person].append(term)
        for line in table_lines(places / "demonyms.csv"):
            self._adjectives.setdefault(line["country"], line["demonym"])
        self._crowds = {g.name.split()[-1]: g for g in reversed(self.generics.values()) if g.name.startswith("{adjective} ")}
        self._add_states(places)
        self._add_names(places)

    @classmethod
    def load(cls, folder: Path | None = None, *, places: Path | None = None) -> ActorTable:
        """Read `seeds/actors` (or a folder like it), once a process. Raises FileNotFoundError, ValueError."""
        return _load(folder or SEEDS / "actors", places or SEEDS / "places")

    def _add_states(self, places: Path) -> None:
        for line in table_lines(places / "countries.csv"):
            key = f"gov-{line['country'].lower()}"
            if key not in self.rows:
                self.rows[key] = ActorRow(key, line["name"], line["country"], "GOV", "State forces", split(line["aliases"]))
        for row in list(self.rows.values()):
            if row.actor_id.startswith("gov-") and row.country:
                for sector, (prefix, name) in _ORGANS.items():
                    organ = f"{prefix}-{row.country.lower()}"
                    if organ not in self.rows:
                        text = name.format(name=row.name, adjective=self.adjective(row.country))
                        self.rows[organ] = ActorRow(organ, text, row.country, sector, "State forces", (), row.actor_id)
                    self._organs[row.country, sector] = self.rows[organ]
        for row in self.rows.values():
            if row.country and row.sector in {"LEG"}:
                self._organs.setdefault((row.country, row.sector), row)

    def _add_names(self, places: Path) -> None:
        for row in self.rows.values():
            for name in (row.name, *row.aliases):
                self.index.add(name, "country" if row.actor_id.startswith("gov-") else "actor", row.actor_id)
        for person, terms in self.terms.items():
            for name in dict.fromkeys((person, *(alias for term in terms for alias in term.aliases))):
                self.index.add(name, "person", person)
        for line in table_lines(places / "countries.csv"):
            for name in (line["name"], *split(line["aliases"])):
                self.index.add(name, "country", f"gov-{line['country'].lower()}")
        for line in table_lines(places / "demonyms.csv"):
            if self.state(line["country"]) is None:  # a people without a state of its own (*Kurdish*)
                continue
            for name in (line["demonym"], line["demonym"] + "s"):
                self.index.add(name, "demonym", f"gov-{line['country'].lower()}")
        for line in table_lines(places / "capitals.csv"):
            if self.state(line["country"]) is not None:
                self.index.add(line["name"], "seat", f"gov-{line['country'].lower()}")

    def state(self, country: str) -> ActorRow | None:
        """Give the government of an ISO 3166-1 alpha-3 code."""
        return self.rows.get(f"gov-{country.lower()}")

    def organ(self, country: str, sector: str) -> ActorRow | None:
        """Give a state's armed forces (MIL), police (COP), intelligence services (SPY), parliament (LEG) or else its government."""
        return self._organs.get((country, sector)) or self.state(country)

    def adjective(self, country: str) -> str:
        """Give the adjective of a country (*Afghan*), or its name where the adjective is but a word for its people."""
        word = self._adjectives.get(country, "")
        row = self.state(country)
        return word if (word and not word.endswith(("er", "s"))) or row is None else row.name

    def named(self, name: str) -> ActorRow | None:
        """Give the row that a name means without a context; None if none or several."""
        keys = self.index.lookup(name)
        return self.rows.get(keys[0]) if len(keys) == 1 else None

    def term_on(self, person: str, on: dt.date | None) -> Term | None:
        """Give what a person stands for on a day: the office held, or the armed group led, living or dead. Without a day, the last one."""
        terms = self.terms.get(person, [])
        if on is None:
            return terms[-1] if terms else None
        held = [t for t in terms if within(on, t.valid_from, t.valid_to + _RECENT if t.valid_to else None)]
        if held:
            return held[-1]
        ended = [t for t in terms if t.valid_to and t.valid_to < on and t.actor_id and not self._is_state(t.actor_id)]
        return ended[-1] if ended else None

    def _is_state(self, actor_id: str) -> bool:
        return self.rows[actor_id].inter in {"State forces", "External/other"}

    def role_on(self, actor_id: str, on: dt.date | None) -> tuple[str, str] | None:
        """Give an actor's sector and class on a day (None: now), by `roles.csv` before `actors.csv`; None for an unknown id."""
        for role in self.roles.get(actor_id, ()):
            if within(on, role.valid_from, role.valid_to):
                return role.sector, role.inter
        row = self.rows.get(actor_id)
        if row is not None:
            return row.sector, row.inter
        generic = self._crowds.get(actor_id.split(":", 1)[-1].split("@", 1)[0])
        return (generic.sector, generic.inter) if generic else None

    def actor_class(self, actor: Actor, on: dt.date | None) -> str:
        """Give the ACLED-like class of an actor on a day; an actor that no table knows goes by its sector, else External/other."""
        role = self.role_on(actor.actor_id, on) if actor.actor_id else None
        if role:
            return role[1]
        return _CLASS_OF_SECTOR.get(actor.sector or "", "External/other")


_CLASS_OF_SECTOR = {
    "GOV": "State forces",
    "LEG": "State forces",
    "JUD": "State forces",
    "MIL": "State forces",
    "COP": "State forces",
    "SPY": "State forces",
    "REB": "Rebel groups",
    "UAF": "Political militias",
    "CRM": "Political militias",
    **dict.fromkeys(("CVL", "PTY", "OPP", "MED", "NGO", "REL", "REF", "BUS", "EDU", "ELI"), "Civilians"),
}


@lru_cache(maxsize=4)
def _load(folder: Path, places: Path) -> ActorTable:
    return ActorTable(folder, places)


def fold(text: str) -> str:
    """Fold a name for comparison."""
    return " ".join(pieces(text))
