"""The `khabar` command: help, the annotation contract, a plain run on a small folder, the commands that read."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows import show
from flows.annotate import annotate, locate
from flows.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[1]
KHABAR = [sys.executable, "-m", "flows.cli"]
KILLED = "Gunmen killed five policemen in Herat on 3 March 2019, the Interior Ministry said."
STORIES = {
    "a.txt": KILLED,
    "b.md": "date: 2019-03-05\n\n# Delegation visits Kabul\n\nIran's foreign minister met Afghan officials in Kabul on Monday.",
    "c.jsonl": json.dumps({"text": KILLED, "source": "Copier"}) + "\n{broken\n",
    "d.jsonl": json.dumps(
        {"doc_id": "\ud800", "title": "Odd \ud800 one\x00", "text": "Rain \ud800 fell\x00 in =1+1 Kabul.", "url": "\ud800"}
    ),
}


def khabar(*arguments, stdin=None, **environment):
    return subprocess.run(
        [*KHABAR, *map(str, arguments)],
        cwd=CHECKOUT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)} | environment,
        check=False,
    )


def annotated(tmp_path, lines):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n")
    n_errors = annotate(str(source), str(target), Settings(max_line_bytes=5_000, max_article_chars=2_000, batch_size=2))
    return n_errors, [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_help_names_every_command_and_is_quick():
    code = "import sys, time; t = time.perf_counter()\nimport flows.cli\ntry: flows.cli.app(['--help'])\nexcept SystemExit: pass\n"
    code += "print(time.perf_counter() - t, sorted({'prefect', 'duckdb', 'spacy', 'trafilatura'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=True)
    for command in ("run", "annotate", "locate", "explain", "events", "rejected", "sql", "check", "release", "version"):
        assert f"\n  {command} " in done.stdout
    seconds, _, loaded = done.stdout.splitlines()[-1].partition(" ")
    assert loaded == "[]"
    assert float(seconds) < 5  # about 0.2 s on an idle machine


def test_annotate_imports_neither_prefect_nor_duckdb(tmp_path):
    (tmp_path / "in.jsonl").write_text('{"doc_id": "a", "text": "Two men died in Herat."}\n')
    code = "import sys, flows.cli\ntry: flows.cli.app(['annotate', sys.argv[1], '-'])\nexcept SystemExit as e: print(e.code)\n"
    code += "print(sorted({'prefect', 'duckdb', 'warehouse'} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "in.jsonl")], cwd=CHECKOUT, capture_output=True, text=True, timeout=240, check=True
    )
    answer, status, loaded = done.stdout.splitlines()
    assert json.loads(answer)["doc_id"] == "a"
    assert (status, loaded) == ("0", "[]")


def test_annotate_keeps_the_order_and_goes_on_after_bad_lines(tmp_path):
    text = "Gunmen killed five policemen in Herat, officials said."
    n_errors, answers = annotated(
        tmp_path,
        [
            {"doc_id": "a", "text": text, "published": "2019-03-04", "title": "x", "more": 1},
            b"{broken",
            b"",
            [1],
            {"doc_id": "b"},
            {"text": text},
            {"doc_id": 7, "text": ""},
            {"doc_id": "c", "text": "x" * 3_000},
            {"doc_id": "d", "text": "x" * 6_000},
            {"doc_id": "e", "text": text, "published": None},
            {"doc_id": "f", "text": text, "published": "2019-02-30"},
        ],
    )
    assert [(a["doc_id"], a.get("line")) for a in answers] == [
        ("a", None), (None, 2), (None, 4), ("b", 5), (None, 6), (7, None), ("c", 8), (None, 9), ("e", None), ("f", None),
    ]  # fmt: skip
    assert n_errors == 6
    assert all(isinstance(a["error"], str) for a in answers if "line" in a)
    assert answers[0]["published"] == {
        "from": "2019-03-04",
        "to": "2019-03-04",
        "basis": "given",
        "evidence": answers[0]["published"]["evidence"],
    }
    assert answers[5]["events"] == []
    assert answers[-1]["published"]["basis"] != "given"


def test_annotate_gives_offsets_into_the_text_as_given(tmp_path):
    text = "\ufeff\u201cNo,\u201d he said.\r\n\r\nGun\u00admen killed five policemen in Her\u200bat on 3 March 2019, "
    text += "officials said\u00a0\u2013 again. \ud83d\ude00 \ud800"
    _, (answer,) = annotated(tmp_path, [{"doc_id": "a", "text": text}])
    assert answer["events"]
    assert answer["dates"]
    for found in (*answer["events"], *answer["dates"], *answer["places"]):
        assert text[found["start"] : found["end"]] == found["text"]
    event = next(e for e in answer["events"] if e["text"] == "killed")
    assert text[slice(*event["sentence"])].startswith("Gun\u00admen")
    assert "3 March 2019" in answer["dates"][0]["text"]


def test_annotate_streams_standard_input_and_its_status_tells_of_bad_lines():
    done = khabar("annotate", "-", "-", stdin='{"doc_id": "a", "text": "Two men died in Herat."}\n{\n')
    assert done.returncode == 1
    assert [json.loads(line).get("line") for line in done.stdout.splitlines()] == [None, 2]
    assert done.stderr == "khabar: 1 lines could not be read; each has its error in the output\n"


def test_annotate_does_not_overwrite_its_input(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n")
    with pytest.raises(ValueError, match="both input and output"):
        annotate(str(path), str(tmp_path / "." / "a.jsonl"), Settings())
    assert path.read_text() == "{}\n"


def test_locate_answers_each_question(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "where": "Herat city", "country": "Afghanistan"}\n{broken\n{"id": 2, "where": null}\n')
    assert locate(str(source), str(target), Settings()) == 1
    herat, broken, nothing = map(json.loads, target.read_text().splitlines())
    assert (herat["id"], round(herat["lat"]), round(herat["lon"])) == (1, 34, 62)
    assert broken["line"] == 2
    assert (nothing["id"], nothing["lat"]) == (2, None)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A plain run on a small folder: its data folder and what it printed."""
    folder = tmp_path_factory.mktemp("run")
    for name, content in STORIES.items():
        (folder / "in" / name).parent.mkdir(exist_ok=True)
        (folder / "in" / name).write_text(content)
    done = khabar("run", folder / "in", "--no-prefect", "--data-dir", folder / "data")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done


