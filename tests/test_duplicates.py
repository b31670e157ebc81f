"""Exact and near duplicates."""

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.duplicates import BANDS, bands, estimated, jaccard, mark, shingles
from models.records import Known, Published
from models.text import article

WORDS = list("abcdefghijklmnopqrstuvwxyz")


def story(seed: int, n_words: int = 150) -> list[str]:
    source = random.Random(seed)
    return [source.choice(WORDS) + str(source.randrange(40)) for _ in range(n_words)]


def made(words, day=None, source="s"):
    published = Published(dt.date(2020, 1, day), dt.date(2020, 1, day), "given") if day else None
    return article(" ".join(words), source_id=source, locator="x", published=published)


def test_exact_and_near_are_told_apart_and_kept():
    words = story(1)
    near = [*words[:100], "changed", *words[101:]]
    batch = [made(words, 3), made(words, 2, "other"), made(near, 4), made(story(2), 1)]
    marked = mark(batch)
    assert [a.article_id for a in marked] == [a.article_id for a in batch]
    origin = batch[1].article_id  # earliest published of its group
    assert [(a.duplicate_of, a.duplicate_kind) for a in marked] == [(origin, "exact"), (None, None), (origin, "near"), (None, None)]


def test_order_decides_where_no_date_does():
    words = story(3)
    first, second = mark([made(words), made(words, None, "other")])
    assert first.duplicate_of is None
    assert second.duplicate_of == first.article_id


def test_a_dated_article_comes_before_an_undated_one():
    words = story(3)
    undated, dated = mark([made(words), made(words, 9, "other")])
    assert (undated.duplicate_of, dated.duplicate_of) == (dated.article_id, None)


@pytest.mark.parametrize("has_text", [True, False], ids=["measured", "estimated"])
def test_known_articles_are_the_origin_across_runs(has_text):
    words = story(4)
    old = mark([made(words, 5)])[0]
    name = old.article_id
    known = Known(
        extractors={name: None},
        hashes={old.text_hash: name},
        bands=dict.fromkeys(old.bands, (name,)),
        texts={name: old.text} if has_text else {},
    )
    copy, near, other, same = mark([made(words, 1, "copy"), made([*words[:-1], "end"], 1), made(story(5)), made(words, 5)], known)
    assert (copy.duplicate_of, copy.duplicate_kind) == (name, "exact")
    assert (near.duplicate_of, near.duplicate_kind) == (name, "near")
    assert other.duplicate_of is None
    assert same.duplicate_of is None


def test_a_copy_of_a_known_copy_names_the_first():
    words = story(6)
    first, copy = mark([made(words), made([*words[:-1], "end"])])
    known = Known(
        extractors={},
        hashes={copy.text_hash: first.article_id},
        bands=dict.fromkeys(copy.bands, (copy.article_id,)),
        texts={copy.article_id: copy.text},
    )
    (third,) = mark([made([*words[:-1], "close"])], known)
    assert (third.duplicate_of, third.duplicate_kind) == (first.article_id, "near")


def test_bands_are_stable_and_fit_a_bigint():
    found = bands("Two people died in Herat on Monday, officials said.")
    assert found == bands("two people died in  HERAT on monday officials said")
    assert len(found) == BANDS
    assert all(0 <= key < 2**63 for key in found)
    assert found[0] == 5752976518892192483  # a changed key would part new articles from those already loaded
    assert bands(" \n") == ()


def test_similar_texts_are_found_at_the_stated_rate():
    hits = 0
    for seed in range(60):
        words = story(seed, 200)
        other = list(words)
        for place in (20, 60, 100, 140, 180):
            other[place] = "changed"
        assert jaccard(shingles(" ".join(words)), shingles(" ".join(other))) > 0.7
        hits += mark([made(words), made(other)])[1].duplicate_kind == "near"
    assert hits == 60


def test_estimate():
    assert estimated(BANDS) == 1.0
    assert estimated(0) == 0.0
    assert 0.56 < estimated(8) < 0.59


