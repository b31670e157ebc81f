"""The figures of the language model, kept beside the hashes of what they were measured with.

``figures.json`` is written by ``khabar evaluate model``. Where weights or code have changed since, the figures are stale; a test says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from models.language import OWN_PATH

HERE = Path(__file__).resolve().parent
PATH = HERE / "figures.json"
# The card and the meta data tell of the figures, so the figures can't hang on them.
_TELLING = frozenset({"meta.json", "MODEL_CARD.md"})
CODE = ("language.py", "lemmas.py", "names.py", "vectors.py", "training/score.py")
TABLES = HERE.parent / "seeds" / "lemmas"


def weights_hash(folder: Path = OWN_PATH) -> str:
    """16 hex digits over the files of a pipeline that its answers hang on."""
    return _digest(folder, (p for p in folder.rglob("*") if p.is_file() and p.name not in _TELLING))


def code_hash() -> str:
    """16 hex digits over the code and the tables that take part in an answer or in its score."""
    return _digest(HERE.parent, [*(HERE / name for name in CODE), *TABLES.glob("*.csv")])


def _digest(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read(path: Path = PATH) -> dict[str, Any]:
    """The kept figures. Raises FileNotFoundError, saying what to do, where there are none."""
    if not path.is_file():
        raise FileNotFoundError(f"no figures at {path}: khabar evaluate model writes them")
    held: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return held


def write(figures: dict[str, Any], path: Path = PATH) -> None:
    """Keep figures of the pipeline and the code as they are now."""
    held = {"weights": weights_hash(), "code": code_hash(), "figures": figures}
    path.write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", "utf-8")


def stale(held: dict[str, Any]) -> list[str]:
    """What has changed since the figures were measured: ``weights``, ``code``, both or nothing."""
    return [name for name, now in (("weights", weights_hash()), ("code", code_hash())) if held.get(name) != now]
