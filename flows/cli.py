"""The `khabar` command. What a command needs is imported when it runs, so that `--help` is quick and `annotate` starts no Prefect."""
# ruff: noqa: PLC0415, PLR0917 - imports wait for their command; arguments are options by name on the command line

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import datetime as dt

    from flows.settings import Settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="News articles into dated, geocoded political events, in a DuckDB warehouse.",
)


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the warehouse and its releases.", envvar="KHABAR_DATA_DIR")]
Printed = Annotated[Format, typer.Option("--format", help="table, csv, or json (one object a line).")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="At most so many rows.")]
Model = Annotated[str | None, typer.Option("--model", help="A spaCy pipeline, by name or path, in place of ours.")]


@app.command()
def run(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files and folders of .txt .md .html .jsonl; - reads standard input.")
    ],
    data_dir: DataDir = None,
    model: Model = None,
    batch_size: Annotated[int | None, typer.Option("--batch-size", min=1, help="Articles a batch.")] = None,
    server: Annotated[str | None, typer.Option("--server", help="API address of a running Prefect server.")] = None,
    no_prefect: Annotated[bool, typer.Option("--no-prefect", help="Run the stages plainly, without Prefect.")] = False,
    no_release: Annotated[bool, typer.Option("--no-release", help="Load only; publish no snapshot.")] = False,
) -> None:
    """Read articles, code and link their events, load, check and release them."""
    from flows import run_command

    settings = _settings(data_dir=data_dir, model=model, batch_size=batch_size, prefect_api_url=server)
    raise typer.Exit(run_command.run(paths, settings, with_prefect=not no_prefect, with_release=not no_release))


@app.command()
def annotate(
    source: Annotated[
        str, typer.Argument(metavar="IN.jsonl", help="One article a line: doc_id, text, and maybe published; - is standard input.")
    ],
    target: Annotated[str, typer.Argument(metavar="OUT.jsonl", help="One line an article, in the same order; - is standard output.")],
    model: Model = None,
) -> None:
    """Code articles from JSONL to JSONL, without a warehouse. The exit status is 1 if a line was no article."""
    from flows.annotate import annotate as code
    from flows.progress import lines

    with lines(source, "coding") as advance:
        n_errors = code(source, target, _settings(model=model), advance=advance)
    _finish_lines(n_errors)


@app.command()
def locate(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help="One question a line: id, where, adm2, adm1, country.")],
    target: Annotated[str, typer.Argument(metavar="OUT.jsonl", help="One place a line, in the same order.")],
) -> None:
    """Look places up in bulk."""
    from flows.annotate import locate as look_up
    from flows.progress import lines

    with lines(source, "placing") as advance:
        n_errors = look_up(source, target, _settings(), advance=advance)
    _finish_lines(n_errors)


@app.command()
def events(
    type_: Annotated[str | None, typer.Option("--type", help="Event type, such as ASSAULT.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Part of the name of a place or province, or a country code.")] = None,
    actor: Annotated[str | None, typer.Option("--actor", help="Part of the name of an initiator or target.")] = None,
    state: Annotated[
        str | None, typer.Option("--state", help="occurred, claimed, self_reported, disputed, denied, planned, negated.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Events that may have happened on or after this day.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Events that may have happened on or before this day.")
    ] = None,
    limit: Limit = 50,
    form: Printed = Format.table,
    data_dir: DataDir = None,
) -> None:
    """List the events of the current release."""
    from flows import queries

    filters = queries.Filters(type=type_, place=place, actor=actor, state=state, since=_day(since), until=_day(until))
    queries.print_events(_settings(data_dir=data_dir), filters, limit=limit, form=form.value)


@app.command()
def rejected(limit: Limit = 50, form: Printed = Format.table, data_dir: DataDir = None) -> None:
    """List the inputs that could not be read, with the reasons."""
    from flows import queries

    queries.print_rejected(_settings(data_dir=data_dir), limit=limit, form=form.value)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="A query, such as: SELECT * FROM pub.event")],
    limit: Limit = 1000,
    form: Printed = Format.table,
    data_dir: DataDir = None,
) -> None:
    """Ask the current release in SQL; nothing can be changed."""
    from flows import queries

    queries.print_sql(_settings(data_dir=data_dir), query, limit=limit, form=form.value)


@app.command()
def check(data_dir: DataDir = None) -> None:
    """Look for bad rows in the warehouse. The exit status is 1 if there are any."""
    from flows import queries

    raise typer.Exit(queries.print_checks(_settings(data_dir=data_dir)))


@app.command()
def release(data_dir: DataDir = None) -> None:
    """Publish a snapshot of the warehouse if every check passes."""
    from flows import run_command

    raise typer.Exit(run_command.release(_settings(data_dir=data_dir)))


@app.command()
def version(
    full: Annotated[bool, typer.Option("--full", help="Also the model, seeds, gazetteer and warehouse.")] = False,
) -> None:
    """Tell the version."""
    from importlib.metadata import version as installed

    typer.echo(f"khabar {installed('khabar')}")
    if full:
        from flows import queries

        queries.print_versions(_settings())


def _settings(**told: object) -> Settings:
    from flows.settings import Settings

    return Settings(**{name: value for name, value in told.items() if value is not None})  # type: ignore[arg-type]


def _day(value: str | None) -> dt.date | None:
    from datetime import date

    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day; write it as 2017-02-15") from error


def _finish_lines(n_errors: int) -> None:
    if n_errors:
        typer.echo(f"khabar: {n_errors} lines could not be read; each has its error in the output", err=True)
        raise typer.Exit(1)


def main() -> None:
    """Run the command; errors of use are told in one line, with KHABAR_DEBUG=1 with their traceback."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has gone: no fault of ours
        sys.exit(0)
    except (OSError, ValueError, RuntimeError) as error:
        if os.environ.get("KHABAR_DEBUG"):
            raise
        from flows.show import harmless

        typer.echo(f"khabar: {harmless(error) or type(error).__name__}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
