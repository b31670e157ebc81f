"""Word vectors: half precision on disk, the attribute of their keys kept, their source checked."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.attrs import LOWER

from models.training.vectors import PACKAGE_VERSION, fill_vocab, read_vectors
from models.vectors import HalfVectors

TABLE = np.asarray([[0.5, -1.25, 3.0], [0.1, 0.2, 0.3]], dtype=np.float32)


def filled() -> spacy.Language:
    nlp = spacy.blank("en", config={"nlp": {"vectors": {"@vectors": "khabar.HalfVectors.v1"}}})
    fill_vocab(nlp.vocab, ["herat", "talks"], TABLE)
    return nlp


def test_keyed_by_lower_case() -> None:
    doc = filled()("HERAT Talks resumed")
    keys = doc.to_array(LOWER)
    assert doc.vocab.vectors.find(keys=keys).tolist() == [0, 1, -1]


def test_round_trip_in_half_the_room(tmp_path: Path) -> None:
    filled().to_disk(tmp_path / "words")
    again = spacy.load(tmp_path / "words").vocab.vectors
    assert isinstance(again, HalfVectors)
    assert again.attr == LOWER
    assert again.data.dtype == np.float32
    np.testing.assert_allclose(again.data, TABLE, rtol=1e-3)
    assert np.load(tmp_path / "words" / "vocab" / "vectors").dtype == np.float16


def test_the_table_in_memory_stays_whole(tmp_path: Path) -> None:
    nlp = filled()
    nlp.to_disk(tmp_path / "words")
    assert nlp.vocab.vectors.data.dtype == np.float32


def test_a_missing_or_another_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=f"npm package .* {PACKAGE_VERSION}"):
        read_vectors(tmp_path / "none.json")
    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(ValueError, match="sha256"):
        read_vectors(tmp_path / "other.json")
