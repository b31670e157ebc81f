"""Sources through a whole run: the ledger, coverage, versions and relays, what was rejected and its second chance, and stopping midway."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import news_server as web
import pytest
import yaml

from flows import coder, queries, run
from flows.reading.desk import Inputs
from flows.settings import Settings
from models.extract import Extractor
from models.records import Article, Extraction
from warehouse.store import reader

START = dt.datetime(2018, 5, 16, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def server() -> Iterator[web.Server]:
    with web.serving() as found:
        yield found


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: Extractor) -> Settings:
    monkeypatch.setattr(coder, "_open", lambda _model: extractor)
    return Settings(
        data_dir=tmp_path / "data",
        sources_file=tmp_path / "sources.yml",
        contact="desk@newsroom.example",
        fetch_pace=0,
        fetch_timeout=2,
        fetch_retries=0,
        allowed_hosts=["127.0.0.1"],
        batch_size=2,
    )


def catalogue(settings: Settings, *entries: dict[str, Any]) -> None:
    settings.sources_file.write_text(yaml.safe_dump([{"name": entry["id"].title(), **entry} for entry in entries]))


def uncoded(articles: Sequence[Article], _model: str | None) -> list[Extraction]:
    return [Extraction(article_id=a.article_id, published=a.published, dates=(), places=(), mentions=()) for a in articles]


# Most tests here are about reading and loading alone; coding and checking take most of the time.
UNCODED = run.Steps(extract=uncoded, store=run.PLAIN.store, check=lambda _: [], release=run.PLAIN.release)


def go(settings: Settings, *sources: str, paths: tuple[str, ...] = (), day: int = 0, steps: run.Steps = UNCODED):
    return run.run_stages(Inputs(paths, sources), settings, lambda: START + dt.timedelta(days=day), steps=steps, with_release=False)


def ask(settings: Settings, query: str) -> list[tuple]:
    with reader(settings.warehouse) as con:
        return con.execute(query).fetchall()


def test_a_feed_from_the_first_look_to_the_third(server, settings):
    declared = {"country": "AFG", "countries": ["AFG"], "owner_group": "Holding"}
    catalogue(settings, {"id": "paper", "kind": "feed", "url": f"{server.base}/feed.xml", **declared})
    server.routes |= {"/1": web.page(1), "/2": web.page(6), "/4": b"<html></html>"}
    server.routes["/feed.xml"] = web.rss(server.base, ["/1", "/2", "/3", "/4"])
    first = go(settings, "paper", steps=run.PLAIN)
    assert (first.n_articles, first.n_rejected, first.n_lists, dict(first.outcomes), first.failures) == (2, 1, 1, {"gone": 1}, [])
    coverage = "SELECT n_offered, n_fetched, n_gone, n_read, n_rejected FROM pub.coverage WHERE published_date = DATE '2018-05-15'"
    assert ask(settings, coverage) == [(4, 3, 1, 2, 1)]
    source = "SELECT owner_group_name, scope_country_codes FROM core.source_current WHERE source_id = 'paper'"
    assert ask(settings, source) == [("Holding", ["AFG"])]

    server.routes |= {"/feed.xml": web.rss(server.base, ["/1", "/5"]), "/5": web.page(8)}
    assert (go(settings, "paper", day=1).n_articles, server.seen["/1"]) == (1, 1)

    server.routes["/feed.xml"] = web.status(403)
    third = go(settings, "paper", day=2)
    assert [(o.outcome, o.reason) for o in third.failed_lists] == [("blocked", "HTTP 403")]
    lists = "SELECT published_date::VARCHAR, outcome FROM raw.offer WHERE is_list ORDER BY ALL"
    assert ask(settings, lists) == [("2018-05-16", "read"), ("2018-05-17", "read"), ("2018-05-18", "blocked")]


def test_what_was_rejected_is_read_again_after_a_fix(server, settings, tmp_path, capsys):
    catalogue(settings, {"id": "paper", "kind": "feed", "url": f"{server.base}/feed.xml"})
    server.routes |= {"/feed.xml": web.rss(server.base, ["/1"]), "/1": b"<html></html>"}
    lines, packed = tmp_path / "a.jsonl", tmp_path / "b.txt"
    lines.write_text('{"text": "Two men were held in the town on Monday."}\n{"text": "Broken\n{"title": "no text"}\n')
    packed.write_bytes(bytes(range(256)) * 4)
    assert go(settings, "paper", paths=(str(lines), str(packed))).n_rejected == 4

    lines.write_text(lines.read_text().replace('"Broken', '"Mended now, the police said."}'))
    server.routes["/1"] = web.page(1)
    again = run.run_again(settings, lambda: START + dt.timedelta(days=1), with_release=False)
    assert (again.n_articles, again.n_rejected) == (3, 2)
    queries.print_rejected(settings, source=None, with_resolved=False, limit=10, form="json")
    left = [json.loads(line)["locator"] for line in capsys.readouterr().out.splitlines()]
    assert left == [f"{lines}:3", str(packed)]
    queries.print_rejected(settings, source=None, with_resolved=True, limit=10, form="json")
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_versions_copies_and_relays_are_grouped_and_all_kept(settings, tmp_path):
    def line(body: str, **more: str) -> str:
        return json.dumps({"text": body, "published": "2018-05-15", **more}) + "\n"

    one, two = web.story(1), web.story(6)
    told = (f"On street {n} of the town the police found house {n * 7} empty and shut." for n in range(20))
    wire = "KABUL, May 15 (Reuters) - " + " ".join(told)
    cut = wire[: int(len(wire) * 0.35)]
    path = tmp_path / "a.jsonl"
    path.write_text(
        line(one, url="https://paper.example/a/1", source="Paper")
        + line(one + "\nThe toll has risen to nine, the council said.", url="https://paper.example/a/1?utm_source=x", source="Paper")
        + line(one, url="https://copy.example/x", source="Copy")
        + line(two, url="https://paper.example/a/2", source="Paper")
        + line(wire, source="Reuters")
        + line(cut, source="Other Paper")
        + line("Another thing altogether has happened at the dam, engineers said.", url="https://paper.example/a/2", source="Paper")
    )  # fmt: skip
    for _ in range(2):  # the second run adds nothing
        go(settings, paths=(str(path),))
    kinds = "SELECT locator, duplicate_kind, agency_name FROM raw.article ORDER BY locator"
    found = [(loc.rpartition(":")[2], kind, agency) for loc, kind, agency in ask(settings, kinds)]
    assert found == [
        ("1", None, None), ("2", "version", None), ("3", "exact", None), ("4", None, None),
        ("5", None, "Reuters"), ("6", "wire", "Reuters"), ("7", None, None),
    ]  # fmt: skip
    assert ask(settings, "SELECT count(DISTINCT coalesce(duplicate_of, article_id)) FROM raw.article") == [(4,)]


def test_a_run_that_was_stopped_goes_on_where_it_was(server, settings, monkeypatch):
    catalogue(settings, {"id": "paper", "kind": "feed", "url": f"{server.base}/feed.xml"})
    server.routes |= {"/feed.xml": web.rss(server.base, [f"/{n}" for n in range(6)])} | {f"/{n}": web.page(n) for n in range(6)}
    stored = []

    def stopped(warehouse, batch, of):
        if len(stored) == 2:
            raise KeyboardInterrupt
        stored.append(batch)
        run.PLAIN.store(warehouse, batch, of)

    steps = replace(UNCODED, store=stopped)
    with pytest.raises(KeyboardInterrupt):
        run.run_stages(Inputs((), ("paper",)), settings, lambda: START, steps=steps, with_release=False)
    n_loaded = ask(settings, "SELECT count(*) FROM raw.article")[0][0]
    assert 0 < n_loaded < 6
    go(settings, "paper")
    assert ask(settings, "SELECT count(*), count(DISTINCT url) FROM raw.article") == [(6, 6)]
    assert server.seen["/0"] == 1


def test_a_drop_folder_reads_each_file_once(settings, tmp_path):
    folder = tmp_path / "in"
    catalogue(settings, {"id": "inbox", "kind": "drop", "path": str(folder)})
    assert [o.reason for o in go(settings, "inbox").failed_lists] == ["no such folder"]
    folder.mkdir()
    assert go(settings, "inbox").n_lists == 1
    (folder / "a.jsonl").write_text('{"text": "Two men were held in the town on Monday."}\n')
    (folder / "b.jsonl.part").write_text('{"text": "Half')
    assert (go(settings, "inbox").n_articles, go(settings, "inbox").n_articles) == (1, 0)
    (folder / "a.jsonl").write_text('{"text": "Two men were held in the town on Monday."}\n{"text": "Three more on Tuesday."}\n')
    assert go(settings, "inbox").n_articles == 2
    assert ask(settings, "SELECT count(*) FROM raw.article") == [(2,)]


def test_files_with_a_map_of_fields_and_forms_of_dates(settings, tmp_path):
    fields = {"text": "content.body", "title": "headline", "published": "when", "source": "outlet"}
    fields |= {"translated_by": "mt", "original": "content.fa"}
    columns = {"text": "Story", "published": "Day"}
    catalogue(
        settings,
        {"id": "archive", "kind": "files", "path": f"{tmp_path}/x/*.*", "fields": fields, "date_formats": ["%d/%m/%Y"]},
        {"id": "sheet", "kind": "files", "path": f"{tmp_path}/sheet.csv", "fields": columns, "date_formats": ["%d.%m.%Y"]},
    )
    (tmp_path / "x").mkdir()
    told = {"content": {"body": "Two men were held in the town on Monday, the police said.", "fa": "دو مرد"}, "headline": "Held"}
    told |= {"when": "03/04/2018", "outlet": "Paper", "mt": "some engine 2"}
    (tmp_path / "x" / "a.jsonl").write_text(json.dumps(told) + "\n")
    rows = 'Day;Story\n"31.12.2017";"Three men; one ""old"", were held\nin the town."\n31.13.2017;Four men were held.\n'
    (tmp_path / "sheet.csv").write_text(rows)
    assert go(settings, "archive", "sheet").n_articles == 3
    query = "SELECT source_id, title, published_from::VARCHAR, translated_by, original_text FROM raw.article ORDER BY locator DESC"
    assert ask(settings, query) == [
        ("paper", "Held", "2018-04-03", "some engine 2", "دو مرد"),
        ("file", None, None, None, None),
        ("file", None, "2017-12-31", None, None),
    ]


def test_an_unknown_source_and_a_missing_contact_are_told(settings, server):
    catalogue(settings, {"id": "paper", "kind": "feed", "url": f"{server.base}/feed.xml"})
    with pytest.raises(ValueError, match=r"no source papper in .*`khabar sources list`"):
        go(settings, "papper")
    with pytest.raises(ValueError, match="no source is enabled"):
        go(settings, *Inputs.of((), ()).sources)
    with pytest.raises(ValueError, match="set `contact`"):
        go(settings.model_copy(update={"contact": None}), "paper")
    assert not server.seen


def test_hostile_titles_are_harmless_wherever_they_are_printed(settings, tmp_path, capsys):
    nasty = "\x1b]0;owned\x07\u202egnp.exe \x9b31m=HYPERLINK(1)'; DROP TABLE raw.article; --[bold]"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": nasty, "text": 5}) + "\n" + json.dumps({"text": "Two men were held.", "title": nasty}) + "\n")
    go(settings, paths=(str(path),))
    shutil.copy(path, tmp_path / "=cmd\x1b[2J.pdf")
    go(settings, paths=(str(tmp_path / "=cmd\x1b[2J.pdf"),))
    for form in ("table", "csv", "json"):
        queries.print_rejected(settings, source=None, with_resolved=False, limit=10, form=form)
        shown = capsys.readouterr().out
        assert shown.strip()
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert ask(settings, "SELECT count(*) FROM raw.article") == [(1,)]
