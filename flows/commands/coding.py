"""Read and code: `run`, `annotate`, `locate`."""
# ruff: noqa: PLC0415, PLR0917 - imports wait for their command; arguments are options by name on the command line

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import DataDir, Model, finish_lines, settings

app = typer.Typer()


@app.command()
def run(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH...", help="Files and folders of .txt .md .html .jsonl .csv, also .gz and .zip; - reads standard input."
        ),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="A source of the catalogue, by id; may be given more than once.")
    ] = None,
    data_dir: DataDir = None,
    model: Model = None,
    batch_size: Annotated[int | None, typer.Option("--batch-size", min=1, help="Articles a batch.")] = None,
    server: Annotated[str | None, typer.Option("--server", help="API address of a running Prefect server.")] = None,
    no_prefect: Annotated[bool, typer.Option("--no-prefect", help="Run the stages plainly, without Prefect.")] = False,
    no_release: Annotated[bool, typer.Option("--no-release", help="Load only; publish no snapshot.")] = False,
) -> None:
    """Read articles, code and link their events, load, check and release them. Without PATH and --source: all enabled sources."""
    from flows import run_command
    from flows.reading.desk import Inputs

    chosen = settings(data_dir=data_dir, model=model, batch_size=batch_size, prefect_api_url=server)
    inputs = Inputs.of(paths or [], source or [])
    raise typer.Exit(run_command.run(inputs, chosen, with_prefect=not no_prefect, with_release=not no_release))


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
        n_errors = code(source, target, settings(model=model), advance=advance)
    finish_lines(n_errors)


@app.command()
def locate(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help="One question a line: id, where, adm2, adm1, country.")],
    target: Annotated[str, typer.Argument(metavar="OUT.jsonl", help="One place a line, in the same order.")],
) -> None:
    """Look places up in bulk."""
    from flows.annotate import locate as look_up
    from flows.progress import lines

    with lines(source, "placing") as advance:
        n_errors = look_up(source, target, settings(), advance=advance)
    finish_lines(n_errors)
