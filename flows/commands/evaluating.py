"""Measure: `evaluate model`."""
# ruff: noqa: PLC0415 - imports wait for their command

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()
evaluate = typer.Typer(no_args_is_help=True, help="Measure parts against annotated data.")
app.add_typer(evaluate, name="evaluate")

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


@evaluate.command("model")
def model(
    corpora: Annotated[Path, typer.Option("--corpora", help="Folder of the test corpora (.spacy files).")] = CORPORA,
    keep: Annotated[bool, typer.Option("--keep/--no-keep", help="Write models/figures.json, the model card and meta.json.")] = True,
) -> None:
    """Score our language model on the test corpora: tags, trees, sentences, lemmas, names, speed."""
    from models import figures
    from models.language import OWN_PATH
    from models.training.assemble import describe
    from models.training.card import figure_tables
    from models.training.score import measure

    if not corpora.is_dir():
        raise FileNotFoundError(f"no folder {corpora}: name the folder of the test corpora with --corpora (the model card lists them)")
    measured = measure(OWN_PATH, corpora)
    typer.echo(figure_tables(measured))
    if keep:
        describe(OWN_PATH, measured)
        figures.write(measured)
        typer.echo(f"kept in {figures.PATH}")
