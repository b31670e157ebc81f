"""Panels by specification: a file says what to count and how, its hash names it, and a paragraph tells the method."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from string import Template
from typing import Any, get_args, get_type_hints

import duckdb

from warehouse.store import sql

METHODS = Template((Path(__file__).resolve().parent / "methods.txt").read_text(encoding="utf-8"))
UNITS = ("country", "admin1", "admin2", "pg", "h3", "dyad", "actor")
PERIODS = ("day", "week", "month", "year")
TOLL_RULES = ("latest_independent", "lowest", "highest")
UNIT_NAMES = {
    "country": "country",
    "admin1": "first-level division",
    "admin2": "second-level division",
    "pg": "PRIO-GRID cell",
    "h3": "H3 cell",
    "dyad": "directed dyad",
    "actor": "actor",
}


class MixedCodersError(ValueError):
    """The events of a panel were coded by several versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What a panel counts; the options are those of `pub.panel`. Empty lists ask for any."""

    unit: str
    period: str
    title: str = ""
    types: tuple[str, ...] = ()
    states: tuple[str, ...] = ("occurred",)
    aspects: tuple[str, ...] = ("event",)
    sources: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    min_articles: int = 1
    resolution: int = 3
    lag: int = 7
    covered_share: float = 1.0
    toll_rule: str = "latest_independent"
    first_date: dt.date | None = None
    last_date: dt.date | None = None
    known_at: dt.date | None = None
    recorded_at: dt.date | None = None
    allow_mixed_coders: bool = False

    def __post_init__(self) -> None:
        """Refuse values that no panel has."""
        for name, allowed in {"unit": UNITS, "period": PERIODS, "toll_rule": TOLL_RULES, "resolution": (3, 4, 5)}.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is {getattr(self, name)!r}; it may be {', '.join(map(str, allowed))}")
        if not 0 <= self.covered_share <= 1:
            raise ValueError(f"covered_share is {self.covered_share}; it is a share, 0 to 1")
        if bad := [item for item in (*self.types, *self.states, *self.aspects, *self.sources, *self.precisions) if "," in item]:
            raise ValueError(f"a comma in {bad[0]!r}; write lists as lists")

    @property
    def spec_id(self) -> str:
        """Give the id: a hash over all options, whatever the order and the defaults left out in the file."""
        text = json.dumps(asdict(self), sort_keys=True, default=str)
        return "p" + hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def spec(told: Mapping[str, Any]) -> Spec:
    """Read a specification out of a mapping as YAML gives it; ValueError names what is wrong."""
    kinds = get_type_hints(Spec)
    if unknown := told.keys() - {field.name for field in fields(Spec)}:
        raise ValueError(f"no such option: {', '.join(sorted(map(str, unknown)))}; there are {', '.join(f.name for f in fields(Spec))}")
    if missing := {"unit", "period"} - told.keys():
        raise ValueError(f"{' and '.join(sorted(missing))} missing")
    return Spec(**{name: _value(name, kinds[name], value) for name, value in told.items()})


def _value(name: str, kind: Any, value: Any) -> Any:
    if kind == tuple[str, ...]:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise ValueError(f"{name} is {value!r}; it is a list of texts")
        return tuple(sorted(items))
    allowed = get_args(kind) or (kind,)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) not in allowed:
        raise ValueError(f"{name} is {value!r}; it is a {allowed[0].__name__}")
    return value


def build(con: duckdb.DuckDBPyConnection, panel: Spec, folder: Path) -> dict[str, Any]:
    """Build a panel out of the pub tables that the connection uses into a folder, made if missing: panel.csv, panel.parquet, spec.json and
    METHODS.md. Gives its figures: `n_rows`, `n_counted`, `n_placed`, `coders`, `first_day`, `last_day`, `sources`.

    Raises MixedCodersError where several extractor versions coded its events, unless the specification allows that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bounds = {"known_at": panel.known_at, "recorded_at": panel.recorded_at}
    con.execute(sql("panel_known" if any(bounds.values()) else "panel_current"), bounds if any(bounds.values()) else None)
    chosen = {"types": list(panel.types), "states": list(panel.states), "aspects": list(panel.aspects)}
    coders = [row[0] for row in con.execute(sql("panel_coders"), chosen).fetchall()]
    if len(coders) > 1 and not panel.allow_mixed_coders:
        raise MixedCodersError(
            f"the events of this panel were coded by {len(coders)} versions ({', '.join(coders[:3])}); code their articles again with one, "
            "or set allow_mixed_coders: true"
        )
    con.execute(sql("panel_rows").replace("$call", _call(panel)))
    figures = _figures(con, is_actor=panel.unit == "actor")
    for name, options in {"panel.csv": "FORMAT csv, HEADER true", "panel.parquet": "FORMAT parquet, COMPRESSION zstd"}.items():
        con.execute(f"COPY panel_rows TO '{str(folder / name).replace(chr(39), chr(39) * 2)}' ({options})")
    con.execute("DROP TABLE panel_rows; DROP TABLE panel_events")
    (folder / "spec.json").write_text(
        json.dumps(asdict(panel) | {"spec_id": panel.spec_id}, indent=2, default=str) + "\n", encoding="utf-8"
    )
    (folder / "METHODS.md").write_text(methods(panel, figures | {"coders": coders}), encoding="utf-8")
    return figures | {"coders": coders}


