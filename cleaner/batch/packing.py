"""Bytes out of files, unpacked: gzip and Zstandard, and what is left of a file that was cut off."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import BinaryIO, Protocol

from cleaner.batch.forms import HEAD, Packing, packing_of
from cleaner.errors import MissingExtraError

_BLOCKS = {Packing.GZIP: 1 << 16, Packing.ZSTD: 1 << 11}
"""Bytes that are unpacked at once: at worst they become 67 MB, a thousand times as many in gzip, 32,768 times in Zstandard."""
_LARGEST_WINDOW = 1 << 31
"""Zstandard's `--long=31`, the largest that there is."""


class Unpacker(Protocol):
    """What unpacks one member of a gzip file, or one frame of a Zstandard file."""

    @property
    def eof(self) -> bool:
        """The member is at its end."""

    @property
    def unused_data(self) -> bytes:
        """What came after the end."""

    def decompress(self, data: bytes, /) -> bytes:
        """The next part."""


class Meter:
    """How much of the input has been read, in bytes of its files."""

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self.done = 0


class Counted(io.RawIOBase):
    """A stream that tells a meter what is read from it."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file = file
        self._meter = meter

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read as `io.RawIOBase` says."""
        view = memoryview(buffer)  # type: ignore[arg-type] # it is a buffer, a type that Python 3.11 has no name for
        read1 = getattr(self._file, "read1", self._file.read)  # what a pipe has ready is not waited on for more
        data: bytes = read1(len(view))
        view[: len(data)] = data
        self._meter.done += len(data)
        return len(data)


class Headed(io.RawIOBase):
    """A stream whose beginning can be looked at before it is read, also where it comes through a pipe in small parts."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self._stream = stream
        self._ahead = b""

    def head(self) -> bytes:
        """The first line, and what came with it; more of a WARC file, whose first line tells too little."""
        while len(self._ahead) < HEAD and not self._tells():
            data = self._stream.read(HEAD)
            if not data:
                break
            self._ahead += data
        return self._ahead

    def _tells(self) -> bool:
        if self._ahead.startswith(b"WARC"):
            return False
        return b"\n" in self._ahead or packing_of(self._ahead) != Packing.NONE

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read as `io.RawIOBase` says."""
        view = memoryview(buffer)  # type: ignore[arg-type] # it is a buffer, a type that Python 3.11 has no name for
        data = self._ahead[: len(view)] or self._stream.read(len(view)) or b""
        self._ahead = self._ahead[len(view) :]
        view[: len(data)] = data
        return len(data)


class Unpacked(io.RawIOBase):
    """The content of a packed stream, member after member. `EOFError` where the last is cut off, `OSError` for a broken one."""

    def __init__(self, file: BinaryIO, packing: Packing) -> None:
        self._file = file
        self._new = unpackers(packing)
        self._block = _BLOCKS[packing]
        self._unpacker = self._new()
        self._fresh = True
        self._ready = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read as `io.RawIOBase` says."""
        view = memoryview(buffer)  # type: ignore[arg-type] # it is a buffer, a type that Python 3.11 has no name for
        while not self._ready:
            data = b""
            if self._unpacker.eof:
                data = self._unpacker.unused_data
                self._unpacker, self._fresh = self._new(), True
            data = data or self._file.read(self._block)
            if not data:
                if self._fresh:
                    return 0
                raise EOFError("it ends in the middle of what is compressed; the rest of it is lost")
            # Tapes and some writers fill up with zeros.
            data = data.lstrip(b"\0") if self._fresh else data
            if data:
                self._fresh = False
                self._ready = unpack(self._unpacker, data)
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


def unpack(unpacker: Unpacker, data: bytes) -> bytes:
    """The next part; `OSError` where it is not of that packing or is damaged."""
    try:
        return unpacker.decompress(data)
    except Exception as error:
        # The error of zstandard cannot be named without its import.
        if isinstance(error, zlib.error) or type(error).__name__ == "ZstdError":
            raise OSError(f"the compressed data is damaged ({error})") from error
        raise


def unpackers(packing: Packing) -> Callable[[], Unpacker]:
    """What makes an unpacker for each member."""
    if packing == Packing.GZIP:
        return lambda: zlib.decompressobj(31)
    module = zstandard()
    return lambda: module.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).decompressobj()


def packed(data: bytes, packing: Packing) -> bytes:
    """The data as a member of its own."""
    if packing == Packing.GZIP:
        packer = zlib.compressobj(6, wbits=31)
        return packer.compress(data) + packer.flush()
    if packing == Packing.ZSTD:
        frame: bytes = zstandard().ZstdCompressor(level=3, write_checksum=True).compress(data)
        return frame
    return data


def zstandard() -> ModuleType:
    """The module zstandard, or the name of the extra that brings it."""
    try:
        import zstandard as module
    except ImportError as error:
        raise MissingExtraError("Zstandard files", "zst") from error
    return module
