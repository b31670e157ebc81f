"""One run from paths to a release: the order of the stages, batch by batch, whoever carries them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows import sources, stages
from flows.coder import extractor
from flows.report import REMEMBERED, Report, tell
from flows.settings import Settings
from flows.stages import PLAIN, Clock, Item, Steps
from models.borrowed_types import event_types
from models.ontology import Ontology
from models.records import Article, Batch, Extraction, Rejected, Run, Source, Versions, stable_id


def run_stages(paths: Sequence[str], settings: Settings, clock: Clock, *, steps: Steps = PLAIN, with_release: bool = True) -> Report:
    """Read, code, link, load, check and release the articles under `paths`; `-` is standard input.

    A batch is loaded in one transaction, so that a run killed anywhere is made whole by running it again. What cannot be read is
    recorded and stops nothing; a failed check stops the release, not the run.
    """
    started_at = clock()
    report = Report(run_id=stable_id("run", started_at.isoformat(), *paths))
    versions = extractor(settings.model).versions
    limits = sources.Limits(settings.max_file_bytes, settings.max_line_bytes, settings.max_article_chars)
    for number, items in enumerate(stages.batches(sources.read(paths, limits=limits), settings.batch_size)):
        batch = _code(items, settings, versions, steps, report)
        if number == 0:
            batch = _with_reference(batch)
        run = Run(run_id=report.run_id, started_at=started_at, recorded_at=clock(), versions=versions)
        _count(report, batch)
        steps.store(settings.warehouse, batch, run)
        tell("load", report)
    if settings.warehouse.exists():
        tell("check", report)
        report.failures = steps.check(settings.warehouse)
        if with_release and not report.failures:
            tell("release", report)
            report.release = steps.release(settings.warehouse, settings.releases_dir, clock())
    report.seconds = (clock() - started_at).total_seconds()
    return report


def _code(items: Sequence[Item], settings: Settings, versions: Versions, steps: Steps, report: Report) -> Batch:
    """Tell duplicates and code what this version has not coded yet."""
    read = [item for item in items if isinstance(item, Article)]
    rejected = tuple(item for item in items if isinstance(item, Rejected))
    articles, coded_by = stages.with_duplicates(read, settings.warehouse)
    todo = [a for a in articles if coded_by.get(a.article_id) != versions.extractor and a.language in stages.CODED_LANGUAGES]
    report.n_articles += len(read)
    report.n_exact += len(read) - len(articles) + sum(a.duplicate_kind == "exact" for a in articles)
    report.n_near += sum(a.duplicate_kind == "near" for a in articles)
    report.n_known += sum(coded_by.get(a.article_id) == versions.extractor for a in articles)
    report.n_uncoded += sum(a.language not in stages.CODED_LANGUAGES for a in articles)
    tell("extract", report)
    extractions: list[Extraction] = steps.extract(todo, settings.model) if todo else []
    return Batch(
        articles=tuple(articles),
        rejected=rejected,
        offers=stages.offers(items, articles),
        extracted=tuple(a.article_id for a in todo),
        mentions=tuple(stages.link_mentions(todo, extractions, versions.extractor)),
        sources=tuple(Source(source_id=name, name=name) for name in sorted({a.source_id for a in articles})),
    )


def _with_reference(batch: Batch) -> Batch:
    return replace(batch, event_types=event_types(Ontology.load()))


def _count(report: Report, batch: Batch) -> None:
    report.n_mentions += len(batch.mentions)
    report.n_rejected += len(batch.rejected)
    report.reasons.update(item.reason.partition(":")[0] for item in batch.rejected)
    report.rejected += batch.rejected[: REMEMBERED - len(report.rejected)]
