"""The Prefect flow: one real run through the command, in surroundings that would lead an unprepared Prefect astray."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows import prefect_env
from flows.settings import CHECKOUT, Settings

RUN = {"run_id", "recorded_at", "known_at", "extractor_version"}  # what tells of the run, not of the event


@pytest.mark.prefect
def test_a_real_flow_run_equals_a_plain_one(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Gunmen killed five policemen in Herat on 3 March 2019, the Interior Ministry said."}\n{broken\n')
    environment = os.environ | {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_PROFILE": "elsewhere", "PYTHONPATH": str(CHECKOUT)}
    found = {}
    for name, options in {"flow": [], "plain": ["--no-prefect"]}.items():
        data = tmp_path / name
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "run", str(path), "--data-dir", str(data), *options],
            cwd=tmp_path, capture_output=True, text=True, timeout=300, env=environment, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        assert "ERROR" not in done.stderr
        rows = subprocess.run(
            [sys.executable, "-m", "flows.cli", "events", "--format", "json", "--data-dir", str(data)],
            cwd=tmp_path, capture_output=True, text=True, timeout=60, env=environment, check=True,
        ).stdout  # fmt: skip
        found[name] = [{k: v for k, v in json.loads(row).items() if k not in RUN} for row in rows.splitlines()]
    assert found["flow"]
    assert found["flow"] == found["plain"]
    assert (CHECKOUT / ".prefect").is_dir()


@pytest.mark.prefect
def test_deployments_name_flows_whose_parameters_are_described():
    deployments = yaml.safe_load((CHECKOUT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    code = "import importlib, json, sys; from flows import prefect_env; prefect_env.prepare()\n"
    code += "from prefect.utilities.callables import parameter_schema\nmodule, name = sys.argv[1].split(':')\n"
    code += "print(json.dumps(parameter_schema(getattr(importlib.import_module(module), name)).model_dump()))"
    for deployment in deployments:
        done = subprocess.run(
            [sys.executable, "-c", code, deployment["entrypoint"]], cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=120
        )
        schema = json.loads(done.stdout)
        assert deployment["parameters"].keys() <= schema["properties"].keys()
        assert all(field.get("description") for field in schema["properties"].values())
    assert [d["name"] for d in deployments] == ["collect"]


def environment_of(**inherited):
    code = "import json, os; from flows import prefect_env; import sys; prefect_env.prepare(server=sys.argv[1] or None)\n"
    code += "print(json.dumps({k: v for k, v in os.environ.items() if k.startswith('PREFECT_') or k == 'DO_NOT_TRACK'}))"
    server = inherited.pop("server", "")
    done = subprocess.run(
        [sys.executable, "-c", code, server],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | inherited,
        timeout=60,
    )
    return json.loads(done.stdout)


def test_inherited_prefect_settings_are_dropped_unless_a_server_is_named():
    inherited = {"PREFECT_API_URL": "http://example.invalid/api", "PREFECT_PROFILE": "x", "PREFECT_API_KEY": "k"}
    alone = environment_of(**inherited)
    assert "PREFECT_API_URL" not in alone
    assert "PREFECT_PROFILE" not in alone
    assert "PREFECT_API_KEY" not in alone
    assert Path(alone["PREFECT_HOME"]) == CHECKOUT / ".prefect"
    assert prefect_env.QUIET.items() <= alone.items()
    served = environment_of(**inherited, server="http://127.0.0.1:4200/api")
    assert (served["PREFECT_API_URL"], served["PREFECT_API_KEY"]) == ("http://127.0.0.1:4200/api", "k")


def test_settings_come_from_the_environment_then_the_file_then_the_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "khabar.toml").write_text('batch_size = 7\ndata_dir = "elsewhere"\n')
    monkeypatch.setenv("KHABAR_BATCH_SIZE", "9")
    found = Settings()
    assert (found.batch_size, str(found.data_dir), found.max_file_bytes) == (9, "elsewhere", 50_000_000)
    with pytest.raises(ValueError, match="batch_size"):
        Settings(batch_size=0)
