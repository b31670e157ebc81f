"""Bytes into text, and a stream into lines, whatever the bytes are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_MOSTLY_ASCII = 0.7  # share of ASCII bytes from which Western Windows text is likelier than what a statistical guess of few bytes gives
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
_ENCODINGS = [
    "cp1252",
    "cp1251",
    "cp1256",
    "koi8_r",
    "utf_16",
    "utf_16_le",
    "utf_16_be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "cp1250",
]


class UnreadableError(ValueError):
    """An input that is no article; the message is the reason given to the user."""


def decode(data: bytes, *, told: str | None = None) -> str:
    """Give the text of `data`: UTF-8 if it can be, else UTF-16 by its mark, else the encoding told, else a guess.

    UnreadableError for binary data and for text that no encoding fits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if data and _n_controls(data) > max(len(data) // 20, 3) and not _is_utf16(data):
        raise UnreadableError("binary data, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as_told(data, told) or _guessed(data)


def _as_told(data: bytes, told: str | None) -> str | None:
    try:
        return data.decode(told) if told else None
    except (UnicodeDecodeError, LookupError, ValueError):  # a page may name any encoding, also none that exists
        return None


def _n_controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _is_utf16(data: bytes) -> bool:
    """Tell whether every second byte is nearly always null, as in UTF-16 of a Western text without a mark."""
    shares = [half.count(0) / max(len(half), 1) for half in (data[0:2000:2], data[1:2000:2])]
    return max(shares) > 0.8 and min(shares) < 0.2


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"broken {encoding} text at byte {error.start}") from error


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - seldom needed

    sample = data[:100_000]
    if sum(byte < 128 for byte in sample) > _MOSTLY_ASCII * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1") if _n_controls(data) == 0 else _best(from_bytes(data, cp_isolation=_ENCODINGS).best())
    return _best(from_bytes(data, cp_isolation=_ENCODINGS).best())


def _best(match: object | None) -> str:
    if match is None:
        raise UnreadableError("text in an encoding that cannot be told")
    return str(match)


def lines(stream: BinaryIO, limit: int, *, first: bytes = b"") -> Iterator[bytes]:
    """Yield the lines of `stream`; of a line longer than `limit` bytes only the first `limit` + 1, so that memory stays flat."""
    line = first or stream.readline(limit + 1)
    while line:
        yield line
        while not line.endswith(b"\n") and len(line) > limit:
            rest = stream.readline(limit + 1)
            if not rest or rest.endswith(b"\n"):
                break
        line = stream.readline(limit + 1)
