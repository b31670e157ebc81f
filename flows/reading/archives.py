"""Packed files, read as streams where they lie: nothing is unpacked to disk, and what unpacks to far more than it should is stopped."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from flows.reading.decoding import UnreadableError

_MOST_RATIO = 300  # text packs to a tenth, repetitive text to a fiftieth
_UNSUSPECTED = 20_000_000  # bytes that may be of any ratio
_MOST_MEMBERS = 100_000
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError)
_SIZE = 1 << 16


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream; UnreadableError once there are more than `limit` or more than 300 times as many as packed, or where
    the packed data break off."""

    def __init__(self, inner: BinaryIO, *, limit: int, packed_size: int) -> None:
        self._inner = inner
        self._limit = limit
        self._by_ratio = max(packed_size * _MOST_RATIO, _UNSUSPECTED)
        self._n = 0

    def readable(self) -> bool:
        """Tell that it can be read, as io wants to know."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read into `buffer`; gives the number of bytes, 0 at the end."""
        try:
            data = self._inner.read(min(len(buffer), _SIZE))
        except _BROKEN as error:
            raise UnreadableError(f"broken packed data after {self._n:,} bytes: {error}") from error
        self._n += len(data)
        if self._n > self._limit:
            raise UnreadableError(f"unpacks to more than {self._limit:,} bytes")
        if self._n > self._by_ratio:
            raise UnreadableError(f"unpacks to more than {_MOST_RATIO} times its size: a decompression bomb")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the packed stream too."""
        self._inner.close()
        super().close()


def gunzip(stream: BinaryIO, *, limit: int, packed_size: int) -> BinaryIO:
    """Give the unpacked stream of a gzip file."""
    return io.BufferedReader(Unpacked(gzip.GzipFile(fileobj=stream), limit=limit, packed_size=packed_size), _SIZE)  # type: ignore[arg-type]


def members(path: Path | BinaryIO, *, limit: int) -> Iterator[tuple[str, BinaryIO | UnreadableError]]:
    """Yield name and stream of the files in a zip archive, or the reason why a member is not read.

    UnreadableError if the archive itself cannot be. A name that leads out of the archive is refused, although nothing is written anywhere.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [info for info in archive.infolist() if not info.is_dir()]
            if len(entries) > _MOST_MEMBERS:
                raise UnreadableError(f"an archive of more than {_MOST_MEMBERS:,} files")
            for info in entries:
                yield info.filename, _member(archive, info, limit)
    except _BROKEN as error:
        raise UnreadableError(f"no zip archive: {error}") from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> BinaryIO | UnreadableError:
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return UnreadableError("a name that leads out of the archive")
    if info.flag_bits & 0x1:
        return UnreadableError("encrypted")
    try:
        stream = archive.open(info)
    except (*_BROKEN, RuntimeError) as error:
        return UnreadableError(f"broken packed data: {error}")
    return io.BufferedReader(Unpacked(stream, limit=limit, packed_size=max(info.compress_size, 1)), _SIZE)  # type: ignore[arg-type]


def unpack(data: bytes, *, limit: int) -> bytes:
    """Give the bytes that gzip or zlib `data` unpack to; UnreadableError if they are broken or more than `limit`."""
    found = bytearray()
    while data:
        unpacker = zlib.decompressobj(wbits=47)  # either header
        try:
            found += unpacker.decompress(data, limit + 1 - len(found))
        except zlib.error as error:
            raise UnreadableError(f"broken packed data: {error}") from error
        if len(found) > limit:
            raise UnreadableError(f"unpacks to more than {limit:,} bytes")
        if not unpacker.eof:
            raise UnreadableError("packed data that break off")
        data = unpacker.unused_data.lstrip(b"\0")  # a further member, or padding
    return bytes(found)
