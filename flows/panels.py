"""Panels by specification: reading the file, building on the current release, and keeping it for releases to come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rich.text import Text

from flows import show
from flows.settings import Settings
from warehouse import panel, store

FOLDER = "panels"


def read(path: Path) -> panel.Spec:
    """Read a specification; ValueError names the file and what is wrong in it."""
    try:
        told: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: no YAML: {error}") from error
    try:
        return panel.spec(told if isinstance(told, dict) else {})
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def kept(folder: Path) -> list[panel.Spec]:
    """Give the specifications that are kept in a folder, by their ids."""
    return sorted({read(path) for path in folder.glob("*.yml")}, key=lambda spec: spec.spec_id) if folder.is_dir() else []


def build(settings: Settings, path: Path, *, out: Path | None, snapshot: Path) -> None:
    """Build a panel out of a release into `out` (by default a folder named after its id), and keep its specification for later releases."""
    spec = read(path)
    folder = out or Path(spec.spec_id)
    with store.reader(snapshot) as con:
        figures = panel.build(con, spec, folder)
    settings.panels_dir.mkdir(parents=True, exist_ok=True)
    (settings.panels_dir / f"{spec.spec_id}.yml").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    rows: list[tuple[str, object]] = [
        ("panel", spec.spec_id),
        ("from, to", f"{figures['first_day']}, {figures['last_day']}"),
        ("rows", figures["n_rows"]),
        ("events", f"{figures['n_counted']:,}, {figures['n_placed']:,} of them in a cell"),
        ("written to", folder),
        ("kept", "releases from now on have it too"),
    ]
    out_console = show.console()
    out_console.print(show.pairs(rows))
    out_console.print(Text(panel.methods(spec, figures)))
