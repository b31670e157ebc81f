"""Loading, knowing, reading and releasing."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factory_records import ARMY, DAY, POLICE, REBELS, article, batch, day, deaths, linkable, run, solve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.records import Actor, Claim, Count, EventType, Linked, LinkMention, Offer, Precision, Rejected, Source, TimeSpan, stable_id
from warehouse import check, load, read, store
from warehouse.records_of import link_mention as read_back
from warehouse.rows import mention as row_of

NEXT = DAY + dt.timedelta(days=1)
AT = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty warehouse to copy: making one takes a second."""
    made = tmp_path_factory.mktemp("empty") / "w.duckdb"
    with store.writer(made):
        return made


@pytest.fixture
def path(tmp_path: Path, empty: Path) -> Path:
    return Path(shutil.copy(empty, tmp_path / "w.duckdb"))


def add(path: Path, *mentions: LinkMention, name: str = "r", at: dt.datetime = AT, **of: Any) -> Any:
    """Link and load articles "a", "b", … with one mention each, as a flow does."""
    names = {m.mention.article_id: m for m in mentions}
    articles = [replace(a, **of) for a in (article(n) for n in "abcdefghij") if a.article_id in names]
    articles = [replace(a, published=names[a.article_id].published) for a in articles]
    solved = solve(path, mentions, extracted=[a.article_id for a in articles])
    return load.load(path, batch(*articles, mentions=mentions, solved=solved), run(name, at))


def query(path: Path, text: str) -> list[Any]:
    with store.reader(path) as con:
        return con.execute(text).fetchall()


def test_loading_twice_adds_nothing(path: Path) -> None:
    first = add(path, linkable("a"), linkable("b"))
    again = add(path, linkable("a"), linkable("b"), name="again", at=AT + dt.timedelta(days=1))
    assert first.seq == 1
    assert (again.seq, sum(again.rows.values())) == (None, 0)
    assert query(path, "SELECT count(*), max(seq) FROM raw.run") == [(1, 1)]


def test_a_batch_may_repeat_itself(path: Path) -> None:
    one = article("a")
    doubled = batch(one, one, mentions=(linkable("a"),))
    doubled = replace(doubled, rejected=(Rejected(source_id="s", locator="x", reason="empty"),) * 2)
    rows = load.load(path, doubled, run()).rows
    assert (rows["raw.article"], rows["raw.rejected"], rows["raw.offer"]) == (1, 1, 1)


def test_a_failing_load_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> object:
        raise RuntimeError("pulled the plug")

    with monkeypatch.context() as patched:
        patched.setattr(load, "_load_reference", fail)
        with pytest.raises(RuntimeError, match="pulled the plug"):
            add(path, linkable("a"))
    assert query(path, "SELECT count(*) FROM raw.article") == [(0,)]
    assert add(path, linkable("a")).seq == 1


def test_rows_read_back_are_the_mentions_that_were_loaded(path: Path) -> None:
    claims = (
        Claim(claimant=Actor(text="officials", name="Officials"), stance="asserts", cue="said", cue_start=1, cue_end=5),
        Claim(claimant=None, stance="denies", cue="reportedly", cue_start=7, cue_end=9),
    )
    given = linkable("a", claims=claims, deaths=Count(3, None, "people"), date=TimeSpan(DAY, NEXT, "range"), place=None)
    add(path, given)
    with store.reader(path) as con:
        (row,) = con.execute("SELECT *, NULL AS event_id FROM core.mention_current").to_arrow_table().to_pylist()
    assert read_back(row) == given
    assert row_of(read_back(row))["content_hash"] == row["content_hash"]


def test_a_new_extractor_writes_new_rows_and_renames_nothing(path: Path) -> None:
    add(path, linkable("a"))
    add(path, replace(linkable("a"), extractor_version="x2"), name="second")
    rows = query(path, "SELECT mention_id, extractor_version, seq FROM core.mention ORDER BY seq")
    assert [(v, s) for _, v, s in rows] == [("x1", 1), ("x2", 2)]
    assert rows[0][0] == rows[1][0]
    assert query(path, "SELECT extractor_version FROM pub.event") == [("x2",)]


def test_a_mention_that_a_new_coding_drops_is_retracted_with_its_event(path: Path) -> None:
    add(path, linkable("a"), linkable("b"))
    first, second = linkable("a"), linkable("b")
    gone = replace(batch(article("a")), extracted=(first.mention.article_id,))
    solved = solve(path, (), extracted=gone.extracted)
    assert [m.mention for m in solved.mentions] == [second.mention]
    load.load(path, batch(article("a"), solved=solved), run("second"))
    assert query(path, "SELECT mention_id FROM core.mention_current") == [(second.mention.mention_id,)]
    assert query(path, "SELECT representative_mention_id, n_mentions FROM pub.event") == [(second.mention.mention_id, 1)]
    with store.reader(path) as con:
        assert check.run(con) == []


