"""Imports go down: a module imports from rows below its own, never from one above.

The rows are those of the design: what a row holds may be used by all rows over it. `rules`, `readers`, `signals`, `layout`
and `segmenting` do not import each other either: they meet only through the types of the base row.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cleaner

ROOT = Path(cleaner.__file__).parent
BASE, PARTS, STAGES, ENGINE, TOP = range(5)
ROWS = {
    **dict.fromkeys(("errors", "model", "characters", "folding", "language", "deadline", "joints", "chain", "ruling", "stretches"), BASE),
    **dict.fromkeys(("rules", "readers", "signals", "layout", "segmenting", "splitting"), PARTS),
    **dict.fromkeys(("network", "weighing", "matching", "speakers", "selecting", "kinds", "deciding", "roles"), STAGES),
    **dict.fromkeys(("assembling", "article", "accounts", "markdown", "revealing", "outline", "webpage"), STAGES),
    "engine": ENGINE,
    **dict.fromkeys(("__init__", "__main__", "cli", "rulebook", "learning", "batch", "report", "terminal", "testing", "integrations"), TOP),
}
APART = {"rules", "readers", "signals", "layout", "segmenting", "splitting"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def unit_of(path: Path) -> str:
    """The module or package, directly under `cleaner`, that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The modules and packages directly under `cleaner` that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} line {node.lineno}: write the import in full"
            names = [f"cleaner.{alias.name}" for alias in node.names] if node.module == "cleaner" else [node.module or ""]
        for name in names:
            parts = name.split(".")
            if parts[0] == "cleaner":
                yield parts[1] if len(parts) > 1 and parts[1] in ROWS else "__init__"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    """A module imports only from its own row and those below it."""
    unit = unit_of(path)
    assert unit in ROWS, f"{unit} has no row; give it one in this test, and in the design"
    for other in imported(path):
        assert ROWS[other] <= ROWS[unit], f"{path.relative_to(ROOT)} imports {other} from a row above its own"


@pytest.mark.parametrize("path", [path for path in modules() if unit_of(path) in APART], ids=lambda path: str(path.relative_to(ROOT)))
def test_parts_do_not_know_each_other(path: Path) -> None:
    """Rules, readers, signals and segmenting meet only through types."""
    assert set(imported(path)) & APART <= {unit_of(path)}


def test_the_judge_does_not_write_and_the_writer_does_not_judge() -> None:
    """`deciding` and `assembling` know nothing of each other."""
    assert "assembling" not in set(imported(ROOT / "deciding.py"))
    assert "deciding" not in set(imported(ROOT / "assembling.py"))


def test_the_base_row_needs_no_reader_of_html() -> None:
    """Values and errors import the standard library alone, when they run."""
    for name in ("errors", "model"):
        tree = ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name if isinstance(node, ast.Import) else ""
            assert (module or "").partition(".")[0] in {"", "__future__", "collections", "dataclasses", "enum", "typing"}
