"""The annotation contract: its shape, its offsets into the text as given, null where the text tells nothing."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from models import text as texts
from models.contract import Annotator
from models.extract import Extractor
from models.ontology import Ontology
from models.records import Published

EVENT = {
    *("start", "end", "text", "sentence", "type", "mode", "cameo", "acled", "source", "target", "place", "date", "status", "claimed_by"),
    *("voice", "aspect", "deaths", "injured", "confidence", "rule"),
}
PLACE = {"name", "kind", "country", "admin1", "lat", "lon", "radius_km", "gazetteer_id", "confidence"}
SPAN = {"start", "end", "text"}
DAY = dt.date(2019, 5, 15)
GIVEN = Published(DAY, DAY, "given")
PLAIN = (
    "Gunmen killed at least two police officers in Quetta on Monday, officials said. "
    "Iran denied that it had armed the rebels. Turkey plans to deploy troops to Syria."
)
ODD = (
    "Za\u200bbol\ufeff calm.\r\n\r\n\u201cThe army\u00ad bombed the market,\u201d Omar\u00a0Haddad said in Alep\u200bpo. "
    "Iran\u2019s army ki\u200blled nine rebels in Ba\u00adsra on 3\u2009May 2019."
)


@pytest.fixture(scope="module")
def annotate(extractor: Extractor) -> Any:
    annotator = Annotator(Ontology.load())

    def annotated(raw: str, *, published: Published = GIVEN) -> dict[str, Any]:
        article = texts.article(raw, source_id="s", locator="l", published=published)
        return annotator.annotation("d1", extractor.extract(article), text=raw, original=texts.normalise(raw).original)

    return annotated


def spans(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [*found["dates"], *found["places"], *found["events"]]


def test_shape(annotate: Any) -> None:
    found = annotate(PLAIN)
    assert list(found) == ["doc_id", "published", "dates", "places", "events"]
    assert found["published"] == {"from": "2019-05-15", "to": "2019-05-15", "basis": "given", "evidence": []}
    assert found["events"]
    for event in found["events"]:
        assert set(event) == EVENT
        for role in ("source", "target"):
            assert event[role] is None or set(event[role]) == {"text", "name", "id", "country"}
        assert event["place"] is None or set(event["place"]) == PLACE | {"text", "basis"}
        assert event["date"] is None or set(event["date"]) == {"text", "from", "to", "precision", "basis"}
        assert event["claimed_by"] is None or set(event["claimed_by"]) == {"text", "name"}
    assert all(set(p) == PLACE | SPAN for p in found["places"])
    assert all(set(d) == SPAN | {"type", "value", "from", "to", "precision"} for d in found["dates"])


def test_values_are_of_the_contract(annotate: Any) -> None:
    for event in annotate(PLAIN)["events"]:
        assert event["status"] in {"asserted", "claimed", "denied", "possible", "negated"}
        assert event["voice"] in {"narrator", "self", "other"}
        assert event["aspect"] in {"event", "process", "aggregate", "state", "recap"}
        assert event["cameo"] is None or isinstance(event["cameo"], str)
        assert 0 <= event["confidence"] <= 1
        assert event["place"] is None or event["place"]["basis"] in {"sentence", "neighbour", "dateline", "document"}
        assert event["date"] is None or event["date"]["basis"] in {"expression", "neighbour", "publication"}


def test_is_json(annotate: Any) -> None:
    found = annotate(ODD)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize(
    "raw", [PLAIN, ODD, ODD.replace("\r\n", "\r"), "\ufeff\n\n  " + PLAIN], ids=["plain", "odd", "old line ends", "padded"]
)
def test_offsets_point_into_the_text_as_given(raw: str, annotate: Any) -> None:
    found = annotate(raw)
    assert spans(found)
    for span in spans(found):
        assert raw[span["start"] : span["end"]] == span["text"]
        assert span["text"].strip() == span["text"] != ""
    for event in found["events"]:
        start, end = event["sentence"]
        assert start <= event["start"] < event["end"] <= end <= len(raw)


def test_marks_inside_words_stay_in_their_span(annotate: Any) -> None:
    words = {texts.normalise(e["text"]).text: e["text"] for e in annotate(ODD)["events"]}
    assert words["killed"] == "ki\u200blled"
    assert words["bombed"] == "bombed"
    places = {texts.normalise(p["text"]).text: p["text"] for p in annotate(ODD)["places"]}
    assert places["Basra"] == "Ba\u00adsra"


def test_same_events_with_and_without_odd_marks(annotate: Any) -> None:
    def told(raw: str) -> list[tuple[str, str]]:
        return [(texts.normalise(e["text"]).text, e["status"]) for e in annotate(raw)["events"]]

    assert told(ODD) == told(texts.normalise(ODD).text) == [("bombed", "claimed"), ("killed", "asserted")]


def test_null_rather_than_made_up(annotate: Any) -> None:
    (event,) = annotate("Gunmen attacked a convoy.", published=Published())["events"]
    assert event["place"] is event["date"] is event["deaths"] is event["injured"] is event["claimed_by"] is None
    (event,) = annotate("Two activists were jailed.")["events"]
    assert event["source"] is None


def test_unnamed_claimant_is_null(annotate: Any) -> None:
    (event,) = annotate("The army allegedly bombed the market.")["events"]
    assert (event["status"], event["claimed_by"]) == ("claimed", None)


def test_own_deed_has_no_claimant(annotate: Any) -> None:
    (event,) = annotate("The Taliban said they had attacked the base.")["events"]
    assert (event["status"], event["voice"], event["claimed_by"]) == ("asserted", "self", None)


def test_open_toll_is_given_as_numbers(annotate: Any) -> None:
    (event,) = annotate("At least 12 civilians were killed in Herat.")["events"]
    assert event["deaths"] == {"low": 12, "high": 12}
    (event,) = annotate("Up to 40 rebels were killed in the raid.")["events"]
    assert event["deaths"] == {"low": 0, "high": 40}


@pytest.mark.parametrize("raw", ["", " \n ", "\u200b", "?!", "Herat"])
def test_text_without_events(raw: str, annotate: Any) -> None:
    assert annotate(raw, published=Published())["events"] == []


def test_offsets_with_a_title(extractor: Extractor) -> None:
    """A title joined before the body shifts nothing: every offset leads back to the part it is of."""
    title, body = "Two officers \u201cdie\u201d", "Gun\u200bmen killed two police officers in Quetta."
    mentions = extractor.extract(texts.article(body, source_id="s", locator="l", title=title)).mentions
    joined = texts.join(title, body)
    found = [joined.origin(m.start, m.end) for m in mentions if m.text == "killed"]
    assert [(part, body[start:end]) for part, start, end in found] == [("body", "killed")]
