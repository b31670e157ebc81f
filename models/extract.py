"""From articles to extractions: parse, date, place, code. Pure: no warehouse, no network, no clock; same article, same rows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import tee
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from models import language
from models.actors import ActorTable
from models.coding import Coder, Coding
from models.dating import find_times, infer_published, local_of
from models.gazetteer import Gazetteer
from models.placing import find_places, place_in_story
from models.records import Article, Extraction, Published, Versions, stable_id
from models.seeds import seeds_version

ROOM = Path(__file__).resolve().parent
BATCH = 32  # articles parsed at a time: enough for the model's speed, little enough for flat memory


@dataclass(frozen=True)
class Extractor:
    """The language part, loaded once a process."""

    nlp: Language
    gazetteer: Gazetteer
    coder: Coder
    model_name: str | None = None

    @classmethod
    def open(cls, *, model: str | None = None, gazetteer: Gazetteer | None = None) -> Extractor:
        """Load the model (ours, or another installed spaCy pipeline by name), the gazetteer (ours, unless one is given) and the tables."""
        return cls(language.load(model), gazetteer or Gazetteer.open(), Coder(actors=ActorTable.load()), model)

    def extract(self, article: Article) -> Extraction:
        """Code one article."""
        return next(self.extract_many([article]))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Code articles as a stream, in their order."""
        to_parse, to_code = tee(articles)
        docs = self.nlp.pipe((a.text for a in to_parse), batch_size=BATCH)
        for article, doc in zip(to_code, docs, strict=True):
            yield self._code(article, doc)

    def trace(self, article: Article) -> tuple[Extraction, Coding]:
        """Code one article and keep the parse and what made each mention, for explaining."""
        return self._coded(article, self.nlp(article.text))

    def _code(self, article: Article, doc: Doc) -> Extraction:
        return self._coded(article, doc)[0]

    def _coded(self, article: Article, doc: Doc) -> tuple[Extraction, Coding]:
        published = _published(article, doc)
        times = find_times(doc, published, local_of(article.text, f"{article.source_id} {article.url or ''}"))
        places = find_places(doc, self.gazetteer)
        coding = self.coder.coding(doc, article_id=article.article_id, published=published, times=times, places=places)
        mentions = place_in_story(coding.mentions(), places, country_place=self.gazetteer.country)
        return Extraction(article_id=article.article_id, published=published, dates=times, places=places, mentions=mentions), coding

    @cached_property
    def versions(self) -> Versions:
        """Name what codes the rows; `extractor` changes with any of the parts."""
        code = hashlib.blake2b(digest_size=8)
        for path in sorted(ROOM.rglob("*.py")):
            if "training" not in path.parts:
                code.update(path.relative_to(ROOM).as_posix().encode() + path.read_bytes())
        parts = (code.hexdigest(), language.version(self.model_name), seeds_version(), self.gazetteer.version)
        return Versions(code=parts[0], model=parts[1], seeds=parts[2], gazetteer=parts[3], extractor=stable_id("x", *parts))


def _published(article: Article, doc: Doc) -> Published:
    """Keep a given date or span; else infer the span from dateline and text."""
    if article.published.basis == "given" and article.published.first != article.published.last:
        return article.published
    given: dt.date | None = article.published.first if article.published.basis == "given" else None
    return infer_published(article.text, doc, given)
