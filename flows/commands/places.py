"""Places: `place`, `gazetteer add`, `gazetteer sources`, `gazetteer check`."""
# ruff: noqa: PLC0415 - imports wait for their command

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Format, Printed, settings

app = typer.Typer()
gazetteer = typer.Typer(no_args_is_help=True, help="The gazetteer and your own places beside it.")
app.add_typer(gazetteer, name="gazetteer")


@app.command()
def place(
    query: Annotated[str, typer.Argument(help='A name or an address, small to large: "Zabol, Iran", "Bala Buluk district".')],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many places.")] = 5,
    form: Printed = Format.table,
) -> None:
    """Look a place up, best first. The exit status is 1 if there is none."""
    from flows.places import print_place

    if not print_place(settings(), query, limit=limit, form=form.value):
        typer.echo(f"khabar: no place {query!r} in the gazetteer; `khabar gazetteer add` adds your own", err=True)
        raise typer.Exit(1)


@gazetteer.command()
def add(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A CSV with name, latitude, longitude (and kind, country, admin1, aliases, …); a dump with --geonames.",
        ),
    ],
    geonames: Annotated[bool, typer.Option("--geonames", help="FILE is a dump of GeoNames: AF.zip, allCountries.zip.")] = False,
) -> None:
    """Add places of your own. The exit status is 1 if rows could not be read."""
    from flows.places import add as add_places

    if add_places(settings(), path, is_geonames=geonames):
        raise typer.Exit(1)


@gazetteer.command()
def sources(
    country: Annotated[str | None, typer.Option("--country", metavar="ISO3", help="One country, such as AFG.")] = None,
    form: Printed = Format.table,
) -> None:
    """Tell where the points come from: how many places of each kind from which source."""
    from flows.places import print_sources

    print_sources(settings(), country=country, form=form.value)


@gazetteer.command()
def check(
    country: Annotated[str, typer.Argument(metavar="ISO3", help="A country, such as AFG.")],
    form: Printed = Format.table,
) -> None:
    """List districts whose point lies outside their province. The exit status is 1 if there are any."""
    from flows.places import print_astray

    if print_astray(settings(), country=country, form=form.value):
        raise typer.Exit(1)
