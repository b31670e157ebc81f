"""Corrections of what is loaded: decisions taken in from the inbox, and linking anew."""

from __future__ import annotations

from collections.abc import Callable

from flows import inbox, stages
from flows.coder import extractor
from flows.report import Report, tell
from flows.settings import Settings
from flows.stages import PLAIN, Clock, Steps
from models.records import Batch, Run, stable_id


def take_in(settings: Settings, run: Callable[[], Run], steps: Steps = PLAIN) -> int:
    """Load the decisions that wait in the inbox, and link again what they speak of; gives how many there were."""
    waiting = inbox.waiting(settings.inbox)
    if waiting:
        steps.store(settings.warehouse, Batch(decisions=tuple(waiting.values()), toll_rule=settings.toll_rule), run())
        inbox.take(waiting)
    return len(waiting)


def correct(settings: Settings, clock: Clock, *, anew: bool) -> int:
    """Take in what waits in the inbox and, if `anew`, link all anew by the rules of today; gives the number of mentions."""
    started_at = clock()
    versions = extractor(settings.model).versions
    run_id = stable_id("run", started_at.isoformat(), "correct")

    def run_now() -> Run:
        return Run(run_id=run_id, started_at=started_at, recorded_at=clock(), versions=versions)

    take_in(settings, run_now)
    done = 0
    if anew:
        for done in stages.relink(settings.warehouse, Batch(toll_rule=settings.toll_rule), run_now):
            tell("load", Report(run_id=run_id, n_mentions=done))
    return done
