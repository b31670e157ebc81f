"""Ask why: `explain`."""
# ruff: noqa: PLC0415 - imports wait for their command

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from flows.commands.options import DataDir, Model, day, settings

app = typer.Typer()


class Shape(StrEnum):
    """How an explanation is printed."""

    text = "text"
    json = "json"


@app.command()
def explain(
    what: Annotated[str, typer.Argument(metavar="SENTENCE|MENTION_ID|EVENT_ID", help="A sentence in quotes, or an id of the warehouse.")],
    published: Annotated[str | None, typer.Option("--published", metavar="YYYY-MM-DD", help="Day of publication of the sentence.")] = None,
    form: Annotated[Shape, typer.Option("--format", help="text, or json (one object).")] = Shape.text,
    data_dir: DataDir = None,
    model: Model = None,
) -> None:
    """Tell why a sentence, a mention or an event is coded as it is."""
    from flows.explain import print_explanation

    print_explanation(what, settings(data_dir=data_dir, model=model), published=day(published), is_json=form is Shape.json)
