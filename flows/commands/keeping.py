"""Keep the warehouse: `check`, `release`, `verify`, `diff`, `panel`."""
# ruff: noqa: PLC0415, PLR0917 - imports wait for their command; arguments are options by name on the command line

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import DataDir, Format, Limit, Printed, settings

app = typer.Typer()


@app.command()
def check(data_dir: DataDir = None) -> None:
    """Look for bad rows in the warehouse. The exit status is 1 if there are any."""
    from flows import queries

    raise typer.Exit(queries.print_checks(settings(data_dir=data_dir)))


@app.command()
def release(
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, help="Prune: keep the newest so many, and the last of each month. Keeps all by default.")
    ] = None,
    accuracy: Annotated[
        Path | None, typer.Option("--accuracy", help="CSV of measures for pub.accuracy.", exists=True, dir_okay=False)
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Publish a snapshot of the warehouse if every check passes."""
    from flows import run_command

    raise typer.Exit(run_command.release(settings(data_dir=data_dir), keep=keep, accuracy=accuracy))


@app.command()
def verify(
    name: Annotated[str, typer.Argument(metavar="[RELEASE]", help="Name or folder of a release.")] = "current", data_dir: DataDir = None
) -> None:
    """Check a release again: files, sums, tables and panels. The exit status is 1 if it does not hold."""
    from flows import history

    raise typer.Exit(history.print_verification(settings(data_dir=data_dir), name))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="A release by name, or a day or moment (UTC).")],
    after: Annotated[str, typer.Argument(help="A release by name, or a day or moment (UTC).")] = "current",
    by_publication: Annotated[
        bool, typer.Option("--by-publication", help="Moments are of publication (what could be known), not of loading.")
    ] = False,
    limit: Limit = 50,
    form: Printed = Format.table,
    data_dir: DataDir = None,
) -> None:
    """Tell which events changed between two releases or moments, by country, type and cause."""
    from flows import history

    history.print_diff(settings(data_dir=data_dir), before, after, by_publication=by_publication, limit=limit, form=form.value)


@app.command()
def panel(
    spec: Annotated[Path, typer.Option("--spec", help="YAML file of options.", exists=True, dir_okay=False)],
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write to; by default one named after the panel.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Build a panel by specification from the current release: CSV, Parquet and a methods paragraph. Later releases keep it."""
    from flows import panels, queries

    chosen = settings(data_dir=data_dir)
    panels.build(chosen, spec, out=out, snapshot=queries.snapshot(chosen))
