"""Files of each form, with the same few texts in them."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

PROMPT = "Sign up to our newsletter to get the latest news in your inbox."
TEXT = f"""Bridge over the Lenn reopens after repairs

Traffic crossed the bridge for the first time since March on Monday morning, the county said.

{PROMPT}

The repairs took eight months and cost £3m, of which the county paid two thirds.
"""
_HEAD = "<!doctype html><html><head><title>Bridge reopens</title></head><body><article><h1>Bridge reopens</h1>"
PAGE = _HEAD + "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n")) + "</article></body></html>"


def texts(count: int) -> list[dict[str, object]]:
    """Records that differ, each with a field that is not ours."""
    return [{"id": f"n{number}", "text": TEXT.replace("eight", str(number)), "desk": {"no": number}} for number in range(count)]


def lines_of(records: Sequence[Mapping[str, object]]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def write_lines(path: Path, records: Sequence[Mapping[str, object]]) -> Path:
    """JSONL, packed as the suffix says."""
    data = lines_of(records)
    if path.suffix == ".gz":
        data = gzip.compress(data)
    elif path.suffix == ".zst":
        data = zstandard.ZstdCompressor().compress(data)
    path.write_bytes(data)
    return path


def write_table(path: Path, records: Sequence[Mapping[str, object]]) -> Path:
    pq.write_table(pa.Table.from_pylist(list(records)), path)
    return path


def warc_of(*records: tuple[str, Mapping[str, str], bytes]) -> bytes:
    """A WARC file: of each record the type, further headers, and the block."""
    out = io.BytesIO()
    for number, (kind, headers, block) in enumerate(records):
        heading = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>",
            "WARC-Date": "2026-11-02T10:00:00Z",
            "WARC-Target-URI": f"https://lenn.example/{number}",
            **headers,
            "Content-Length": str(len(block)),
        }
        out.write(b"WARC/1.0\r\n" + b"".join(f"{name}: {value}\r\n".encode() for name, value in heading.items()) + b"\r\n")
        out.write(block + b"\r\n\r\n")
    return out.getvalue()


def response(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> tuple[str, Mapping[str, str], bytes]:
    """A page as a server gave it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return "response", {"Content-Type": "application/http; msgtype=response"}, head + body


def conversion(text: str) -> tuple[str, Mapping[str, str], bytes]:
    """A text as WET files have it."""
    return "conversion", {"Content-Type": "text/plain"}, text.encode()
