"""`khabar explain`: why a sentence, a mention or an event was coded as it was."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from typing import Any

from flows import show_explanation
from flows.coder import extractor
from flows.settings import Settings
from flows.show import console
from models import text
from models.explain import explain
from models.records import Published

Data = dict[str, Any]
_ID = re.compile(r"([me])[0-9a-f]{20}")


def print_explanation(what: str, settings: Settings, *, published: dt.date | None, is_json: bool) -> None:
    """Explain a sentence (or a longer text), or what the warehouse holds under the id of a mention or event.

    ValueError for an id that the warehouse does not have.
    """
    found = _ID.fullmatch(what.strip())
    if found is None:
        answer: Data = {"kind": "text", **of_text(what, settings, published=published)}
    elif found[1] == "m":
        answer = {"kind": "mention", **of_mention(what.strip(), settings)}
    else:
        answer = {"kind": "event", **of_event(what.strip(), settings)}
    if is_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
    else:
        show_explanation.write(answer, console())


def of_text(words: str, settings: Settings, *, published: dt.date | None) -> Data:
    """Explain a text as an article of its own; without a day of publication, relative dates stay open."""
    if len(words) > settings.max_article_chars:
        raise ValueError(f"a text of more than {settings.max_article_chars:,} characters; explain a sentence of it")
    day = Published(published, published, "given") if published else None
    return explain(extractor(settings.model), text.article(words, source_id="", locator="", published=day))


def of_mention(mention_id: str, settings: Settings) -> Data:
    """Give a mention as the warehouse holds it (`stored`), and its sentence as the present tables and model read it.

    `is_current` tells whether both are of one version of the extractor.
    """
    from warehouse import read, store  # noqa: PLC0415 - a sentence is explained without a warehouse

    with store.reader(settings.warehouse) as con:
        stored = read.mention(con, mention_id)
        article = read.article(con, stored["article_id"]) if stored else None
    if stored is None or article is None:
        raise ValueError(f"no mention {mention_id} in {settings.warehouse}; the ids are in the column mention_id of pub.mention")
    coder = extractor(settings.model)
    now = explain(coder, article, mention_id=mention_id)
    return {"stored": stored, "is_current": stored["extractor_version"] == coder.versions.extractor, **now}


def of_event(event_id: str, settings: Settings) -> Data:
    """Give an event, its mentions, why they belong together (`links`), what nearly joined and what spoke against it (`nearly`), and the
    explanation of the mention that represents it."""
    from models.linking.reasons import against  # noqa: PLC0415 - a sentence is explained without linking and without a warehouse
    from warehouse import explain as linking  # noqa: PLC0415
    from warehouse import read, store  # noqa: PLC0415

    with store.reader(settings.warehouse) as con:
        event = read.event(con, event_id)
        mentions = read.mentions(con, event_id) if event else []
        links = read.links(con, event_id) if event else []
        near = linking.nearly(con, event_id) if event else []
    if event is None:
        raise ValueError(f"no event {event_id} in {settings.warehouse}; `khabar events --format json` lists them with their ids")
    representative = of_mention(event["representative_mention_id"], settings)
    nearly = [
        {"event_id": row["event_id"], "mention_id": row["mention_id"], "score": row["score"], "against": against(row)} for row in near
    ]
    return {"event": event, "mentions": mentions, "links": links, "nearly": nearly, "representative": representative}
