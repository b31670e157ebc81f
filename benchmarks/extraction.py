"""Words a second of the whole extraction beside the bare language model and its parser alone, in one run on the same texts.

    python -m benchmarks.extraction [--copies 20]

Prints a table of medians over three rounds and their ratios to the bare model. Timings differ from machine to machine; ratios less so.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from models import text
from models.extract import Extractor
from models.records import Article

SAMPLE = Path(__file__).resolve().parent.parent / "seeds/sample/articles.jsonl"
ROUNDS = 3


def articles(copies: int) -> list[Article]:
    """Give the sample articles `copies` times over, each copy with a mark of its own so that no cache serves it twice."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    return [
        text.article(f"{row['text']}\n\nCopy {n}.", source_id="benchmark", locator=f"{row['doc_id']}-{n}", title=row["title"])
        for n in range(copies)
        for row in rows
    ]


def seconds(work: Callable[[], object]) -> float:
    """Give the median seconds of three rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--copies", type=int, default=20)
    asked = parser.parse_args()
    extractor = Extractor.open()
    batch = articles(asked.copies)
    texts = [a.text for a in batch]
    n_words = sum(len(t.split()) for t in texts)

    def parse_only() -> None:
        with extractor.nlp.select_pipes(enable=["khabar_paragraphs", "tok2vec", "parser"]):
            list(extractor.nlp.pipe(texts, batch_size=32))

    list(extractor.extract_many(batch[:20]))  # warm caches, as a running flow has them
    bare = seconds(lambda: list(extractor.nlp.pipe(texts, batch_size=32)))
    rows = [
        ("tok2vec and parser alone", seconds(parse_only)),
        ("the whole language model", bare),
        ("the whole extraction", seconds(lambda: list(extractor.extract_many(batch)))),
    ]
    print(f"{len(batch)} articles, {n_words} words, one process, median of {ROUNDS}")
    for name, taken in rows:
        print(f"{name:26} {n_words / taken:8.0f} words/s   {len(batch) / taken:6.1f} articles/s   {bare / taken:5.2f} of the bare model")


if __name__ == "__main__":
    main()
