"""The sample corpus under seeds/sample: whole, consistent with its hand-made gold, and holding the phenomena it was written for."""

import datetime as dt
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
TYPES = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
STATUSES = {"asserted", "claimed", "denied", "possible", "negated"}
KINDS = {"site", "city", "district", "admin1", "region", "country"}
Record = dict[str, Any]


def _read(name: str) -> list[Record]:
    lines = (SEEDS / "sample" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ARTICLES = _read("articles.jsonl")
GOLD = _read("events.jsonl")
MENTIONS = [pytest.param(article, event, id=f"{article['doc_id']}-{event['id']}") for article in GOLD for event in article["events"]]


def _article(url_part: str) -> Record:
    found = [article for article in ARTICLES if url_part in article["url"]]
    assert len(found) == 1, f"{url_part}: {len(found)} articles"
    return found[0]


def _events(url_part: str) -> list[Record]:
    doc_id = _article(url_part)["doc_id"]
    return next(record["events"] for record in GOLD if record["doc_id"] == doc_id)


def _shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])


def test_gold_repeats_the_articles() -> None:
    shared = ("doc_id", "published", "title", "source", "text")
    assert [{key: row[key] for key in shared} for row in ARTICLES] == [{key: row[key] for key in shared} for row in GOLD]


def test_ids_and_addresses_are_unique() -> None:
    assert len({row["doc_id"] for row in ARTICLES}) == len({row["url"] for row in ARTICLES}) == len(ARTICLES) >= 30


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: row["doc_id"])
def test_article_is_a_marked_sample(row: Record) -> None:
    assert (urlsplit(row["url"]).hostname or "").endswith(".example")
    assert row["source"].endswith("(sample)")
    assert 60 <= len(row["text"].split()) <= 220
    assert row["text"] == row["text"].strip()
    assert "[[" not in row["text"]
    if row["published"] is not None:
        assert 2014 <= dt.datetime.fromisoformat(row["published"]).year <= 2024


def test_every_article_has_a_sourced_fact() -> None:
    origins = yaml.safe_load((SEEDS / "ORIGINS.yml").read_text(encoding="utf-8"))
    facts = origins["sample/articles.jsonl"]["facts"]
    assert set(facts) == {row["doc_id"] for row in ARTICLES}
    assert all(entry["fact"].strip() and entry["source"].strip() for entry in facts.values())
    assert "self-made" in origins["sample/events.jsonl"]["note"]


@pytest.mark.parametrize(("article", "event"), MENTIONS)
def test_mention_fits_its_text(article: Record, event: Record) -> None:
    trigger, text = event["trigger"], article["text"]
    assert text[trigger["start"] : trigger["end"]] == trigger["text"] != ""
    assert 1 <= len(event["types"]) <= 3
    assert set(event["types"]) <= TYPES
    assert event["status"] in STATUSES
    for key in ("source", "target", "place", "date"):
        phrase = (event[key] or {}).get("text")
        assert phrase is None or phrase.lower() in text.lower(), f"{key}: {phrase!r} is not in the text"
    if event["claimed_by"]:
        assert event["status"] != "asserted"


@pytest.mark.parametrize(("article", "event"), MENTIONS)
def test_mention_has_sound_values(article: Record, event: Record) -> None:
    place, date, deaths = event["place"], event["date"], event["deaths"]
    if place:
        assert place["kind"] in KINDS
        assert 23 <= place["lat"] <= 40
        assert 44 <= place["lon"] <= 75
        assert 0 < place["radius_km"] <= 1500
    if date:
        assert _day(date["start"]) <= _day(date["end"])
        if article["published"] and event["status"] != "possible":
            assert _day(date["start"]) <= _day(article["published"])
    if deaths:
        assert 0 < deaths["low"] <= deaths["high"]


@pytest.mark.parametrize(("article", "event"), MENTIONS)
def test_named_weekday_is_the_day_coded(article: Record, event: Record) -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    named = [number for number, day in enumerate(days) if day in ((event["date"] or {}).get("text") or "")]
    if named:
        span = range((_day(event["date"]["end"]) - _day(event["date"]["start"])).days + 1)
        weekdays = {(_day(event["date"]["start"]) + dt.timedelta(days=offset)).weekday() for offset in span}
        assert named[0] in weekdays, article["doc_id"]