def _figures(con: duckdb.DuckDBPyConnection, *, is_actor: bool) -> dict[str, Any]:
    found = con.execute(sql("panel_figures"), {"is_actor": is_actor})
    row = found.fetchone() or ()
    return dict(zip([column[0] for column in found.description or ()], row, strict=True))


def _call(panel: Spec) -> str:
    """Write the options as arguments of `pub.panel`. Macros take no bound parameters, hence the quoting."""
    lists = {name: ",".join(getattr(panel, name)) for name in ("types", "states", "aspects", "sources", "precisions")}
    texts = lists | {"toll_rule": panel.toll_rule, "first_date": panel.first_date or "", "last_date": panel.last_date or ""}
    numbers = {name: getattr(panel, name) for name in ("min_articles", "resolution", "lag", "covered_share")}
    named = [f"{name} := {_quoted(value)}" for name, value in texts.items()] + [f"{name} := {value}" for name, value in numbers.items()]
    return ", ".join([_quoted(panel.unit), _quoted(panel.period), *named, "events := 'panel_events'"])


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def methods(panel: Spec, figures: Mapping[str, Any]) -> str:
    """Write the paragraph for a paper, and how to cite the panel. `figures` are those of `build`."""
    moments = {"as known on": panel.known_at, "as loaded by": panel.recorded_at}
    return METHODS.substitute(
        title=panel.title or f"{UNIT_NAMES[panel.unit].capitalize()} by {panel.period}",
        kinds=f"of type {', '.join(panel.types)}" if panel.types else "of all types",
        reports=f" with at least {panel.min_articles} independent reports" if panel.min_articles > 1 else "",
        precise=f" dated to {', '.join(panel.precisions)}" if panel.precisions else "",
        states=" or ".join(panel.states),
        aspects=" or ".join(panel.aspects),
        panelled=f" of a fixed panel of {len(panel.sources)} sources ({', '.join(panel.sources)})" if panel.sources else "",
        coders=" and ".join(figures["coders"]) or "none",
        known="".join(f" {words} {moment}" for words, moment in moments.items() if moment),
        unit=UNIT_NAMES[panel.unit],
        period=panel.period,
        first_day=figures["first_day"],
        last_day=figures["last_day"],
        placed=f"{figures['n_placed']:,}",
        total=f"{figures['n_counted']:,}",
        share="every day" if panel.covered_share == 1 else f"{panel.covered_share:.0%} of the days",
        lag=panel.lag,
        toll_rule=panel.toll_rule,
        spec_id=panel.spec_id,
    )
