"""The house rules that no linter knows: who may import whom, where files come from, sizes, and what must not be in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
import yaml

import models

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("flows", "models", "warehouse")
FOREIGN = {  # room → rooms (or modules) of ours that it may import, besides itself
    "flows": ("models", "warehouse"),
    "warehouse": ("models.records",),
    "models": (),
}
OWNERS = {"prefect": "flows", "duckdb": "warehouse", "spacy": "models", "thinc": "models"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
NO_ENTRY = {"README.md", "ORIGINS.yml"}
# Written in parts, so that this file does not break its own rule.
REGISTRIES = tuple(".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("crates", "io")))
MACHINE_PATH = re.compile(r"(?<![\w./:~-])/(?:work|root|Users|home)/\w")
INDEX_OPTION = re.compile(r"^\s*(?:-i\b|--(?:extra-)?index-url|--find-links|-f\b)|\s@\s*\w+://", re.MULTILINE)


# imports ------------------------------------------------------------


def imports(source: str, module: str, *, is_package: bool = False) -> set[str]:
    """Give the dotted names that a module imports anywhere in it, relative ones resolved; `from a import b` gives `a.b`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            base = parts[: len(parts) - node.level + is_package] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            found.update(f"{stem}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            found.update(str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant))
    return found


def breaches(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """Tell what a module imports against the rules."""
    room = module.split(".", maxsplit=1)[0]
    names = imports(source, module, is_package=is_package)
    wrong = []
    for name in sorted(names):
        top = name.split(".")[0]
        if top in ROOMS and top != room and not any(f"{name}.".startswith(f"{allowed}.") for allowed in FOREIGN[room]):
            wrong.append(f"{module} imports {name}: {room} may import only {', '.join(FOREIGN[room]) or 'its own modules'}")
        if top in {"seeds", "tests", "benchmarks"}:
            wrong.append(f"{module} imports {name}, which holds no code to import")
        owner = next((owner for library, owner in OWNERS.items() if top == library or top.startswith(f"{library}_")), room)
        if owner != room:
            wrong.append(f"{module} imports {name}, which belongs in {owner}/ only")
        in_records = f"{module}.".startswith("models.records.")
        if in_records and top not in sys.stdlib_module_names and not name.startswith("models.records."):
            wrong.append(f"models.records imports {name}: it keeps to the standard library")
    return wrong


@cache
def modules() -> dict[str, Path]:
    """Give the dotted name and the path of every module of the rooms."""
    found = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
            found[name.removesuffix(".__init__")] = path
    return found


def test_rooms_import_in_the_allowed_directions_only() -> None:
    wrong = [
        breach
        for name, path in modules().items()
        for breach in breaches(path.read_text(encoding="utf-8"), name, is_package=path.name == "__init__.py")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("module", "source", "is_wrong"),
    [
        pytest.param("flows.a", "from warehouse.load import load\nfrom models import text", False, id="flows import both rooms"),
        pytest.param("flows.a", "import prefect\nfrom prefect_dask import DaskTaskRunner", False, id="prefect in flows"),
        pytest.param("flows.a", "import duckdb", True, id="duckdb in flows"),
        pytest.param("flows.a", "def f():\n    import spacy", True, id="a late import counts"),
        pytest.param("warehouse.a", "from models.records import Event", False, id="warehouse imports the records"),
        pytest.param("warehouse.a", "from models import records", False, id="the records as a module"),
        pytest.param("warehouse.a", "from models import linking", True, id="another module of models"),
        pytest.param("warehouse.a", "import models", True, id="all of models"),
        pytest.param("warehouse.a", "from models.records_of import x", True, id="a name that begins like the records"),
        pytest.param("warehouse.a", "from flows import settings", True, id="warehouse imports flows"),
        pytest.param("models.a.b", "from ..text import article", False, id="a relative import inside the room"),
        pytest.param("models.a.b", "from ...warehouse import store", True, id="a relative import out of the room"),
        pytest.param("models.a", "from warehouse import store", True, id="models import warehouse"),
        pytest.param("models.a", "import prefect_dask", True, id="an integration of prefect in models"),
        pytest.param("models.a", "from models.seeds import read_csv", False, id="the reader of seeds"),
        pytest.param("models.a", "import seeds.sample", True, id="the seeds themselves"),
        pytest.param("models.a", "import importlib\nimportlib.import_module('duckdb')", True, id="an import by name"),
        pytest.param("models.records", "from spacy.tokens import Doc", True, id="spaCy in the records"),
        pytest.param("models.records.linked", "from models.records.coded import Actor", False, id="one part of the records in another"),
        pytest.param("models.records.linked", "from models.text import join", True, id="other modules in the records"),
        pytest.param("models.records", "import datetime", False, id="the standard library in the records"),
    ],
)
def test_breaches_are_seen(module: str, source: str, is_wrong: bool) -> None:
    assert bool(breaches(source, module)) is is_wrong


def test_code_is_imported_from_the_checkout() -> None:
    assert Path(models.__file__).resolve().is_relative_to(ROOT), f"models is imported from {models.__file__}; run `make setup`"


def test_every_module_can_be_imported_from_another_folder(tmp_path: Path) -> None:
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try:\n"
        "        importlib.import_module(name)\n"
        "    except BaseException as error:\n"
        "        print(f'{name}: {type(error).__name__}: {error}')\n"
    )
    run = subprocess.run([sys.executable, "-c", code, *modules()], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    assert not run.stdout, run.stdout
    assert not list(tmp_path.iterdir()), "an import wrote into the working directory"


# sizes ------------------------------------------------------------


def sizes(source: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the lines of every function, docstring included, decorators not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_modules_stay_short() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE}
    assert not long, f"modules of more than {LONGEST_MODULE} lines: {long}"


def test_functions_stay_short() -> None:
    long = {
        f"{name}.{function}": lines
        for name, path in modules().items()
        for function, lines in sizes(path.read_text(encoding="utf-8"))
        if lines > LONGEST_FUNCTION
    }
    assert not long, f"functions of more than {LONGEST_FUNCTION} lines: {long}"


# seeds ------------------------------------------------------------


def seed_files() -> set[str]:
    """Give the paths under `seeds/` of all data files."""
    seeds = ROOT / "seeds"
    paths = (path for path in seeds.rglob("*") if path.is_file() and path.name not in NO_ENTRY and not path.name.startswith("."))
    return {path.relative_to(seeds).as_posix() for path in paths}


def test_every_seed_file_has_its_origin() -> None:
    origins = yaml.safe_load((ROOT / "seeds/ORIGINS.yml").read_text(encoding="utf-8"))
    files = seed_files()
    missing = sorted(name for name in files if not any(fnmatch(name, pattern) for pattern in origins))
    assert not missing, f"no entry in seeds/ORIGINS.yml: {', '.join(missing)}"
    stale = sorted(pattern for pattern in origins if not any(fnmatch(name, pattern) for name in files))
    assert not stale, f"entries of seeds/ORIGINS.yml without a file: {', '.join(stale)}"
    bare = [f"{name}: {field}" for name, entry in origins.items() for field in ("title", "origin", "licence") if not entry.get(field)]
    assert not bare, f"entries of seeds/ORIGINS.yml lack a field: {', '.join(bare)}"


def test_seeds_hold_no_code() -> None:
    assert not list((ROOT / "seeds").rglob("*.py"))


# what the repository must not hold ------------------------------------------------------------


@cache
def texts() -> dict[str, str]:
    """Give path and text of the files that git tracks or would track; of all but hidden folders where this is no git checkout."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        skipped = {"data", "releases", "build", "dist", "__pycache__"}
        relative = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        listed = [p.as_posix() for p in relative if not any(part in skipped or part.startswith(".") for part in p.parts)]
    found = {}
    for name in filter(None, listed):
        path = ROOT / name
        data = path.read_bytes() if path.is_file() else b""
        if b"\0" not in data[:4096]:
            try:
                found[name] = data.decode()
            except UnicodeDecodeError:
                continue
    return found


def test_no_file_names_a_package_registry() -> None:
    named = sorted(f"{name}: {host}" for name, text in texts().items() for host in REGISTRIES if host in text)
    assert not named, "\n".join(named)


def test_no_file_names_a_path_of_one_machine() -> None:
    named = [f"{name}:{text.count(chr(10), 0, hit.start()) + 1}" for name, text in texts().items() for hit in MACHINE_PATH.finditer(text)]
    assert not named, "\n".join(named)


@pytest.mark.parametrize(
    ("text", "is_hit"),
    [
        (f"see {'/'.join(['', 'work', 'main'])}", True),
        (f"cd {'/'.join(['', 'root', 'x'])}", True),
        ("https://example.org/home/ann", False),
        ("../home/ann and gohome/x", False),
    ],
)
def test_machine_paths_are_seen(text: str, is_hit: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is is_hit


def test_sql_files_are_in_the_warehouse() -> None:
    stray = [name for name in texts() if name.endswith(".sql") and not name.startswith("warehouse/")]
    assert not stray, f"SQL outside warehouse/: {', '.join(stray)}"


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_index(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert not INDEX_OPTION.search(text)
    joined = [line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.lstrip().startswith("#")]
    loose = [line.split()[0] for line in joined if "==" not in line.split()[0] or "--hash=sha256:" not in line]
    assert joined, "an empty lock"
    assert not loose, f"requirements/{name} has no version and hash for {', '.join(loose)}; run `make lock`"


# what the documents promise ------------------------------------------------------------


def targets() -> set[str]:
    """Give the targets of the Makefile."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def documents() -> dict[str, str]:
    """Give name and text of the Markdown that users read."""
    return {name: text for name, text in texts().items() if name.endswith(".md") and not name.startswith("models/en_khabar/")}


def commands(text: str) -> Iterator[str]:
    """Yield the lines of fenced blocks and the contents of code spans."""
    for block in re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def test_readme_opens_with_the_two_commands() -> None:
    opening = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25]
    lines = [line.split("#")[0].strip() for line in opening]
    assert "make run" in lines
    assert "make test" in lines


def test_every_make_target_in_the_documents_exists() -> None:
    named = {
        (name, match.group(1))
        for name, text in documents().items()
        for line in commands(text)
        if (match := re.match(r"make ([a-z]+)", line))
    }
    assert named
    assert not [f"{name}: make {target}" for name, target in sorted(named) if target not in targets()]


def test_every_khabar_command_in_the_documents_exists(tmp_path: Path) -> None:
    pattern = re.compile(r"(?:^|[|$]\s*|\.venv/bin/)khabar ([a-z][a-z-]*)")
    named = {match.group(1) for text in documents().values() for line in commands(text) for match in pattern.finditer(line)}
    assert {"run", "annotate"} <= named
    code = "import sys; sys.argv[0] = 'khabar'; from flows.cli import main; main()"
    failed = {}
    for command in sorted(named):
        run = subprocess.run(
            [sys.executable, "-c", code, command, "--help"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        if run.returncode:
            failed[command] = (run.stderr.strip() or run.stdout.strip()).splitlines()[-1]
    assert not failed, f"commands that the documents name but `khabar` lacks: {failed}"


def test_columns_of_seeds_in_the_documents_exist() -> None:
    rows = [
        (match.group(1), set(re.findall(r"`(\w+)`", match.group(2))))
        for text in documents().values()
        for match in re.finditer(r"^\| `seeds/([\w/]+\.csv)`[^|]*\|([^|]*)\|", text, re.MULTILINE)
    ]
    assert rows
    headers = {name: set((ROOT / "seeds" / name).read_text(encoding="utf-8").split("\n", 1)[0].strip().split(",")) for name, _ in rows}
    wrong = {name: sorted(columns - headers[name]) for name, columns in rows if columns - headers[name]}
    assert not wrong, f"columns that the documents name but the tables lack: {wrong}"


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{name}: {target}"
        for name, text in documents().items()
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
        if "://" not in target and not (ROOT / name).parent.joinpath(target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_deployments_name_modules_not_paths() -> None:
    # With a path as entrypoint, Prefect puts flows/ first on sys.path, where a file of ours could shadow the standard library.
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    entrypoints = [deployment["entrypoint"] for deployment in deployments]
    assert entrypoints
    assert not [entrypoint for entrypoint in entrypoints if "/" in entrypoint or ".py:" in entrypoint]


def test_changelog_tells_of_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_the_two_commands_of_make() -> None:
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111, "not executable: chmod +x .ci/run"
    assert {"test", "lint"} <= targets()
    assert re.search(r"^for target in test lint; do$", script.read_text(encoding="utf-8"), re.MULTILINE)
