"""Where what is written lies: in a folder that is read it would write over its input, or be read the next time."""

from __future__ import annotations

import os
import posixpath
from pathlib import PurePath, PurePosixPath

from datatrove.io import DataFolder
from datatrove.pipeline.writers.disk_base import DiskWriter
from fsspec.implementations.local import LocalFileSystem

from cleaner.errors import InputError


def check_apart(source: DataFolder, writer: DiskWriter, option: str, *reasons: str) -> None:
    """Refuse a writer that writes into the source, for one of the `${reason}`s if it has such. The option names it."""
    for reason in reasons or ("",):
        inside = PurePosixPath(writer.output_filename.safe_substitute(reason=reason)).parent
        read, written = _place(source), _place(writer.output_folder, str(inside))
        if source.fs.protocol == writer.output_folder.fs.protocol and written.is_relative_to(read):
            raise InputError(f"{option} goes to {written}, in the folder {read}, which is read; give another folder")


def _place(folder: DataFolder, inside: str = "") -> PurePath:
    """A path that other names of the same folder have too."""
    path = f"{folder.path}/{inside}"
    if isinstance(folder.fs, LocalFileSystem):
        return PurePath(os.path.realpath(path))
    return PurePosixPath(posixpath.normpath(f"/{path.lstrip('/')}"))
