"""Train the spaCy pipeline ``en_khabar`` from scratch out of open corpora.

    python -m models.training.train --corpora ../shared/corpora --out models/en_khabar

Two trainings run side by side, syntax and names; their components are then put together, scored, and described in a model card.
Every source is named with its version in ``corpora.py``; a folder with the same sources as spaCy DocBins is all that is needed.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import sys
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config

from models.training import corpora as _readers  # noqa: F401 - registers the readers that the configs name

HERE = Path(__file__).parent
PARTS = ("syntax", "ner")
STEPS = {"syntax": 3000, "ner": 3500}

log = logging.getLogger("khabar.training")


def train_part(part: str, corpora: Path, work: Path, *, steps: int, seed: int) -> Path:
    """Train one part (``syntax`` or ``ner``) for ``steps`` updates and return the folder of its best pipeline on dev."""
    overrides = {"paths.corpora": str(corpora), "system.seed": seed, "training.max_steps": steps}
    config = load_config(HERE / f"config_{part}.cfg", overrides=overrides, interpolate=False)
    nlp: Language = init_nlp(config)
    out = work / part
    out.mkdir(parents=True, exist_ok=True)
    with (work / f"{part}.log").open("w", encoding="utf-8") as handle:
        train_loop(nlp, out, stdout=handle, stderr=sys.stderr)
    return out / "model-best"


def train_parts(parts: list[str], corpora: Path, work: Path, *, steps: dict[str, int], seed: int) -> None:
    """Train the parts in one process each; raises where one of them failed."""
    context = multiprocessing.get_context("spawn")
    jobs = {
        part: context.Process(target=train_part, args=(part, corpora, work), kwargs={"steps": steps[part], "seed": seed}) for part in parts
    }
    for job in jobs.values():
        job.start()
    for job in jobs.values():
        job.join()
    failed = [part for part, job in jobs.items() if job.exitcode]
    if failed:
        raise RuntimeError(f"training of {', '.join(failed)} failed: see the messages above and {work}/*.log")


def main(argv: list[str] | None = None) -> int:
    """Command line: train what ``--parts`` names, then assemble and score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the .spacy files")
    parser.add_argument("--out", type=Path, required=True, help="folder of the finished pipeline")
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder of the parts and logs")
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=list(PARTS), help="what to train anew; none: assemble only")
    parser.add_argument("--steps-syntax", type=int, default=STEPS["syntax"])
    parser.add_argument("--steps-ner", type=int, default=STEPS["ner"])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--scores", choices=("dev", "test"), default="test", help="dev while choosing, test once at the end")
    parser.add_argument("--no-assemble", action="store_true")
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    steps = {"syntax": args.steps_syntax, "ner": args.steps_ner}
    if args.parts:
        train_parts(args.parts, args.corpora, args.work, steps=steps, seed=args.seed)
    if not args.no_assemble:
        from models.training.assemble import assemble  # noqa: PLC0415 - needs the lemma tables, the parts do not

        assemble(args.work, args.corpora, args.out, steps=steps, seed=args.seed, split=args.scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
