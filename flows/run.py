"""One run from paths to a release: the order of the stages, batch by batch, whoever carries them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flows import correcting, stages
from flows.coder import extractor
from flows.reading import again, catalogue, kinds, opened
from flows.reading.catalogue import Entry
from flows.reading.desk import Inputs, Item
from flows.report import REMEMBERED, Report, tell
from flows.settings import Settings
from flows.stages import PLAIN, Clock, Steps
from models.borrowed_types import event_types
from models.ontology import Ontology
from models.records import Article, Batch, Extraction, Rejected, Run, Source, Versions, stable_id
from warehouse.check import ChecksFailedError

_UNFETCHED = frozenset({"gone", "blocked", "failed", "offered"})


def run_stages(
    inputs: Inputs,
    settings: Settings,
    clock: Clock,
    *,
    steps: Steps = PLAIN,
    with_release: bool = True,
) -> Report:
    """Read, code, link, load, check and release the articles of `inputs`.

    A batch is loaded in one transaction, so that a run killed anywhere is made whole by running it again. What cannot be read is
    recorded and stops nothing; a failed check stops the release, not the run.
    """
    chosen = opened.entries(settings, inputs.sources)
    with opened.desk(settings, chosen, clock().date()) as desk:
        items = kinds.read(inputs.paths, chosen, desk)
        return run_items(items, settings, clock, chosen=chosen, steps=steps, with_release=with_release)


def run_again(settings: Settings, clock: Clock, *, source: str | None = None, with_release: bool = True) -> Report:
    """Read again what was rejected and has not been read since, and go on as with any run; `source` names one of the catalogue."""
    rows = stages.unresolved(settings.warehouse, source)
    known = catalogue.load(settings.sources_file)
    chosen = [known[name] for name in sorted({str(row["offered_by"]) for row in rows if row["offered_by"]}) if name in known]
    with opened.desk(settings, chosen, clock().date()) as desk:
        items = again.read(rows, known, desk)
        return run_items(items, settings, clock, chosen=chosen, with_release=with_release)


def run_items(
    items: Iterable[Item],
    settings: Settings,
    clock: Clock,
    *,
    chosen: Sequence[Entry] = (),
    steps: Steps = PLAIN,
    with_release: bool = True,
) -> Report:
    """Take what was read through the further stages, batch by batch, while it is being read."""
    started_at = clock()
    report = Report(run_id=stable_id("run", started_at.isoformat()))
    versions = extractor(settings.model).versions
    declared = {entry.id: entry.source for entry in chosen}

    def run_now() -> Run:
        return Run(run_id=report.run_id, started_at=started_at, recorded_at=clock(), versions=versions)

    correcting.take_in(settings, run_now, steps)
    for number, group in enumerate(stages.batches(items, settings.batch_size)):
        batch = _code(group, settings, versions, steps, report)
        batch = replace(batch, sources=_sources(batch, declared))
        if number == 0:
            batch = _with_reference(batch, settings.model)
        batch = replace(batch, toll_rule=settings.toll_rule)
        _count(report, batch)
        steps.store(settings.warehouse, batch, run_now())
        tell("load", report)
    if settings.warehouse.exists():
        tell("check", report)
        found = steps.check(settings.warehouse)
        report.failures = [failure for failure in found if failure.check not in settings.allowed_checks]
        if with_release and not report.failures:
            tell("release", report)
            try:
                report.release = steps.release(settings.warehouse, settings.releases_dir, clock(), [failure.check for failure in found])
            except ChecksFailedError as error:  # what was built does not hold
                report.failures = error.failures
    report.seconds = (clock() - started_at).total_seconds()
    return report


def _sources(batch: Batch, declared: Mapping[str, Source]) -> tuple[Source, ...]:
    """Give the publishers of a batch, and the sources that were looked at, as the catalogue declares them."""
    names = {a.source_id for a in batch.articles} | {o.source_id for o in batch.offers if o.is_list}
    return tuple(declared.get(name, Source(source_id=name, name=name)) for name in sorted(names))


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
    )


def _with_reference(batch: Batch, model: str | None) -> Batch:
    return replace(batch, event_types=event_types(Ontology.load()), areas=extractor(model).gazetteer.areas())


def _count(report: Report, batch: Batch) -> None:
    report.n_mentions += len(batch.mentions)
    report.n_rejected += len(batch.rejected)
    report.n_lists += sum(o.is_list and o.outcome == "read" for o in batch.offers)
    report.failed_lists += [o for o in batch.offers if o.is_list and o.outcome != "read"]
    report.outcomes.update(o.outcome for o in batch.offers if not o.is_list and o.outcome in _UNFETCHED)
    report.reasons.update(item.reason.partition(":")[0] for item in batch.rejected)
    report.rejected += batch.rejected[: REMEMBERED - len(report.rejected)]