def test_an_earlier_report_renames_the_event_and_the_old_id_leads_to_it(path: Path) -> None:
    late, early, earliest = linkable("c", published=NEXT), linkable("b"), linkable("a", published=DAY - dt.timedelta(days=1))
    for step, m in enumerate((late, early, earliest)):
        add(path, m, name=str(step))
    ids = [stable_id("event", m.mention.mention_id) for m in (late, early, earliest)]
    with store.reader(path) as con:
        assert [read.event(con, i)["event_id"] for i in ids if read.event(con, i)] == [ids[2]] * 3  # type: ignore[index]
        assert len(read.mentions(con, ids[0])) == 3
        assert read.event(con, "no such event") is None
        assert check.run(con) == []


POOL = [
    linkable("a", deaths=deaths(3)),
    linkable("b", initiators=(), published=NEXT),
    linkable("c", initiators=(ARMY,)),
    linkable("d", targets=(ARMY,), published=NEXT),
    linkable("e", date=day(NEXT), published=NEXT),
    linkable("f", initiators=(POLICE,), targets=(REBELS,)),
    linkable("g", initiators=(), targets=(), published=None),
    linkable("h", place=None),
    linkable("i", date=TimeSpan(DAY, NEXT, "range"), deaths=deaths(4)),  # fits both days, and may bridge them for none
    linkable("j", place=None, date=day(NEXT), initiators=(), published=NEXT),
]


def events_by_members(path: Path) -> dict[frozenset[str], tuple[Any, ...]]:
    found = query(
        path,
        """SELECT list(m.mention_id), any_value(e.event_id), any_value(e.state), any_value(e.deaths_best), any_value(e.initiator_name)
        FROM pub.event_all AS e JOIN pub.mention AS m USING (event_id) GROUP BY e.event_id""",
    )
    return {frozenset(members): tuple(rest) for members, *rest in found}


