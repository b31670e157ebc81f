"""What the commands share: options by name, settings, and how a bad line ends."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import datetime as dt

    from flows.settings import Settings


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder of the warehouse and its releases.", envvar="KHABAR_DATA_DIR")]
Printed = Annotated[Format, typer.Option("--format", help="table, csv, or json (one object a line).")]
Limit = Annotated[int, typer.Option("--limit", min=0, help="At most so many rows.")]
Model = Annotated[str | None, typer.Option("--model", help="A spaCy pipeline, by name or path, in place of ours.")]


def settings(**told: object) -> Settings:
    """The settings of a command: what was told on its line (None is untold), over the environment."""
    from flows.settings import Settings  # noqa: PLC0415 - pydantic is loaded by the command that needs it

    return Settings(**{name: value for name, value in told.items() if value is not None})  # type: ignore[arg-type]


def day(value: str | None) -> dt.date | None:
    """A day told on the command line; `typer.BadParameter` if it is none."""
    from datetime import date  # noqa: PLC0415

    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day; write it as 2017-02-15") from error


def finish_lines(n_errors: int) -> None:
    """End with status 1 if lines could not be read."""
    if n_errors:
        typer.echo(f"khabar: {n_errors} lines could not be read; each has its error in the output", err=True)
        raise typer.Exit(1)
