"""The Prefect flow *read → extract → link → load → check → release*: tasks around the plain stages, one a batch.

Entrypoint of deployments: `flows.collect:collect`. Lineage and run records live in the warehouse, not in Prefect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from pydantic import Field

from flows import stages
from flows.reading.desk import Inputs
from flows.report import Report
from flows.run import run_stages
from flows.settings import Settings
from flows.stages import Steps
from models.records import Article, Batch, CheckFailure, Extraction, Run


@task(name="extract", cache_policy=NO_CACHE, persist_result=False)
def extract(articles: Sequence[Article], model: str | None) -> list[Extraction]:
    """Code one batch of articles."""
    return stages.extract(articles, model)


@task(name="link and load", cache_policy=NO_CACHE, persist_result=False)
def store(warehouse: Path, batch: Batch, run: Run) -> None:
    """Link and load one batch in one transaction."""
    stages.store(warehouse, batch, run)


@task(name="check", cache_policy=NO_CACHE, persist_result=False)
def check(warehouse: Path) -> list[CheckFailure]:
    """Look for bad rows."""
    return stages.check(warehouse)


@task(name="release", cache_policy=NO_CACHE, persist_result=False)
def release(warehouse: Path, folder: Path, moment: dt.datetime, allowed: Sequence[str]) -> Path:
    """Publish a snapshot."""
    return stages.release(warehouse, folder, moment, allowed)


TASKS = Steps(extract=extract, store=store, check=check, release=release)


@flow(name="collect", persist_result=False, validate_parameters=True)
def collect(
    paths: list[str] | None = None,
    data_dir: Path | None = None,
    model: str | None = None,
    batch_size: Annotated[int | None, Field(ge=1, le=10_000)] = None,
    with_release: bool = True,
    *,
    sources: list[str] | None = None,
) -> Report:
    """Read articles, code and link their events, load them, check the warehouse and publish a snapshot.

    Args:
        paths: Files and folders of .txt, .md, .html, .jsonl, .csv to read.
        sources: Sources of the catalogue to read, by id; `enabled` stands for all that it has switched on. Also where no paths are given.
        data_dir: Folder of the warehouse and its releases; by default that of the settings.
        model: A spaCy pipeline, by name or path, in place of the one of the checkout.
        batch_size: Articles a batch, which is one transaction; by default that of the settings.
        with_release: Publish a snapshot if every check passes.
    """
    told = {"data_dir": data_dir, "model": model, "batch_size": batch_size}
    settings = Settings(**{name: value for name, value in told.items() if value is not None})  # type: ignore[arg-type]
    inputs = Inputs.of(paths or [], sources or [])
    return run_stages(inputs, settings, now, steps=TASKS, with_release=with_release)


def now() -> dt.datetime:
    """Read the clock, in UTC. Only the edge of a flow does."""
    return dt.datetime.now(dt.UTC)


def run_flow(inputs: Inputs, settings: Settings, *, with_release: bool = True) -> Report:
    """Run the flow in this process, without the heartbeat thread, which would add a second to each run."""
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        paths, sources = list(inputs.paths), list(inputs.sources)
        return collect(paths, settings.data_dir, settings.model, settings.batch_size, with_release, sources=sources)
