"""What is read and what could not be: `sources list`, `sources check`, `rejected`, `retry`."""
# ruff: noqa: PLC0415 - imports wait for their command

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataDir, Format, Limit, Printed, settings

app = typer.Typer()
sources = typer.Typer(help="The catalogue of sources.", no_args_is_help=True)
app.add_typer(sources, name="sources")


@sources.command(name="list")
def list_(form: Printed = Format.table) -> None:
    """List the sources of the catalogue."""
    from flows import queries

    queries.print_sources(settings(), form=form.value)


@sources.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Ids of sources; all where none is named.")] = None,
    save: Annotated[bool, typer.Option("--save", help="Write the day into the catalogue at those that work.")] = False,
    form: Printed = Format.table,
) -> None:
    """Look at sources: whether their lists and one article of each can be read. The exit status is 1 if one cannot."""
    from flows import queries

    raise typer.Exit(queries.print_checked_sources(settings(), names or [], with_save=save, form=form.value))


@app.command()
def rejected(
    source: Annotated[str | None, typer.Option("--source", help="Only of this publisher or source of the catalogue.")] = None,
    with_resolved: Annotated[bool, typer.Option("--all", help="Also what has been read since.")] = False,
    limit: Limit = 50,
    form: Printed = Format.table,
    data_dir: DataDir = None,
) -> None:
    """List the inputs that could not be read, with the reasons."""
    from flows import queries

    chosen = settings(data_dir=data_dir)
    queries.print_rejected(chosen, source=source, with_resolved=with_resolved, limit=limit, form=form.value)


@app.command()
def retry(
    source: Annotated[str | None, typer.Option("--source", help="Only of this source of the catalogue.")] = None,
    no_release: Annotated[bool, typer.Option("--no-release", help="Load only; publish no snapshot.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Read again what could not be read, after a fix of the file, of a limit or of a reader."""
    from flows import run_command

    raise typer.Exit(run_command.again(settings(data_dir=data_dir), source=source, with_release=not no_release))
