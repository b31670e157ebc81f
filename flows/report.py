"""What a run tells of itself while it goes on and when it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from models.records import CheckFailure, Offer, Rejected

REMEMBERED = 500  # rejections that a report lists by name; all are counted, and all are in the warehouse


@dataclass(slots=True)
class Report:
    """The counts of a run. `n_known` articles were loaded and coded by this very version before, so they were not coded again."""

    run_id: str
    n_articles: int = 0
    n_exact: int = 0
    n_near: int = 0
    n_known: int = 0
    n_uncoded: int = 0  # in a language that is not coded
    n_rejected: int = 0
    n_mentions: int = 0
    n_lists: int = 0  # feeds, sitemaps, folders and archives of the catalogue that were read
    outcomes: Counter[str] = field(default_factory=Counter)  # of offers that came to no article: gone, blocked, failed, offered
    failed_lists: list[Offer] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)
    failures: list[CheckFailure] = field(default_factory=list)
    release: Path | None = None
    seconds: float = 0.0


def _silent(_stage: str, _report: Report) -> None:
    return


LISTENER: ContextVar[Callable[[str, Report], None]] = ContextVar("LISTENER", default=_silent)


def tell(stage: str, report: Report) -> None:
    """Tell whoever listens which stage is on."""
    LISTENER.get()(stage, report)
