"""Word vectors that are half as large on disk: 16-bit numbers in the file, 32-bit in memory, where the arithmetic needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.util import registry
from spacy.vectors import Vectors
from spacy.vocab import Vocab


class HalfVectors(Vectors):  # type: ignore[misc]
    """spaCy's table of vectors, stored in half precision, with the attribute of its keys (spaCy forgets it in this mode)."""

    def _get_cfg(self) -> dict[str, Any]:
        return {**super()._get_cfg(), "attr": self.attr}

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Write the table in 16-bit numbers."""
        full: Any = self.data  # type: ignore[has-type]
        self.data = full.astype(np.float16)
        try:
            super().to_disk(path, exclude=exclude)
        finally:
            self.data = full

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Any:
        """Read the table and widen it."""
        super().from_disk(path, exclude=exclude)
        self.data = self.data.astype(np.float32)
        return self


@registry.vectors("khabar.HalfVectors.v1")  # type: ignore[untyped-decorator]
def make_half_vectors() -> Callable[[Vocab], HalfVectors]:
    """What ``[nlp.vectors]`` of the pipeline's config names."""

    def make(vocab: Vocab) -> HalfVectors:
        return HalfVectors(strings=vocab.strings)

    return make
