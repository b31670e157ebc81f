"""Gathering what a batch touches in the warehouse."""

from __future__ import annotations

from pathlib import Path

from factory_records import ARMY, article, batch, linkable, run, solve
from test_linking import ELSEWHERE, OTHER_WORDS, PROVINCE

from models.linking.reasons import against
from warehouse.explain import nearly
from warehouse.load import load
from warehouse.store import reader


def test_no_warehouse_is_made_by_asking(tmp_path: Path) -> None:
    solve(tmp_path / "none.duckdb", [linkable()])
    assert list(tmp_path.iterdir()) == []


def test_ties_are_followed_until_none_is_new(tmp_path: Path) -> None:
    """A batch that touches one end of a chain of tellings solves the other end again too."""
    path = tmp_path / "w.duckdb"
    town = linkable("a", place=PROVINCE, initiators=())
    chain = [town, linkable("a", start=40, targets=()), linkable("b", targets=(), of=OTHER_WORDS)]
    load(path, batch(*(article(n) for n in "ab"), mentions=tuple(chain), solved=solve(path, chain)), run())
    found = solve(path, [linkable("c", targets=(), of=OTHER_WORDS)])
    assert {m.mention.mention_id for m in found.mentions} >= {m.mention.mention_id for m in chain}


def test_what_came_near_is_told_with_what_spoke_against_it(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    given = [linkable("a"), linkable("b"), linkable("c", place=ELSEWHERE), linkable("d", initiators=(ARMY,)), linkable("e", type="AID")]
    load(path, batch(*(article(n) for n in "abcde"), mentions=tuple(given), solved=solve(path, given)), run())
    with reader(path) as con:
        (event_id,) = con.execute("SELECT event_id FROM core.event WHERE n_mentions = 2").fetchone() or ("",)
        found = {row["mention_id"]: against(row) for row in nearly(con, event_id)}
    assert found == {given[2].mention.mention_id: "another time or place", given[3].mention.mention_id: "another initiator"}
