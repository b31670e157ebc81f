"""Put the trained parts together into one pipeline, score it, write it with its meta data and model card."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import load_config

from models import figures as kept
from models import names
from models.language import OWN_PATH
from models.training import vectors
from models.training.card import write_card
from models.training.corpora import NAME_SOURCES, SYNTAX_SOURCES, TEST_SOURCES
from models.training.score import measure

VERSION = "0.2.0"
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = "English news on conflict and politics: tags, features, UD dependencies, lemmas by rule, names."
log = logging.getLogger("khabar.training")


def assemble(work: Path, corpora: Path, out: Path, *, split: str = "test") -> dict[str, Any]:
    """Complete the polished pipeline of ``work``, score it on the ``split`` files, and replace the folder ``out``; returns the figures.

    Without a polished one the best pipeline of the main training stands in.
    """
    stages = [folder for folder in (work / "model-best", work / "polished" / "model-last") if folder.is_dir()]
    nlp = join_parts(stages[-1])
    configs = [load_config(folder / "config.cfg", interpolate=False) for folder in stages]
    _set_meta(nlp, steps=[config["training"]["max_steps"] for config in configs], seed=configs[0]["system"]["seed"])
    fresh = out.with_name(f"{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    keep_needed_strings(nlp, fresh)
    figures = measure(fresh, corpora, split=split)
    describe(fresh, figures)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    if out.resolve() == OWN_PATH and split == "test":
        kept.write(figures)
    log.info("%s written: %s", out, json.dumps(figures))
    return figures


def join_parts(trained: Path) -> Language:
    """The trained parts, the rule lemmatizer and the rules on names as one pipeline, without the settings of its training."""
    nlp = spacy.load(trained)
    nlp.add_pipe("khabar_lemmatizer")
    nlp.add_pipe(names.NAME)
    config = nlp.config.copy()
    blank = spacy.blank("en").config
    for section in ("paths", "corpora", "training", "initialize", "system"):
        config[section] = blank[section]
    nlp.config = config
    return nlp


def keep_needed_strings(nlp: Language, folder: Path) -> None:
    """Cut the string store on disk down to what a label, a feature or a table of the pipeline needs: words of training texts are not."""
    needed = {label for labels in nlp.pipe_labels.values() for label in labels}
    needed |= {part for label in needed for piece in label.split("|") for part in (piece, *piece.split("="))}
    path = folder / "vocab" / "strings.json"
    held = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(sorted(needed & set(held)), ensure_ascii=False, indent=0) + "\n", "utf-8")


def _set_meta(nlp: Language, *, steps: list[int], seed: int) -> None:
    sources = [{"name": s.title, "url": s.url, "license": s.licence} for s in (*SYNTAX_SOURCES, *NAME_SOURCES)]
    words = {"name": f"GloVe 6B, 100 dimensions, by way of {vectors.PACKAGE} {vectors.PACKAGE_VERSION}"}
    nlp.meta.update(
        name="khabar",
        version=VERSION,
        description=DESCRIPTION,
        license=LICENCE,
        author="khabar",
        sources=[*sources, words | {"url": vectors.URL, "license": vectors.LICENCE, "sha256": vectors.SHA256}],
        tested_on=[{"name": s.title, "url": s.url, "license": s.licence} for s in TEST_SOURCES],
        training={"steps": steps, "seed": seed},
    )


def describe(folder: Path, figures: dict[str, Any]) -> None:
    """Write the figures into ``meta.json`` and the model card of a pipeline's folder."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    meta["performance"] = figures
    (folder / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")
    write_card(folder / "MODEL_CARD.md", meta, figures)
