"""Correct: `decide`, `decisions`, `relink`."""
# ruff: noqa: PLC0415, PLR0917 - imports wait for their command; arguments are options by name on the command line

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import DataDir, Format, Printed, settings

app = typer.Typer()


@app.command()
def decide(
    kind: Annotated[
        str | None, typer.Argument(help="retype, relocate, redate, reactor, split, merge, retract, confirm; undo takes a decision back.")
    ] = None,
    event: Annotated[str | None, typer.Argument(help="The event; of an undo, the decision.")] = None,
    others: Annotated[list[str] | None, typer.Argument(help="Events to merge with, or mentions to part.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="To retype: ASSAULT, or ASSAULT/drone.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="To relocate: a name, as in 'Herat, Afghanistan'.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="To redate: 2017-08-01, 2017-08, or 2017-08-01..2017-08-03.")] = None,
    initiator: Annotated[str | None, typer.Option("--initiator", help="Who did it; several with ;")] = None,
    target: Annotated[str | None, typer.Option("--target", help="To whom; several with ;")] = None,
    author: Annotated[str, typer.Option("--author", help="Who decides.", envvar="KHABAR_AUTHOR")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    from_csv: Annotated[
        Path | None, typer.Option("--csv", help="Many at once: kind,event,others,type,place,date,initiator,target,author,reason.")
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Load what waits and release, instead of leaving it to the next run.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Decide over an event. It waits in the inbox, and the next run takes it in."""
    from flows import deciding, inbox, run_command

    chosen = settings(data_dir=data_dir)
    if from_csv:
        wishes = inbox.read_csv(from_csv)
    elif kind and event:
        told = {"type": type_, "place": place, "date": date, "initiator": initiator, "target": target, "author": author, "reason": reason}
        wishes = [inbox.Wish(kind=kind, event=event, others=tuple(others or ()), **{k: v for k, v in told.items() if v})]
    else:
        wishes = []
    written = deciding.decide(chosen, wishes, at=run_command.now()) if wishes else []
    typer.echo(f"{len(written)} decisions put into {chosen.inbox}" + ("" if now else "; the next run takes them in"))
    if now:
        raise typer.Exit(run_command.correct(chosen))


@app.command()
def decisions(form: Printed = Format.table, data_dir: DataDir = None) -> None:
    """List the decisions and how each stands: held, moved, orphaned, undone, waiting."""
    from flows import deciding, queries

    queries.print_rows(deciding.stand(settings(data_dir=data_dir)), form.value)


@app.command()
def relink(data_dir: DataDir = None) -> None:
    """Link all that is loaded anew, by the rules of today, and release. Decisions hold."""
    from flows import run_command

    raise typer.Exit(run_command.correct(settings(data_dir=data_dir), anew=True))
