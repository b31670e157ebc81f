"""Gathering what a batch touches in the warehouse."""

from __future__ import annotations

from pathlib import Path

from factory_records import article, batch, linkable, run, solve
from test_linking import OTHER_WORDS, PROVINCE

from warehouse.load import load


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