@given(st.lists(st.text("ab ", max_size=12), max_size=12), st.randoms())
def test_every_duplicate_names_an_origin_in_the_batch(texts, shuffler):
    batch = [article(text, source_id=str(i), locator="x") for i, text in enumerate(texts)]
    marked = mark(batch)
    origins = {a.article_id for a in marked if a.duplicate_of is None}
    assert all(a.duplicate_of in origins for a in marked if a.duplicate_of)
    assert [dataclasses.replace(a, duplicate_of=None, duplicate_kind=None, bands=()) for a in marked] == batch


def at(url, words, title=None, day=None, **more):
    published = Published(dt.date(2020, 1, day), dt.date(2020, 1, day), "given") if day else None
    made_now = article(" ".join(words), source_id="s", locator="x", url=url, title=title, published=published)
    return dataclasses.replace(made_now, **more)


PAGE = "https://paper.example/a/1"
ONE, TWO = story(11), story(12)
VERSIONS = [
    ("a sentence more", PAGE, [*ONE, *story(13, 60)], None, "version"),
    ("half of it new", PAGE, [*ONE[:75], *story(13, 75)], None, "version"),
    ("all new, the same title", PAGE, TWO, "Blast", "version"),
    ("all new: a page of news", PAGE, TWO, "Talks", None),
    ("the home page", "https://paper.example/", [*ONE[:75], *story(13, 75)], "Blast", None),
    ("another address", PAGE + "2", [*ONE[:75], *story(13, 75)], "Blast", None),
]


@pytest.mark.parametrize("across_runs", [False, True], ids=["in a batch", "across runs"])
@pytest.mark.parametrize(("what", "url", "words", "title", "kind"), VERSIONS, ids=[row[0] for row in VERSIONS])
def test_a_later_text_of_an_address_is_a_version(what, url, words, title, kind, across_runs):
    first, later = at(url if "home" in what else PAGE, ONE, "Blast", 1), at(url, words, title, 2)
    if across_runs:
        old = mark([first])[0]
        known = Known(
            extractors={}, hashes={}, bands={}, texts={old.article_id: old.text},
            urls={old.url: old.article_id}, titles={old.article_id: "Blast"},
        )  # fmt: skip
        (found,) = mark([later], known)
    else:
        found = mark([first, later])[1]
    assert found.duplicate_kind == kind
    assert found.duplicate_of == (first.article_id if kind else None)


def test_versions_of_a_version_go_back_to_the_first():
    batch = [at(PAGE, story(20 + n), "Blast", n + 1) for n in range(3)]
    assert [a.duplicate_of for a in mark(batch)] == [None, batch[0].article_id, batch[0].article_id]


WIRE = story(31, 200)
RELAYS = [
    ("cut to a third", WIRE[:70], "Reuters", 2, "wire"),
    ("cut, another agency", WIRE[:70], "Xinhua", 2, None),
    ("cut, no credit", WIRE[:70], None, 2, None),
    ("cut, a week later", WIRE[:70], "Reuters", 9, None),
    ("a few words", WIRE[:20], "Reuters", 2, None),
    ("hardly cut", WIRE[:150], None, 2, "near"),
]


@pytest.mark.parametrize("across_runs", [False, True], ids=["in a batch", "across runs"])
@pytest.mark.parametrize(("what", "words", "agency", "day", "kind"), RELAYS, ids=[row[0] for row in RELAYS])
def test_cut_copies_of_an_agency_report_are_relays(what, words, agency, day, kind, across_runs):
    first, copy = at(None, WIRE, day=1, agency="Reuters"), at(None, words, day=day, agency=agency)
    if across_runs:
        old = mark([first])[0]
        known = Known(
            extractors={}, hashes={}, bands=dict.fromkeys(old.bands, (old.article_id,)), texts={old.article_id: old.text},
            agencies={old.article_id: "Reuters"}, days={old.article_id: dt.date(2020, 1, 1)},
        )  # fmt: skip
        (found,) = mark([copy], known)
    else:
        found = mark([first, copy])[1]
    assert found.duplicate_kind == kind