@given(st.permutations(POOL), st.lists(st.integers(1, 9), max_size=3))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_batches_in_any_order_give_what_one_batch_gives(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, order: list[LinkMention], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    whole, parts = (Path(shutil.copy(empty, folder / name)) for name in ("whole.duckdb", "parts.duckdb"))
    add(whole, *POOL)
    edges = [0, *sorted(set(cuts)), len(order)]
    old: set[str] = set()
    for step, (start, end) in enumerate(pairwise(edges)):
        add(parts, *order[start:end], name=str(step))
        old |= {row[0] for row in query(parts, "SELECT event_id FROM pub.event_all")}
    assert events_by_members(parts) == events_by_members(whole)
    with store.reader(parts) as con:
        assert check.run(con) == []
        assert all(read.event(con, event_id) for event_id in old)  # every id that ever was leads somewhere


def test_unrelated_events_are_not_touched(path: Path) -> None:
    add(path, linkable("a"), linkable("e", date=day(NEXT), published=NEXT))
    add(path, linkable("b"), name="second")
    assert query(path, "SELECT start_date, seq FROM core.event_current ORDER BY start_date") == [(DAY, 2), (NEXT, 1)]


def test_as_of_keeps_both_clocks_apart(path: Path) -> None:
    add(path, linkable("a", status="claimed", voice="other", deaths=deaths(2)), at=AT)
    later = AT + dt.timedelta(days=30)
    add(path, linkable("b", published=NEXT, deaths=deaths(5)), name="second", at=later)
    ask = "SELECT state, deaths_best FROM pub.event_as_of({}, {})"
    assert query(path, ask.format("NULL", "NULL")) == [("occurred", 5)]
    assert query(path, ask.format(f"TIMESTAMP '{DAY}'", "NULL")) == [("claimed", 2)]
    assert query(path, ask.format("NULL", f"TIMESTAMP '{AT:%Y-%m-%d %H:%M}'")) == [("claimed", 2)]
    assert query(path, ask.format(f"TIMESTAMP '{DAY - dt.timedelta(days=1)}'", "NULL")) == []
    assert query(path, ask.format("NULL", "TIMESTAMP '2000-01-01'")) == []


def test_only_what_is_safe_is_in_pub_event(path: Path) -> None:
    unsafe = (
        linkable("b", type="PROTEST", place=None, status="claimed", voice="other"),
        linkable("c", place=None, aspect="aggregate"),
        linkable("d", place=None, modality="possible", status="possible", date=None),
    )
    add(path, linkable("a"), *unsafe)
    assert query(path, "SELECT count(*) FROM pub.event_all") == [(4,)]
    assert query(path, "SELECT state, aspect FROM pub.event") == [("occurred", "event")]


def days(count: int, precision: Precision = "range") -> TimeSpan:
    return TimeSpan(DAY, DAY + dt.timedelta(days=count - 1), precision)


PRECISIONS = [
    (day(DAY), 1, 1),
    (days(1), 2, 1),  # a day that the words do not name is no exact day to ACLED
    (days(2, "weekend"), 2, 2),
    (days(3), 2, 2),
    (days(6), 2, 2),
    (days(7), 2, 3),
    (days(7, "week"), 2, 3),
    (days(8), 3, 4),
    (TimeSpan(dt.date(2020, 3, 1), dt.date(2020, 3, 31), "month"), 3, 4),
    (days(32), None, 5),
    (days(92, "quarter"), None, 5),
    (TimeSpan(dt.date(2020, 1, 1), dt.date(2020, 12, 31), "year"), None, 5),
    (days(367), None, None),
    (TimeSpan(dt.date(2020, 1, 1), dt.date(2029, 12, 31), "decade"), None, None),
    (TimeSpan(DAY, None, "open"), None, None),
    (None, None, None),
]


def test_time_precision_codes(path: Path) -> None:
    spans = [span for span, _, _ in PRECISIONS]
    add(path, *(linkable(f"a{n}", type=f"TYPE{n}", date=span, cameo=f"{n:02}") for n, span in enumerate(spans)))
    found = query(path, "SELECT acled_time_precision, ucdp_date_precision FROM pub.event_all ORDER BY cameo_code")
    assert found == [(acled, ucdp) for _, acled, ucdp in PRECISIONS]


def test_known_recognises_ids_texts_and_bands(path: Path) -> None:
    first = article("a", bands=(7, 2**64 - 1))
    copy = article("b", text_hash="same", duplicate_of=first.article_id)
    load.load(path, batch(first, copy), run())
    found = load.known(path, article_ids=["nowhere"], text_hashes=["same"], bands=[2**64 - 1])
    assert found.extractors == {first.article_id: "x1", copy.article_id: "x1"}
    assert found.hashes["same"] == first.article_id
    assert found.bands == {2**64 - 1: (first.article_id,)}
    assert found.texts == {first.article_id: first.text}
    assert load.known(path.with_name("none"), article_ids=["a"]).extractors == {}


def test_coverage_counts_offers_by_source_and_day(path: Path) -> None:
    offers = [("x", "read", DAY), ("y", "read", DAY), ("z", "rejected", DAY), ("u", "duplicate", None)]
    made = tuple(Offer(source_id="paper", locator=loc, outcome=out, published=date) for loc, out, date in offers)  # type: ignore[arg-type]
    load.load(path, replace(batch(), offers=made), run())
    rows = query(path, "SELECT published_date, n_offered, n_read, n_duplicates, n_rejected FROM pub.coverage ORDER BY n_offered")
    assert rows == [(None, 1, 0, 1, 0), (DAY, 3, 2, 0, 1)]


def test_reference_rows_follow_what_is_handed_in(path: Path) -> None:
    paper = Source(source_id="paper", name="The Paper", scope=("AFG",))
    kind = EventType(type="ASSAULT", mode="drone", name="Drone strike", goldstein=-10)
    given = replace(batch(article("a"), mentions=(linkable("a"),)), sources=(paper,), event_types=(kind,))
    load.load(path, given, run())
    load.load(path, replace(given, sources=(replace(paper, owner="A Holding"),)), run("second"))
    assert query(path, "SELECT owner_name, scope_country_codes, seq FROM core.source_current") == [("A Holding", ["AFG"], 2)]
    assert query(path, "SELECT event_type_id, goldstein FROM core.event_type_current") == [("ASSAULT/drone", -10.0)]
    assert query(path, "SELECT count(*) FROM core.actor_current") == [(2,)]
    assert query(path, "SELECT place_name FROM core.place_current") == [("Herat",)]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("read") / "w.duckdb"
    add(path, linkable("a"), linkable("b", type="PROTEST", place=None), linkable("c", date=day(NEXT), status="claimed", voice="other"))
    return path


@pytest.mark.parametrize(
    ("bounds", "n"),
    [
        ({}, 3),
        ({"limit": 2}, 2),
        ({"type": "protest"}, 1),
        ({"place": "AFG"}, 2),
        ({"actor": "reb"}, 3),
        ({"actor": "x' OR true --"}, 0),
        ({"state": "claimed"}, 1),
        ({"since": NEXT}, 1),
        ({"until": DAY}, 2),
        ({"run_id": "other"}, 0),
    ],
)
def test_events_by_bounds(three: Path, bounds: dict[str, Any], n: int) -> None:
    with store.reader(three) as con:
        assert len(read.events(con, **bounds)) == n


def test_summary_and_rejected(path: Path) -> None:
    add(path, linkable("a"), name="one")
    load.load(path, replace(batch(), rejected=(Rejected(source_id="s", locator="f.txt", reason="empty file"),)), run("two"))
    with store.reader(path) as con:
        assert (read.summary(con, "one")["n_mentions"], read.summary(con, "two")["n_mentions"]) == (1, 0)
        assert (read.summary(con)["n_rejected"], read.summary(con)["n_events_occurred"]) == (1, 1)
        assert [row["reason"] for row in read.rejected(con)] == ["empty file"]
        assert read.rejected(con, "one") == []
        assert read.mention(con, linkable("a").mention.mention_id)["text"] == "attacked"  # type: ignore[index]


def test_no_linked_batch_is_a_batch(path: Path) -> None:
    assert load.load(path, replace(batch(), linked=Linked(events=(), memberships=(), aliases=())), run()).seq is None
