"""The inbox of decisions: analysts put files there without waiting for a writer, and the next load takes them in."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from models.records import Anchor, Decision, DecisionKind, stable_id

KINDS: tuple[str, ...] = get_args(DecisionKind)
COLUMNS = ("kind", "event", "others", "type", "place", "date", "initiator", "target", "author", "reason")
Needs = {"retype": ("type",), "relocate": ("place",), "redate": ("date",), "reactor": ("initiator", "target")}


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision as an analyst words it. `others` are events to merge with, or mentions to part; `event` of an undo is a decision."""

    kind: str
    event: str
    others: tuple[str, ...] = ()
    type: str | None = None
    place: str | None = None
    date: str | None = None
    initiator: str | None = None
    target: str | None = None
    author: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a wish that is no decision; ValueError tells what is missing."""
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no decision; it is one of {', '.join(KINDS)}")
        if not self.event or not self.author.strip() or not self.reason.strip():
            raise ValueError(f"a decision to {self.kind} needs an event, an author and a reason")
        needed = Needs.get(self.kind, ())
        if needed and not any(getattr(self, name) for name in needed):
            raise ValueError(f"a decision to {self.kind} needs {' or '.join(needed)}")
        if self.kind in {"merge", "split"} and not self.others:
            raise ValueError("a merge needs the other events, a split the mentions to part")


def read_csv(path: Path) -> list[Wish]:
    """Read wishes from a CSV with the columns `kind,event,others,type,place,date,initiator,target,author,reason`; a name not needed may
    be left out, several others are divided by spaces. Raises ValueError naming file and line for a row that is no decision."""
    wishes = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        unknown = set(rows.fieldnames or ()) - set(COLUMNS)
        if unknown:
            raise ValueError(f"{path}: unknown columns {', '.join(sorted(unknown))}; known are {', '.join(COLUMNS)}")
        for row in rows:
            told = {name: (row.get(name) or "").strip() for name in COLUMNS}
            others = tuple(told.pop("others").split())
            try:
                wishes.append(Wish(**{name: value for name, value in told.items() if value}, others=others))
            except (TypeError, ValueError) as error:
                raise ValueError(f"{path}, line {rows.line_num}: {error}") from error
    return wishes


def decision(wish: Wish, *, anchors: Sequence[Anchor], others: Sequence[Anchor], value: dict[str, object], at: dt.datetime) -> Decision:
    """Make a decision of a wish, once its mentions and values have been looked up."""
    return Decision(
        decision_id=stable_id("decision", json.dumps(asdict(wish), sort_keys=True), at.isoformat()),
        kind=wish.kind,  # type: ignore[arg-type]
        event_id=wish.event,
        anchors=tuple(anchors),
        others=tuple(others),
        value=value,
        author=wish.author,
        reason=wish.reason,
        decided_at=at,
        undoes=wish.event if wish.kind == "undo" else None,
    )


def put(folder: Path, decisions: Iterable[Decision]) -> list[Path]:
    """Write decisions into the inbox, a file each, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for made in decisions:
        path = folder / f"{made.decided_at:%Y%m%dT%H%M%S%f}-{made.decision_id}.json"
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(made), ensure_ascii=False, default=str, indent=1), encoding="utf-8")
        draft.replace(path)
        written.append(path)
    return written


def waiting(folder: Path) -> dict[Path, Decision]:
    """Read what waits in the inbox, oldest first. Raises ValueError naming the file that is no decision."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        try:
            found[path] = _read(json.loads(path.read_text(encoding="utf-8")))
        except (TypeError, KeyError, ValueError) as error:
            raise ValueError(f"{path} is no decision ({error}); put it right or take it away") from error
    return found


def _read(raw: dict[str, Any]) -> Decision:
    if raw["kind"] not in KINDS:
        raise ValueError(f"kind {raw['kind']!r}")
    lists = {name: tuple(Anchor(**anchor) for anchor in raw[name]) for name in ("anchors", "others")}
    return Decision(**{**raw, **lists, "decided_at": dt.datetime.fromisoformat(raw["decided_at"])})


def take(paths: Iterable[Path]) -> None:
    """Put decisions that were loaded aside, into `taken` beside them."""
    for path in paths:
        aside = path.parent / "taken"
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)
