"""What analysts decide of events, over what the rules say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

DecisionKind = Literal["retype", "relocate", "redate", "reactor", "split", "merge", "retract", "confirm", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a decision holds on to: a mention, and where it stands, should a later coding name it otherwise."""

    mention_id: str
    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an analyst has decided of an event. `anchors` are its mentions then, of a split those to part; `others` are those of the
    events to merge it with, or those that a split leaves. `value` has what to set, by names of fields of `Event`."""

    decision_id: str
    kind: DecisionKind
    event_id: str
    anchors: tuple[Anchor, ...]
    others: tuple[Anchor, ...] = ()
    value: dict[str, object]
    author: str
    reason: str
    decided_at: dt.datetime
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a decision stands: the mentions that its anchors and others are now, those that were found by their place only, and how many
    are lost. A decision whose anchors are all lost is orphaned: it decides nothing."""

    decision: Decision
    mentions: tuple[str, ...]
    others: tuple[str, ...]
    n_moved: int = 0
    n_lost: int = 0
    is_undone: bool = False

    @property
    def state(self) -> str:
        """Give held, moved, orphaned or undone."""
        if self.is_undone:
            return "undone"
        if not self.mentions and self.decision.kind != "undo":
            return "orphaned"
        return "moved" if self.n_moved or self.n_lost else "held"