def test_a_plain_run_shows_summary_events_and_next_steps(ran):
    _, done = ran
    out = " ".join(done.stdout.split())
    assert "articles read 4 duplicates 1 exact, 0 near rejected 1 (1 × not JSON)" in out
    assert "2019-03-03" in out
    assert "Herat" in out or "Herāt" in out
    assert "Next 1. list events:" in out
    assert "c.jsonl:2: not JSON" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_a_second_run_loads_nothing_new(ran):
    folder, _ = ran
    counted = "SELECT count(*) AS n, count(DISTINCT event_id) AS e FROM pub.event_all"
    before = khabar("sql", counted, "--format", "json", "--data-dir", folder / "data").stdout
    again = khabar("run", folder / "in", "--no-prefect", "--data-dir", folder / "data")
    assert again.returncode == 0, again.stderr
    out = " ".join(again.stdout.split())
    assert "already coded 4" in out
    assert "0 new or changed" in out
    assert khabar("sql", counted, "--format", "json", "--data-dir", folder / "data").stdout == before


def test_events_are_listed_and_filtered(ran):
    folder, _ = ran
    rows = [json.loads(line) for line in khabar("events", "--format", "json", "--data-dir", folder / "data").stdout.splitlines()]
    assert any(row["start_date"] == "2019-03-03" and row["event_type"] == "ASSAULT" for row in rows)
    late = khabar("events", "--since", "2030-01-01", "--format", "json", "--data-dir", folder / "data")
    assert (late.returncode, late.stdout) == (0, "")
    table = khabar("events", "--type", "ASSAULT", "--format", "csv", "--data-dir", folder / "data").stdout
    assert {row["event_type"] for row in csv.DictReader(io.StringIO(table))} == {"ASSAULT"}


def test_the_run_is_checked_and_what_was_rejected_listed(ran):
    folder, _ = ran
    assert khabar("check", "--data-dir", folder / "data").returncode == 0
    (row,) = map(json.loads, khabar("rejected", "--format", "json", "--data-dir", folder / "data").stdout.splitlines())
    assert row["reason"].startswith("not JSON")


@pytest.mark.parametrize("query", ["DELETE FROM pub.event_all", "CREATE TABLE t (a INT)", "SELECT nothing", "COPY pub.event TO 'x.csv'"])
def test_sql_can_only_read(ran, query):
    folder, _ = ran
    done = khabar("sql", query, "--data-dir", folder / "data")
    assert done.returncode == 2
    assert done.stderr.startswith("khabar: ")
    assert "Traceback" not in done.stderr


ERRORS = [
    (
        ["events", "--data-dir", "/nowhere/at/all"],
        "khabar: no release in /nowhere/at/all/releases; `khabar run PATH` or `khabar release` makes one",
    ),
    (["events", "--since", "yesterday"], "'yesterday' is no day"),
    (["annotate", "/nowhere.jsonl", "-"], "khabar: [Errno 2] No such file or directory: '/nowhere.jsonl'"),
]


@pytest.mark.parametrize(("arguments", "message"), ERRORS)
def test_errors_of_use_are_told_in_one_line(arguments, message):
    done = khabar(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_texts_are_harmless_where_printed():
    assert show.harmless("a\x1b[31mb\u202ec\nd") == "a\ufffd[31mb\ufffdc d"
    out = io.StringIO()
    show.write_csv([{"a": "=1+1", "b": -1, "c": None, "d": "-x\x1b"}], out)
    assert out.getvalue() == "a,b,c,d\n'=1+1,-1,,'-x\ufffd\n"


def test_dates_are_shown_as_precisely_as_known():
    import datetime as dt

    def when(first, last, precision):
        return show.when(
            {
                "start_date": first and dt.date.fromisoformat(first),
                "end_date": last and dt.date.fromisoformat(last),
                "date_precision": precision,
            }
        )

    assert when("2019-03-03", "2019-03-03", "day") == "2019-03-03"
    assert when("2019-01-01", "2019-12-31", "year") == "2019 (year)"
    assert when("2020-02-01", "2020-02-29", "month") == "2020-02 (month)"
    assert when("2019-03-04", "2019-03-10", "week") == "2019-03-04…10 (week)"
    assert when("2019-12-30", "2020-01-02", "range") == "2019-12-30…2020-01-02 (range)"
    assert when("2019-03-03", None, "open") == "since 2019-03-03 (open)"
    assert when(None, None, None) == "?"
