"""Look at what was coded: `events`, `sql`, `version`."""
# ruff: noqa: PLC0415, PLR0917 - imports wait for their command; arguments are options by name on the command line

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataDir, Format, Limit, Printed, day, settings

app = typer.Typer()


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

    filters = queries.Filters(type=type_, place=place, actor=actor, state=state, since=day(since), until=day(until))
    queries.print_events(settings(data_dir=data_dir), filters, limit=limit, form=form.value)


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="A query, such as: SELECT * FROM pub.event")],
    limit: Limit = 1000,
    form: Printed = Format.table,
    data_dir: DataDir = None,
) -> None:
    """Ask the current release in SQL; nothing can be changed."""
    from flows import queries

    queries.print_sql(settings(data_dir=data_dir), query, limit=limit, form=form.value)


@app.command()
def version(
    full: Annotated[bool, typer.Option("--full", help="Also the model, seeds, gazetteer and warehouse.")] = False,
) -> None:
    """Tell the version."""
    from importlib.metadata import version as installed

    typer.echo(f"khabar {installed('khabar')}")
    if full:
        from flows import queries

        queries.print_versions(settings())
