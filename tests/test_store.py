"""Opening the warehouse: who is in the way, what is missing, moments."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from warehouse import store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def _hold(path: Path, ready: Any, done: Any) -> None:
    with store.writer(path):
        ready.set()
        done.wait(30)


def test_a_second_writer_is_told_who_is_in_the_way(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(path, ready, done))
    holder.start()
    try:
        assert ready.wait(30)
        with pytest.raises(store.WarehouseBusyError, match="another process"), store.writer(path):
            pass
        with pytest.raises(store.WarehouseBusyError, match="last release"), store.reader(path):
            pass
    finally:
        done.set()
        holder.join()


def test_reading_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no warehouse"), store.reader(tmp_path / "w.duckdb"):
        pass


def test_moments_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.utc(dt.datetime(2024, 1, 1))  # noqa: DTZ001  that is the point
