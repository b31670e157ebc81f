"""What several test modules share: the language part, loaded once a session, and a way to code a plain sentence."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from models.extract import Extractor
from models.records import Article, Mention, Published

HERE = Path(__file__).resolve().parent
DAY = dt.date(2019, 5, 15)
Code = Callable[[str], tuple[Mention, ...]]


def cases(name: str) -> list[dict[str, str]]:
    """Read a table of cases: `|` between the columns, `\\n` in a cell for a line break."""
    with (HERE / name).open(encoding="utf-8", newline="") as rows:
        return [{k: v.replace("\\n", "\n") for k, v in row.items()} for row in csv.DictReader(rows, delimiter="|", quoting=csv.QUOTE_NONE)]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.fixture(scope="session")
def code(extractor: Extractor) -> Code:
    """Code a text as an article of 15 May 2019; the same text is coded once."""
    known: dict[str, tuple[Mention, ...]] = {}

    def coded(text: str) -> tuple[Mention, ...]:
        if text not in known:
            article = Article(article_id="a", source_id="s", locator="", text=text, published=Published(DAY, DAY, "given"))
            known[text] = extractor.extract(article).mentions
        return known[text]

    return coded
