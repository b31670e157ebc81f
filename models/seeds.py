"""The reference tables under `seeds/`: where they are, how they are read, and one hash that names their version."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

SEEDS: Path = Path(__file__).resolve().parent.parent / "seeds"
_UNVERSIONED = frozenset({"sample", "quiet", "sources.yml", "agencies.csv"})  # what is read, and from where, is no knowledge of coding


def read_csv(name: str) -> list[dict[str, str]]:
    """Give the rows of a seed table, `name` being its path under `seeds/` (`lexicon/assault.csv`).

    Cells are stripped strings. The rows are cached as a whole; each call gives a fresh list of fresh dictionaries.
    A missing file, a header with an empty or doubled column, or a row of another length raises ValueError with file and line.
    """
    return [dict(zip(header, cells, strict=True)) for header, cells in _cells(name)]


@cache
def _cells(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Read and check one table; a blank line is skipped."""
    path = SEEDS / name
    if not path.is_file():
        raise ValueError(f"seed table seeds/{name} is missing: restore it from the repository")
    rows: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = tuple(cell.strip() for cell in next(reader, []))
            if not header or "" in header or len(set(header)) < len(header):
                raise ValueError(f"seeds/{name}, line 1: the header has an empty or a doubled column: {','.join(header)}")
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(header):
                    raise ValueError(f"seeds/{name}, line {reader.line_num}: {len(cells)} cells where the header has {len(header)}")
                rows.append((header, tuple(cell.strip() for cell in cells)))
        except csv.Error as error:
            raise ValueError(f"seeds/{name}, line {reader.line_num}: not readable as CSV ({error})") from error
    return tuple(rows)


@cache
def seeds_version() -> str:
    """Give 16 hex digits over the names and bytes of all seed files except what only tells of input: what a coded row depends on."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(SEEDS.rglob("*"), key=lambda p: p.relative_to(SEEDS).as_posix()):
        relative = path.relative_to(SEEDS)
        if not path.is_file() or relative.parts[0] in _UNVERSIONED or any(part.startswith(".") for part in relative.parts):
            continue
        for raw in (relative.as_posix().encode(), path.read_bytes()):
            digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()
