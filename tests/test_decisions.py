"""Decisions of analysts: what they hold on to, what they change, and how they are undone."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factory_records import AFGHANISTAN, DAY, HERAT, article, batch, day, deaths, linkable, run, solve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import deciding, inbox
from flows.inbox import Wish
from flows.settings import Settings
from flows.stages import release
from models.linking import constraints, link, standings
from models.records import Anchor, Decision, LinkMention, Standing, TimeSpan
from warehouse import check, load, store

AT = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
NEXT = DAY + dt.timedelta(days=1)
ELSEWHERE = replace(HERAT, place_id="test:kabul", name="Kabul", admin1="Kabul", latitude=34.5, longitude=69.2)


def anchor(m: LinkMention) -> Anchor:
    return Anchor(
        mention_id=m.mention.mention_id, article_id=m.mention.article_id, start=m.mention.start, end=m.mention.end, text="attacked"
    )


def decision(kind: str, *held: LinkMention, others: tuple[LinkMention, ...] = (), name: str = "d", **changes: Any) -> Decision:
    return Decision(
        decision_id=name,
        kind=kind,  # type: ignore[arg-type]
        event_id="e",
        anchors=tuple(map(anchor, held)),
        others=tuple(map(anchor, others)),
        value=changes.pop("value", {}),
        author="A. Nalyst",
        reason="read it",
        decided_at=AT,
        **changes,
    )


A, B, C = linkable("a"), linkable("b"), linkable("c", place=ELSEWHERE)
HERE = anchor(A)
# (where the mentions of the article are now, which one the decision holds, its state)
SPOTS = [
    ("the same", [HERE], HERE.mention_id, "held"),
    ("named otherwise, at the same words", [replace(HERE, mention_id="new")], "new", "moved"),
    ("moved a little", [replace(HERE, mention_id="new", start=HERE.start + 2, end=HERE.end + 2)], "new", "moved"),
    ("moved far, by the same word", [replace(HERE, mention_id="new", start=90, end=98)], "new", "moved"),
    ("the same before one that covers it", [replace(HERE, mention_id="new"), HERE], HERE.mention_id, "held"),
    ("another word elsewhere", [replace(HERE, mention_id="new", start=90, end=98, text="talks")], None, "orphaned"),
    ("no longer coded", [], None, "orphaned"),
]


@pytest.mark.parametrize(("spots", "held", "state"), [s[1:] for s in SPOTS], ids=[s[0] for s in SPOTS])
def test_what_a_decision_holds_on_to(spots: list[Anchor], held: str | None, state: str) -> None:
    (found,) = standings([decision("confirm", A)], {HERE.article_id: spots})
    assert (found.mentions, found.state) == ((held,) if held else (), state)


def stands(*made: Decision) -> list[Standing]:
    return standings(made, {m.mention.article_id: [anchor(m)] for m in (A, B, C)})


def test_a_later_decision_ends_an_earlier_one() -> None:
    merge, split = decision("merge", A, others=(B,), name="m"), decision("split", A, others=(B,), name="s")
    ids = (A.mention.mention_id, B.mention.mention_id)
    assert constraints(stands(merge)) == ([ids], [])
    assert constraints(stands(merge, split)) == ([], [ids])
    assert constraints(stands(split, merge)) == ([ids], [])
    undo = decision("undo", name="u", undoes="s")
    assert constraints(stands(merge, split, undo)) == ([ids], [])  # what ended the merge is undone
    assert [s.state for s in stands(split, undo, decision("undo", name="v", undoes="u"))] == ["held", "undone", "held"]


def events_of(*mentions: LinkMention, decisions: tuple[Decision, ...] = ()) -> dict[str, Any]:
    """Link mentions under decisions; gives the event of each mention."""
    linked = link(solve(None, mentions, decisions=decisions))
    by_id = {e.event_id: e for e in linked.events}  # the last version stays
    return {m.mention_id: by_id[m.event_id] for m in linked.memberships}


# (what is decided, its value, the field of the event, what it is then)
VALUES = [
    ("retype", {"type": "COERCE", "mode": "arrest"}, "type", "COERCE"),
    ("relocate", {"place": {name: getattr(AFGHANISTAN, name) for name in AFGHANISTAN.__slots__}}, "place", AFGHANISTAN),
    ("redate", {"date": {"first": str(NEXT), "last": str(NEXT), "precision": "day"}}, "date", day(NEXT)),
    ("reactor", {"targets": []}, "targets", ()),
    ("retract", {}, "state", "retracted"),
]


@pytest.mark.parametrize(("kind", "value", "field", "expected"), VALUES, ids=[v[0] for v in VALUES])
def test_a_value_that_is_decided(kind: str, value: dict[str, object], field: str, expected: object) -> None:
    made = decision(kind, A, value=value)
    event = events_of(A, B, decisions=(made,))[A.mention.mention_id]
    assert getattr(event, field) == expected
    assert event.value_mentions[field] == ("decision d",)
    undone = events_of(A, B, decisions=(made, decision("undo", name="u", undoes="d")))[A.mention.mention_id]
    assert getattr(undone, field) != expected


def test_what_no_rule_joins_an_analyst_may() -> None:
    total = linkable("b", aspect="aggregate")
    assert len({e.event_id for e in events_of(A, total).values()}) == 2
    assert len({e.event_id for e in events_of(A, total, decisions=(decision("merge", A, others=(total,)),)).values()}) == 1


def test_confirmed_is_occurred() -> None:
    claimed = linkable("a", status="claimed", voice="other")
    assert events_of(claimed)[claimed.mention.mention_id].state == "claimed"
    assert events_of(claimed, decisions=(decision("confirm", claimed),))[claimed.mention.mention_id].state == "occurred"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("empty") / "khabar.duckdb"
    with store.writer(made):
        return made


def add(path: Path, *mentions: LinkMention, decisions: tuple[Decision, ...] = (), name: str = "r") -> None:
    """Link and load mentions and decisions, as a flow does."""
    parents = {m.mention.article_id for m in mentions}
    articles = [a for a in (article(n) for n in "abcdefgh") if a.article_id in parents]
    solved = solve(path, mentions, extracted=[a.article_id for a in articles], decisions=decisions)
    load.load(path, replace(batch(*articles, mentions=mentions, solved=solved), decisions=decisions), run(name))


def partition(path: Path) -> set[frozenset[str]]:
    with store.reader(path) as con:
        assert check.run(con) == []
        return {
            frozenset(row[0]) for row in con.execute("SELECT list(mention_id) FROM core.event_mention_current GROUP BY event_id").fetchall()
        }


POOL = [A, B, C, linkable("d", place=ELSEWHERE), linkable("e", deaths=deaths(3)), linkable("f", place=None)]
DECIDED = (
    decision("merge", A, others=(C,), name="m"),
    decision("split", B, others=(A,), name="s"),
    decision("retype", POOL[3], value={"type": "PROTEST", "mode": None}, name="t"),
)


@given(st.permutations(POOL), st.integers(0, 3), st.permutations(range(3)))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_decisions_hold_in_whatever_batches(
    tmp_path_factory: pytest.TempPathFactory, empty: Path, order: list[LinkMention], n_first: int, steps: list[int]
) -> None:
    """Mentions before or after the decisions on them, in one batch or in several: the same events."""
    folder = tmp_path_factory.mktemp("decided")
    whole, parts = (Path(shutil.copy(empty, folder / name)) for name in ("whole.duckdb", "parts.duckdb"))
    add(whole, *POOL, decisions=DECIDED)
    batches = [order[n_first * 2 :], order[: n_first * 2]]
    add(parts, *batches[0], name="0")
    add(parts, decisions=DECIDED[: 1 + steps[0]], name="1")
    add(parts, *batches[1], decisions=DECIDED[1 + steps[0] :], name="2")
    assert partition(parts) == partition(whole)
    undo = tuple(decision("undo", name=f"u{d.decision_id}", undoes=d.decision_id) for d in DECIDED)
    add(parts, decisions=undo, name="3")
    plain = Path(shutil.copy(empty, folder / "plain.duckdb"))
    add(plain, *POOL)
    assert partition(parts) == partition(plain)


def test_from_the_inbox_to_the_release(tmp_path: Path) -> None:
    """Words of an analyst become facts: looked up in the release, waiting in the inbox, loaded, and listed as they stand."""
    chosen = Settings(data_dir=tmp_path)
    add(chosen.warehouse, A, B, C)
    release(chosen.warehouse, chosen.releases_dir, AT)
    with store.reader(chosen.warehouse) as con:
        homes = dict(con.execute("SELECT mention_id, event_id FROM core.event_mention_current").fetchall())
    event, other = homes[A.mention.mention_id], homes[C.mention.mention_id]
    told = {"author": "A. Nalyst", "reason": "read both"}
    table = tmp_path / "decisions.csv"
    table.write_text(
        "kind,event,others,type,date,author,reason\n"
        f"merge,{event},{other},,,A. Nalyst,one attack\n"
        f"retype,{event},,ASSAULT/drone,,A. Nalyst,a drone\n"
        f"redate,{event},,,2020-03,A. Nalyst,day unsure\n",
        encoding="utf-8",
    )
    deciding.decide(chosen, inbox.read_csv(table), at=AT)
    assert [row["state"] for row in deciding.stand(chosen)] == ["waiting"] * 3
    waiting = inbox.waiting(chosen.inbox)
    add(chosen.warehouse, decisions=tuple(waiting.values()), name="decided")
    inbox.take(waiting)
    assert [row["state"] for row in deciding.stand(chosen)] == ["held"] * 3
    with store.reader(chosen.warehouse) as con:
        rows = con.execute("SELECT event_mode, start_date, end_date, n_mentions FROM pub.event_all").fetchall()
    assert rows == [("drone", dt.date(2020, 3, 1), dt.date(2020, 3, 31), 3)]
    gone = replace(batch(article("c")), extracted=(C.mention.article_id,))
    solved = solve(chosen.warehouse, (), extracted=gone.extracted)
    load.load(chosen.warehouse, batch(article("c"), solved=solved), run("gone"))
    assert {row["kind"]: row["state"] for row in deciding.stand(chosen)} == {"merge": "moved", "retype": "held", "redate": "held"}
    with pytest.raises(ValueError, match="no event"):
        deciding.decide(chosen, [Wish(kind="confirm", event="e" + "0" * 20, **told)], at=AT)
    with pytest.raises(ValueError, match="no event type"):
        deciding.decide(chosen, [Wish(kind="retype", event=event, type="NONSENSE", **told)], at=AT)


BAD = [
    ("no such kind", {"kind": "destroy", "event": "e"}, "no decision"),
    ("no reason", {"kind": "confirm", "event": "e", "reason": ""}, "author and a reason"),
    ("nothing to set", {"kind": "retype", "event": "e"}, "needs type"),
    ("nothing to merge with", {"kind": "merge", "event": "e"}, "other events"),
]


@pytest.mark.parametrize(("told", "message"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_wish_that_is_no_decision(told: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Wish(**{"author": "A", "reason": "R", **told})


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2017-08-01", TimeSpan(dt.date(2017, 8, 1), dt.date(2017, 8, 1), "day")),
        ("2017-02", TimeSpan(dt.date(2017, 2, 1), dt.date(2017, 2, 28), "month")),
        ("2016", TimeSpan(dt.date(2016, 1, 1), dt.date(2016, 12, 31), "year")),
        ("2017-08-01..2017-08-03", TimeSpan(dt.date(2017, 8, 1), dt.date(2017, 8, 3), "range")),
    ],
)
def test_dates_on_a_command_line(text: str, span: TimeSpan) -> None:
    assert deciding.date_of(text) == span


def test_a_file_in_the_inbox_that_is_no_decision_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"kind": "confirm"}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.json is no decision"):
        inbox.waiting(tmp_path)
