"""Progress on a terminal; nothing at all in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows import show
from flows.report import LISTENER, Report

STAGES = {"extract": "coding", "load": "loading", "check": "checking", "release": "publishing"}


@contextmanager
def lines(source: str, verb: str) -> Iterator[Callable[[int, int], None]]:
    """Show how many lines of a file are done, by bytes where its size is known; gives the function to call with lines and bytes."""
    console = show.console(stderr=True)
    if not console.is_terminal:
        yield lambda _lines, _bytes: None
        return
    total = Path(source).stat().st_size if Path(source).is_file() else None
    n_lines, started = 0, monotonic()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=False) as bar:
        task = bar.add_task(verb, total=total)

        def advance(lines: int, n_bytes: int) -> None:
            nonlocal n_lines
            n_lines += lines
            rate = n_lines / max(monotonic() - started, 1e-6)
            bar.update(task, advance=n_bytes, description=f"{verb} {n_lines:,} lines, {rate:.1f} a second")

        yield advance


@contextmanager
def stages(opening: str) -> Iterator[Callable[[str], None]]:
    """Show the stage that a run is in, with its counts; gives the function to call with words for what goes on meanwhile."""
    console = show.console(stderr=True)
    if not console.is_terminal:
        yield lambda _words: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(opening, total=None)

        def listen(stage: str, report: Report) -> None:
            counts = f"{report.n_articles:,} articles, {report.n_mentions:,} mentions, {report.n_rejected:,} rejected"
            bar.update(task, description=f"{STAGES.get(stage, stage)}: {counts}")

        token = LISTENER.set(listen)
        try:
            yield lambda words: bar.update(task, description=words)
        finally:
            LISTENER.reset(token)
