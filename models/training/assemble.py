"""Put the trained parts together into one pipeline, score it, write it with its meta data and model card."""

from __future__ import annotations

import json
import logging
import shutil
import time
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from models import lemmas as _lemmas  # noqa: F401 - registers khabar_lemmatizer
from models.training.card import write_card
from models.training.corpora import NAME_SOURCES, SYNTAX_SOURCES, TEST_SOURCES
from models.training.score import score_names, score_speed, score_syntax

VERSION = "0.1.0"
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = "English news on conflict and politics: tags, features, UD dependencies, lemmas by rule, names."
log = logging.getLogger("khabar.training")


def assemble(work: Path, corpora: Path, out: Path, *, steps: dict[str, int], seed: int, split: str = "test") -> dict[str, Any]:
    """Join ``work/syntax`` and ``work/ner``, score on the ``split`` files, and replace the folder ``out``; returns the figures."""
    nlp = join_parts(work)
    _set_meta(nlp, steps=steps, seed=seed)
    fresh = out.with_name(f"{out.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    figures = measure(fresh, corpora, split=split)
    meta = json.loads((fresh / "meta.json").read_text("utf-8"))
    meta["performance"] = figures
    (fresh / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")
    write_card(fresh / "MODEL_CARD.md", meta, figures)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    log.info("%s written: %s", out, json.dumps(figures))
    return figures


def join_parts(work: Path) -> Language:
    """The two trained parts and the rule lemmatizer as one pipeline, without the settings of its training."""
    nlp = spacy.load(work / "syntax" / "model-best")
    names = spacy.load(work / "ner" / "model-best")
    nlp.add_pipe("khabar_lemmatizer")
    nlp.add_pipe("ner", source=names)
    config = nlp.config.copy()
    blank = spacy.blank("en").config
    for section in ("paths", "corpora", "training", "initialize", "system"):
        config[section] = blank[section]
    nlp.config = config
    return nlp


def _set_meta(nlp: Language, *, steps: dict[str, int], seed: int) -> None:
    sources = [*SYNTAX_SOURCES, *NAME_SOURCES]
    nlp.meta.update(
        name="khabar",
        version=VERSION,
        description=DESCRIPTION,
        license=LICENCE,
        author="khabar",
        sources=[{"name": s.title, "url": s.url, "license": s.licence} for s in sources],
        tested_on=[{"name": s.title, "url": s.url, "license": s.licence} for s in TEST_SOURCES],
        training={"steps": steps, "seed": seed},
    )


def measure(model: Path, corpora: Path, *, split: str) -> dict[str, Any]:
    """Every figure of the model card, from the pipeline as it lies on disk."""
    nlp, seconds = spacy.load(model), []
    for _ in range(3):
        start = time.process_time()
        spacy.load(model)
        seconds.append(time.process_time() - start)
    size = sum(file.stat().st_size for file in model.rglob("*") if file.is_file())
    return {
        "split": split,
        "syntax": score_syntax(nlp, corpora, split=split),
        "names": score_names(nlp, corpora, split=split),
        "speed": score_speed(nlp, corpora),
        "size": {"megabytes": round(size / 1e6, 1), "seconds to load": round(min(seconds), 2)},
    }
