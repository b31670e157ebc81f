"""Keep the warehouse: `check`, `release`."""
# ruff: noqa: PLC0415 - imports wait for their command; arguments are options by name on the command line

from __future__ import annotations

import typer

from flows.commands.options import DataDir, settings

app = typer.Typer()


@app.command()
def check(data_dir: DataDir = None) -> None:
    """Look for bad rows in the warehouse. The exit status is 1 if there are any."""
    from flows import queries

    raise typer.Exit(queries.print_checks(settings(data_dir=data_dir)))


@app.command()
def release(data_dir: DataDir = None) -> None:
    """Publish a snapshot of the warehouse if every check passes."""
    from flows import run_command

    raise typer.Exit(run_command.release(settings(data_dir=data_dir)))
