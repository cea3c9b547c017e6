"""The example of the documentation is run, and stands there as it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "test_my_pipeline.py"


def test_the_example_passes_and_a_change_fails(pytester: pytest.Pytester) -> None:
    """It writes its golden file when asked, passes with it, and fails where the file says otherwise."""
    pytester.makepyfile(test_my_pipeline=EXAMPLE.read_text(encoding="utf-8"))
    pytester.runpytest_subprocess("-k", "before").assert_outcomes(failed=1)
    pytester.runpytest_subprocess("--cleaner-update").assert_outcomes(passed=4)
    golden = pytester.path / "my_page.golden.json"
    golden.write_text(golden.read_text(encoding="utf-8").replace("donation_appeal", "tip_line"), encoding="utf-8")
    result = pytester.runpytest_subprocess("-k", "before")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*kind changed (tip_line to donation_appeal): 'Your support*"])


def test_the_documentation_has_the_example() -> None:
    """What stands in `docs/testing.md` is the file, from its imports on."""
    code = EXAMPLE.read_text(encoding="utf-8").partition('"""\n\n')[2]
    assert f"```python\n{code}```\n" in (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
