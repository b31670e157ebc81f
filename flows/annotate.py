"""`khabar annotate` and `khabar locate`: JSONL in, JSONL out, line by line in order, without warehouse, server or network."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO

from flows.coder import extractor, open_gazetteer
from flows.reading.build import source_id
from flows.reading.decoding import UnreadableError, decode, lines
from flows.reading.fields import json_object, record
from flows.settings import Settings
from models import text
from models.contract import Annotator
from models.ontology import Ontology
from models.records import Article

STDIO = "-"
ESCAPE = "backslashreplace"
Line = tuple[int, bytes]
Advance = Callable[[int, int], None]  # called with the lines and bytes done since the last call


def annotate(source: str, target: str, settings: Settings, *, advance: Advance = lambda _lines, _bytes: None) -> int:
    """Code the articles of `source` into `target` by the annotation contract; `-` is standard input or output.

    Returns how many lines were no article; each of them gets a line with its error. Reads a batch at a time.
    """
    coder = extractor(settings.model)
    annotator = Annotator(Ontology.load())
    n_errors = 0
    with ExitStack() as stack:
        read, write = _open(source, target, stack)
        for batch in _batches(read, settings):
            outcomes = [_article(line, settings) for line in batch]
            extractions = coder.extract_many(article for article, _ in outcomes if article)
            for article, answer in outcomes:
                if article:
                    original = text.normalise(article.body).original
                    found = annotator.annotation(article.doc_id or "", next(extractions), text=article.body, original=original)
                    answer.update(found | answer)
                n_errors += article is None
                write.write(json.dumps(answer, ensure_ascii=False) + "\n")
            advance(len(batch), sum(len(line) for _, line in batch))
    return n_errors


def _article(line: Line, settings: Settings) -> tuple[Article | None, dict[str, object]]:
    """Give the article of a line with the id to answer under, or none with the answer that tells the error."""
    number, data = line
    fields: dict[str, object] = {}
    try:
        fields = _fields(data, settings)
        found = record(fields)
        if fields.get("doc_id") is None:
            raise UnreadableError("no field `doc_id`")  # noqa: TRY301
        if len(found.body) > settings.max_article_chars:
            raise UnreadableError(f"field `text` is longer than {settings.max_article_chars:,} characters")  # noqa: TRY301
    except UnreadableError as error:
        return None, {"doc_id": fields.get("doc_id"), "line": number, "error": str(error)}
    made = text.article(
        found.body,
        source_id=source_id(found),
        locator=f"line {number}",
        doc_id=found.doc_id,
        url=found.url,
        published=found.published,
    )
    return made, {"doc_id": fields["doc_id"]}


def _fields(data: bytes, settings: Settings) -> dict[str, object]:
    if len(data) > settings.max_line_bytes:
        raise UnreadableError(f"a line longer than {settings.max_line_bytes:,} bytes")
    return json_object(decode(data))


def locate(source: str, target: str, settings: Settings, *, advance: Advance = lambda _lines, _bytes: None) -> int:
    """Answer each question of `source` with a place in `target`; returns how many lines were no question."""
    from models.placing import locate as place  # noqa: PLC0415

    n_errors = 0
    with ExitStack() as stack:
        read, write = _open(source, target, stack)
        gazetteer = open_gazetteer(settings)
        for batch in _batches(read, settings):
            for number, data in batch:
                try:
                    answer = place(_fields(data, settings), gazetteer)
                except UnreadableError as error:
                    n_errors += 1
                    answer = {"id": None, "line": number, "error": str(error)}
                write.write(json.dumps(answer, ensure_ascii=False) + "\n")
            advance(len(batch), sum(len(data) for _, data in batch))
    return n_errors


def _open(source: str, target: str, stack: ExitStack) -> tuple[BinaryIO, IO[str]]:
    """Open both ends. Half surrogates of a text are written as JSON escapes, which backslashreplace happens to give."""
    if STDIO not in {source, target} and Path(source).resolve() == Path(target).resolve():
        raise ValueError(f"{source} is both input and output; name another file to write to")
    read: BinaryIO = sys.stdin.buffer
    if source != STDIO:
        read = stack.enter_context(Path(source).open("rb"))  # noqa: SIM115 - the stack closes it
    if target == STDIO:
        copy = os.dup(sys.stdout.fileno())  # so that closing ours leaves the process's own open
        output = os.fdopen(copy, "w", encoding="utf-8", errors=ESCAPE, newline="\n")
        return read, stack.enter_context(output)
    return read, stack.enter_context(Path(target).open("w", encoding="utf-8", errors=ESCAPE, newline="\n"))


def _batches(stream: BinaryIO, settings: Settings) -> Iterator[list[Line]]:
    """Yield numbered lines in batches; empty lines are passed over but counted."""
    numbered = enumerate(lines(stream, settings.max_line_bytes), start=1)
    full = (line for line in numbered if line[1].strip())
    while batch := list(islice(full, settings.batch_size)):
        yield batch
