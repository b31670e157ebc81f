"""Event types and the tables between them: PLOVER first, CAMEO with its Goldstein scores, ACLED-like and UCDP types derived.

PLOVER types and modes come from the PLOVER manual (draft 2.0), the CAMEO codes and scores from CAMEO 1.1b3 as ICEWS numbers it.
No published table leads from either to ACLED or UCDP: those two crosswalks are our own convention, hence `acled_like`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from models.seeds import read_csv

ActorClass = Literal["state", "armed", "external", "civilians", "protesters", "rioters", "other"]
"""What a crosswalk asks of an actor: a state's forces or organs, an organised armed group, a foreign or international force,
civilians, a peaceful crowd, a violent crowd, or anything else."""

ACTOR_CLASSES: tuple[str, ...] = get_args(ActorClass)
_STATE_SECTORS = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "SPY"})
_ARMED_SECTORS = frozenset({"REB", "UAF", "CRM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER type, or a mode of one (`mode` empty for the type itself). `intensity` is None where the manual gives no score."""

    type: str
    mode: str
    name: str
    definition: str
    quad: int  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    quad_name: str
    intensity: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code (a string: `010` is not `10`) with its Goldstein score and the quad class that ICEWS gives its root."""

    code: str
    name: str
    goldstein: float
    quad: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkRule:
    """One rule of a crosswalk, first match wins; `*` matches anything, a CAMEO pattern may end in `*`. `result` None: no such type."""

    conditions: tuple[str, ...]
    result: tuple[str, ...] | None

    def matches(self, values: Sequence[str]) -> bool:
        """Tell whether every condition holds of the value at its place."""
        return all(_fits(condition, value) for condition, value in zip(self.conditions, values, strict=True))


def _fits(condition: str, value: str) -> bool:
    """Compare one value with one condition."""
    if condition.endswith("*"):
        return value.startswith(condition[:-1])
    return condition == value


def actor_class(sector: str | None, *, is_foreign: bool = False) -> ActorClass:
    """Give the class of an actor by its PLOVER sector; `is_foreign` makes a state's organ an external force.

    A protester's sector is OPP or CVL like any other's, so that crowds are the caller's to tell by their words.
    """
    if sector in _STATE_SECTORS:
        return "external" if is_foreign else "state"
    if sector in _ARMED_SECTORS:
        return "armed"
    return "other" if sector is None or sector in {"UNK", "OPP", "PTY"} else "civilians"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """The tables under `seeds/ontology/`, read once and checked."""

    event_types: Mapping[tuple[str, str], EventType]
    cameo_codes: Mapping[str, CameoCode]
    acled_rules: tuple[CrosswalkRule, ...]
    ucdp_rules: tuple[CrosswalkRule, ...]

    @classmethod
    @cache
    def load(cls) -> Ontology:
        """Read the tables; ValueError names the table and the row that is wrong."""
        return cls(
            event_types=_event_types(),
            cameo_codes=_cameo_codes(),
            acled_rules=_rules("acled.csv", ("type", "mode", "cameo", "initiator_class", "target_class"), ("event_type", "sub_event_type")),
            ucdp_rules=_rules("ucdp.csv", ("initiator_class", "target_class"), ("type_of_violence",)),
        )

    @property
    def types(self) -> tuple[str, ...]:
        """Give the PLOVER types in the order of the table."""
        return tuple(key[0] for key in self.event_types if not key[1])

    def modes(self, event_type: str) -> tuple[str, ...]:
        """Give the modes of a type, none for a type that has no modes."""
        return tuple(mode for of, mode in self.event_types if of == event_type and mode)

    def goldstein(self, cameo: str | None) -> float | None:
        """Give the Goldstein score of a code; a longer code that is not listed has its parent's, an unknown one None."""
        code = cameo or ""
        while len(code) >= 2:
            if code in self.cameo_codes:
                return self.cameo_codes[code].goldstein
            code = code[:-1]
        return None

    def quad(self, event_type: str) -> int:
        """Give the quad class (1 to 4) of a PLOVER type; KeyError for a type that the table does not have."""
        return self.event_types[event_type, ""].quad

    def intensity(self, event_type: str, mode: str | None = None) -> float | None:
        """Give PLOVER's intensity of a mode, or of its type where the mode is none or has no score; KeyError for an unknown type."""
        found = self.event_types.get((event_type, mode or ""))
        if found is not None and found.intensity is not None:
            return found.intensity
        return self.event_types[event_type, ""].intensity

    def acled_like(
        self, event_type: str, mode: str | None, cameo: str | None, initiator_class: str | None, target_class: str | None
    ) -> tuple[str, str] | None:
        """Give an ACLED-like event type and sub-event type, None where ACLED would hold no row (words, talks, aid).

        The classes are `ActorClass` values, None where the text tells no such actor.
        """
        result = _first(self.acled_rules, (event_type, mode or "", cameo or "", initiator_class or "", target_class or ""))
        return (result[0], result[1]) if result else None

    def ucdp_type(self, initiator_class: str | None, target_class: str | None) -> int | None:
        """Give UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided, None where the sides tell none.

        It holds only for ASSAULT with a death, which the caller must see to.
        """
        result = _first(self.ucdp_rules, (initiator_class or "", target_class or ""))
        return int(result[0]) if result else None


def _first(rules: Sequence[CrosswalkRule], values: Sequence[str]) -> tuple[str, ...] | None:
    """Give the result of the first rule that matches."""
    return next((rule.result for rule in rules if rule.matches(values)), None)


def _event_types() -> dict[tuple[str, str], EventType]:
    """Read PLOVER's types and modes."""
    found: dict[tuple[str, str], EventType] = {}
    for row in read_csv("ontology/plover.csv"):
        key = (row["type"], row["mode"])
        if key in found:
            raise ValueError(f"seeds/ontology/plover.csv: {key[0]} {key[1]} is listed twice")
        if key[1] and (key[0], "") not in found:
            raise ValueError(f"seeds/ontology/plover.csv: mode {key[1]} comes before its type {key[0]}")
        found[key] = EventType(
            type=row["type"],
            mode=row["mode"],
            name=row["name"],
            definition=row["definition"],
            quad=int(row["quad_code"]),
            quad_name=row["quad_name"],
            intensity=float(row["intensity"]) if row["intensity"] else None,
        )
    return found


def _cameo_codes() -> dict[str, CameoCode]:
    """Read the CAMEO codes."""
    found: dict[str, CameoCode] = {}
    for row in read_csv("ontology/cameo.csv"):
        if row["code"] in found:
            raise ValueError(f"seeds/ontology/cameo.csv: code {row['code']} is listed twice")
        found[row["code"]] = CameoCode(
            code=row["code"], name=row["name"], goldstein=float(row["goldstein"]), quad=int(row["quad_icews"]), version=row["version"]
        )
    return found


def _rules(table: str, conditions: Sequence[str], results: Sequence[str]) -> tuple[CrosswalkRule, ...]:
    """Read an ordered crosswalk; empty result cells mean that the other scheme has no such type."""
    rules = []
    for row in read_csv(f"ontology/{table}"):
        result = tuple(row[name] for name in results)
        if any(result) and not all(result):
            raise ValueError(f"seeds/ontology/{table}: a rule gives only a part of {', '.join(results)}: {row}")
        rules.append(CrosswalkRule(conditions=tuple(row[name] for name in conditions), result=result if all(result) else None))
    return tuple(rules)