def test_triggers_of_an_article_do_not_overlap() -> None:
    for article in GOLD:
        spans = [(event["trigger"]["start"], event["trigger"]["end"]) for event in article["events"]]
        assert spans == sorted(spans)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans)), article["doc_id"]


def test_every_status_and_every_type_occurs() -> None:
    events = [event for article in GOLD for event in article["events"]]
    assert {event["status"] for event in events} == STATUSES
    assert {kind for event in events for kind in event["types"]} == TYPES


def test_exactly_one_text_stands_under_two_addresses() -> None:
    assert sorted(Counter(row["text"] for row in ARTICLES).values())[-2:] == [1, 2]


def test_near_duplicates_differ_a_little() -> None:
    first, second = _article("mosque-attack-kills-29")["text"], _article("20170802-3")["text"]
    one, two = _shingles(first), _shingles(second)
    assert first != second
    assert 0.6 < len(one & two) / len(one | two) < 0.95


def test_two_claimants_contradict_each_other() -> None:
    tolls = {
        name: {
            (event["claimed_by"], event["deaths"]["high"]) for event in _events(name) if event["deaths"] and event["status"] == "claimed"
        }
        for name in ("2023/05/28/sasoli", "nimruz-border-clash", "zahedan-toll-disputed")
    }
    assert tolls["2023/05/28/sasoli"] == {("Iranian state media", 2)}
    assert ("Interior Ministry", 2) in tolls["nimruz-border-clash"]  # one on each side: one Iranian, where Iran counts two
    assert {("Amnesty International", 66), ("Hossein Modarres Khiabani", 19)} <= tolls["zahedan-toll-disputed"]


def test_a_plan_is_later_carried_out() -> None:
    def visits(name: str, status: str) -> set[tuple[str, str]]:
        return {
            (event["place"]["text"], event["date"]["start"])
            for event in _events(name)
            if event["types"][0] == "CONSULT" and event["place"] and event["status"] == status
        }

    assert visits("envoys-to-return", "possible") == visits("amir-abdollahian-in-islamabad", "asserted") == {("Islamabad", "2024-01-29")}


@pytest.mark.parametrize(
    ("name", "status"),
    [("taliban-say-they-hold", "asserted"), ("taliban-say-they-hold", "denied"), ("bus-hits-bomb", "denied"), ("tftc-taliban", "claimed")],
)
def test_belligerents_claim_and_denials(name: str, status: str) -> None:
    assert any(event["status"] == status and (event["source"] or {}).get("name") in {"Taliban", "Iran"} for event in _events(name))


@pytest.mark.parametrize(
    ("phenomenon", "pattern", "undated"),
    [
        ("dateline in the Afghan solar calendar", r"\b15 Hamal 1396\b", True),
        ("anniversary that dates the text", r"40th anniversary of its rising of March 1979", True),
        ("last year, with no date of publication", r"\bLast year\b", True),
        ("other Afghan solar date", r"\b4 Hamal 1400\b", False),
        ("Iranian solar date without a year", r"\b16 Farvardin\b", False),
        ("last plus weekday", r"\blast Thursday\b", False),
        ("day before a day named", r"\bthe previous day\b", False),
        ("recap with a total", r"5,183 in all", False),
        ("metonym of a government", r"\bIslamabad (?:ordered|recalled|has condemned)", False),
        ("city by the name of the metonym", r"\bin Islamabad\b", False),
        ("namesakes in one text", r"crosses Zabul, .* around Zabol, a city in Iran", False),
        ("city and province of one name", r"Farah city early on Wednesday, .* capital of Farah Province", False),
        ("second city and province", r"defence of Herat, .* governor of the province", False),
    ],
)
def test_phenomenon_occurs(phenomenon: str, pattern: str, undated: bool) -> None:
    plain = [re.sub(r"\[\[|\]\]|\s+", " ", row["text"]) for row in ARTICLES if (row["published"] is None) == undated]
    assert any(re.search(pattern, text) for text in plain), phenomenon


def test_namesakes_are_placed_in_two_countries() -> None:
    placed = {(event["place"]["text"], event["place"]["country"]) for article in GOLD for event in article["events"] if event["place"]}
    assert ("Zabul Province", "AFG") in placed
    assert ("near Zabol", "IRN") in placed
    assert any("Zabol" in row["text"] and "Zabul" not in row["text"] for row in ARTICLES)
    assert any("Zabul" in row["text"] and "Zabol" not in row["text"] for row in ARTICLES)
