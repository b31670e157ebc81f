"""The catalogue of sources: what it may say, and errors told with their line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from flows.reading import catalogue, kinds
from flows.reading.catalogue import Kind
from flows.settings import CHECKOUT

SEED = CHECKOUT / "seeds" / "sources.yml"
GOOD = """\
# the first
- id: paper
  name: The Paper
  kind: feed
  url: https://paper.example/feed
  stance: [{value: independent, to: 2021-08-14}, {value: belligerent, from: 2021-08-15}]
  access: open
  verified_on:   # not yet

- id: inbox
  name: Inbox
  kind: drop
  path: in/
"""
ERRORS = [
    ("not a list", "id: paper", "line 1: a list of sources is wanted"),
    ("no YAML", "- id: [", "no YAML"),
    ("a missing field", "- id: a\n  kind: drop\n  path: x", "line 1: name: Field required"),
    ("an unknown field", GOOD.replace("access: open", "acess: open"), "line 7: acess: Extra inputs"),
    ("an unknown kind", GOOD.replace("kind: feed", "kind: rss"), "line 4: kind: Input should be"),
    ("no web address", GOOD.replace("https://paper.example/feed", "file:///etc/passwd"), "line 5: url: Value error, no http"),
    ("neither url nor path", GOOD.replace("  path: in/\n", ""), "line 10: : Value error, give either url or path"),
    ("a feed by path", GOOD.replace("url: https://paper.example/feed", "path: x"), "kind feed needs a url"),
    ("an unknown country", GOOD.replace("access: open", "country: XXX"), "line 7: country: Value error, no country has"),
    ("a stance of no kind", GOOD.replace("value: independent", "value: good"), "line 6: stance.0.value: Input should be"),
    ("a spell that ends before it begins", GOOD.replace("to: 2021-08-14", "from: 2022-01-01, to: 2021-01-01"), "ends before it begins"),
    ("an id twice", GOOD.replace("id: inbox", "id: paper"), "line 10: a second source paper"),
    ("an id of no form", GOOD.replace("id: paper", "id: ../paper"), "line 2: id: String should match"),
    ("an unknown field of ours", GOOD + "  fields: {txt: body}\n", "line 14: fields: Value error, unknown fields txt"),
    ("a month of no form", GOOD + "  months: ['2018-13']\n", "line 14: months: Value error, no months: 2018-13"),
    ("fewest more than most", GOOD + "  daily: [9, 3]\n", "daily: 9 > 3"),
]  # fmt: skip


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.yml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(("what", "text", "told"), ERRORS, ids=[row[0] for row in ERRORS])
def test_errors_tell_file_and_line(tmp_path, what, text, told):
    path = written(tmp_path, text)
    with pytest.raises(ValueError, match=r"sources\.yml") as found:
        catalogue.load(path)
    assert told in str(found.value)
    assert str(found.value).startswith(str(path))


def test_all_errors_are_told_at_once(tmp_path):
    with pytest.raises(ValueError, match=r"sources\.yml") as found:
        catalogue.load(written(tmp_path, GOOD.replace("kind: feed", "kind: rss").replace("path: in/", "pat: in/")))
    assert len(str(found.value).splitlines()) >= 2


def test_an_empty_catalogue_has_no_sources(tmp_path):
    assert catalogue.load(written(tmp_path, "# nothing yet\n")) == {}


def test_spells_and_origin(tmp_path):
    paper, inbox = catalogue.load(written(tmp_path, GOOD)).values()
    assert [(s.value, s.first, s.last) for s in paper.source.stances] == [
        ("independent", None, dt.date(2021, 8, 14)),
        ("belligerent", dt.date(2021, 8, 15), None),
    ]
    assert [s.value for s in paper.source.accesses] == ["open"]
    assert (paper.origin.publisher, inbox.origin.publisher, inbox.origin.offered_by) == ("paper", None, "inbox")
    assert not paper.is_enabled


def test_a_check_writes_its_day_and_nothing_else(tmp_path):
    path = written(tmp_path, GOOD)
    for name in ("paper", "inbox"):
        catalogue.verified(path, name, dt.date(2026, 3, 1))
    assert [entry.verified_on for entry in catalogue.load(path).values()] == [dt.date(2026, 3, 1)] * 2
    changed = set(path.read_text().splitlines()) ^ set(GOOD.splitlines())
    assert changed == {"  verified_on: 2026-03-01", "  verified_on:   # not yet"}
    with pytest.raises(KeyError):
        catalogue.verified(path, "nowhere", dt.date(2026, 3, 1))


def test_every_kind_has_its_reader():
    assert set(kinds.KINDS) == set(Kind.__args__)


def test_the_public_feeds_are_off_and_untried_and_say_who_is_behind_them():
    entries = catalogue.load(SEED)
    feeds = [entry for entry in entries.values() if entry.kind == "feed"]
    assert len(feeds) >= 25
    assert not any(entry.is_enabled or entry.verified_on for entry in entries.values())
    assert all(e.owner and e.owner_group and e.stance and e.access and e.countries and e.hosts and e.rights for e in feeds)
    assert {"independent", "state", "belligerent"} <= {spell.value for entry in feeds for spell in entry.stance}
    assert {"AFG", "PAK", "IRN"} <= {code for entry in feeds for code in entry.countries}
    relays = [entry.id for entry in feeds if entry.owner_group == "Islamic Republic of Iran"]
    assert len(relays) > 1  # told apart from independent sources by their group
    assert catalogue.hosts(entries)["tolonews.com"] == "tolonews"
