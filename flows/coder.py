"""The language part, opened once a process."""

from __future__ import annotations

from functools import cache
from threading import Lock

from models.extract import Extractor

_opening = Lock()


@cache
def _open(model: str | None) -> Extractor:
    return Extractor.open(model=model)


def extractor(model: str | None = None) -> Extractor:
    """Open our pipeline, or the spaCy pipeline named, with the gazetteer and the tables; once even where two threads ask together."""
    with _opening:
        return _open(model)
