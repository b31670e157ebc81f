"""What `khabar run` does around a run: starting Prefect, progress, the summary at the end."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

from rich.text import Text

from flows import progress, show
from flows.reading.desk import Inputs
from flows.report import Report
from flows.settings import Settings
from models.records import CheckFailure

SHOWN_EVENTS = 40
SHOWN_REJECTED = 5
EXAMPLE = "SELECT event_type, count(*) AS n FROM pub.event GROUP BY ALL ORDER BY n DESC"


def run(inputs: Inputs, settings: Settings, *, with_prefect: bool, with_release: bool) -> int:
    """Run the main job and show what came of it. Gives the exit status: 1 if a check failed or nothing at all could be read."""
    begun = monotonic()
    if with_prefect:
        report = _by_prefect(inputs, settings, with_release=with_release)
    else:
        report = _plainly(inputs, settings, with_release=with_release)
    _show(report, settings, start_up=monotonic() - begun - report.seconds)
    return int(bool(report.failures) or not (report.n_articles or report.n_lists))


def again(settings: Settings, *, source: str | None, with_release: bool) -> int:
    """Read again what was rejected and show what came of it. Gives the exit status: 1 if a check failed."""
    begun = monotonic()
    _say("loading the language model …")
    with progress.stages("loading the language model"):
        from flows.run import run_again  # noqa: PLC0415

        report = run_again(settings, now, source=source, with_release=with_release)
    _show(report, settings, start_up=monotonic() - begun - report.seconds)
    return int(bool(report.failures))


def _by_prefect(inputs: Inputs, settings: Settings, *, with_release: bool) -> Report:
    from flows import prefect_env  # noqa: PLC0415

    prefect_env.prepare(server=settings.prefect_api_url)
    where = f"connecting to Prefect at {settings.prefect_api_url}" if settings.prefect_api_url else "starting Prefect (takes 12–25 s)"
    _say(f"{where}, loading the language model meanwhile …")
    with progress.stages(where):
        warm_up = Thread(target=_open_quietly, args=(settings.model,), daemon=True)
        warm_up.start()
        from flows.collect import run_flow  # noqa: PLC0415

        return run_flow(inputs, settings, with_release=with_release)


def _open_quietly(model: str | None) -> None:
    """Load the language part ahead of its use, which comes upon the same error and tells it."""
    with suppress(OSError, ValueError, RuntimeError, ImportError):
        from flows.coder import extractor  # noqa: PLC0415

        extractor(model)


def _plainly(inputs: Inputs, settings: Settings, *, with_release: bool) -> Report:
    _say("loading the language model …")
    with progress.stages("loading the language model"):
        from flows.run import run_stages  # noqa: PLC0415

        return run_stages(inputs, settings, now, with_release=with_release)


def now() -> dt.datetime:
    """Read the clock, in UTC. Only the edge of a run does."""
    return dt.datetime.now(dt.UTC)


def release(settings: Settings, *, keep: int | None = None, accuracy: Path | None = None) -> int:
    """Check the warehouse, publish a snapshot and prune old ones; gives the exit status."""
    from flows import stages  # noqa: PLC0415
    from warehouse.check import ChecksFailedError  # noqa: PLC0415
    from warehouse.release import prune  # noqa: PLC0415

    found = stages.check(settings.warehouse)
    if failures := [failure for failure in found if failure.check not in settings.allowed_checks]:
        show_failures(failures)
        return 1
    try:
        folder = stages.release(settings.warehouse, settings.releases_dir, now(), [failure.check for failure in found], accuracy)
    except ChecksFailedError as error:
        show_failures(error.failures)
        return 1
    out = show.console()
    out.print(Text(f"released {folder}"))
    if keep is not None and (gone := prune(settings.releases_dir, keep=keep)):
        out.print(Text(f"pruned {', '.join(gone)}"))
    return 0


def correct(settings: Settings, *, anew: bool = False) -> int:
    """Take in the decisions that wait, link all anew if asked to, and release; gives the exit status."""
    from flows.correcting import correct as link_again  # noqa: PLC0415

    with progress.stages("linking"):
        link_again(settings, now, anew=anew)
    return release(settings)


def show_failures(failures: list[CheckFailure]) -> None:
    """Show the checks that failed, each with its first bad rows."""
    out = show.console(stderr=True)
    for failure in failures:
        out.print(Text(f"check {failure.check} failed: {failure.question} ({failure.n_rows:,} rows)"))
        for row in failure.rows:
            out.print(Text("  " + show.harmless(row)), overflow="ellipsis", no_wrap=True)


def _show(report: Report, settings: Settings, *, start_up: float) -> None:
    from warehouse import read  # noqa: PLC0415
    from warehouse.store import reader  # noqa: PLC0415

    out = show.console()
    summary: dict[str, object] = {}
    rows: list[read.Row] = []
    if settings.warehouse.exists():
        with reader(settings.warehouse) as con:
            summary = read.summary(con, run_id=report.run_id)
            rows = read.events(con, run_id=report.run_id, limit=SHOWN_EVENTS + 1)
            if not rows:
                rows = read.events(con, limit=SHOWN_EVENTS + 1)
    is_new = bool(summary.get("n_events"))
    out.print(show.pairs(_summary(report, summary, start_up)))
    _show_rejected(report)
    if rows:
        out.print(Text(f"\nEvents{'' if is_new else ' (nothing new; these are in the warehouse)'}\n"))
        out.print(show.events(rows[:SHOWN_EVENTS]))
    if len(rows) > SHOWN_EVENTS:
        out.print(Text("… and more; `khabar events` lists them"))
    if report.failures:
        show_failures(report.failures)
        out.print(Text("\nNot released, since checks failed. The articles are loaded; `khabar check` tells more."))
    else:
        out.print(Text(_next_steps(report, settings)))


def _summary(report: Report, summary: dict[str, object], start_up: float) -> list[tuple[str, object]]:
    n_events, n_total = summary.get("n_events", 0), summary.get("n_events_total", 0)
    rows: list[tuple[str, object]] = [
        ("articles read", report.n_articles),
        ("duplicates", f"{report.n_exact:,} exact, {report.n_near:,} near"),
    ]
    if report.n_lists or report.failed_lists:
        rows.insert(0, ("sources looked at", f"{report.n_lists:,} lists read, {len(report.failed_lists):,} not"))
    if report.outcomes:
        rows.append(("offered and not got", ", ".join(f"{n:,} {outcome}" for outcome, n in report.outcomes.most_common())))
    if report.n_known:
        rows.append(("already coded", report.n_known))
    if report.n_uncoded:
        rows.append(("not in English, kept uncoded", report.n_uncoded))
    reasons = ", ".join(f"{n:,} × {show.harmless(reason)}" for reason, n in report.reasons.most_common(3))
    rows += [
        ("rejected", f"{report.n_rejected:,}{f' ({reasons})' if reasons else ''}"),
        ("mentions", report.n_mentions),
        (
            "events",
            f"{n_events:,} new or changed, {n_total:,} in the warehouse, {summary.get('n_events_occurred', 0):,} of them safe to count",
        ),
        ("seconds", f"{report.seconds:.1f}, after {start_up:.1f} to start"),
    ]
    return rows


def _show_rejected(report: Report) -> None:
    out = show.console(stderr=True)
    for failed in report.failed_lists:
        out.print(
            Text(f"{failed.outcome}: {show.harmless(failed.source_id)}, {show.harmless(failed.locator)}: {show.harmless(failed.reason)}")
        )
    for item in report.rejected[:SHOWN_REJECTED]:
        out.print(Text(f"rejected {show.harmless(item.locator)}: {show.harmless(item.reason)}"))
    if report.n_rejected > SHOWN_REJECTED:
        out.print(Text(f"… and {report.n_rejected - SHOWN_REJECTED:,} more; `khabar rejected` lists them"))


def _next_steps(report: Report, settings: Settings) -> str:
    """Name three things to do next, as commands that work where the user is."""
    from flows.settings import CHECKOUT  # noqa: PLC0415

    found = Path(sys.argv[0])
    command = str(found) if found.name == "khabar" else "khabar"
    option = "" if settings.data_dir.resolve() == CHECKOUT / "data" else f" --data-dir {shlex.quote(str(settings.data_dir))}"
    released = str(report.release / "khabar.duckdb") if report.release else f"{settings.warehouse} (not released)"
    return (
        "\nNext\n"
        f"1. list events:       {command} events --state occurred --since 2015-01-01{option}\n"
        f'2. ask in SQL:        {command} sql "{EXAMPLE}"{option}\n'
        f"3. open it anywhere:  {released}"
    )


def _say(words: str) -> None:
    out = show.console(stderr=True)
    if out.is_terminal:
        out.print(Text(words))
