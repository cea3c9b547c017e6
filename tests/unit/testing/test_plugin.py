"""The pytest plugin, in runs of pytest of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.testing import assert_laws

pytest_plugins = ["pytester"]

STORY = """Ferry to the outer islands sails late again
The ferry left Westhaven two hours late on Monday, the fourth time this month that it did so.
Its owner said that a pump had failed during the night, and that a new one was on its way.
Your support helps us to tell the story. Please donate today and help us keep our journalism free for everyone.
The county council has asked the company for a report on all delays since January.
"""
APPEAL = STORY.splitlines()[3]
PAGE = "<html><body><article>" + "".join(f"<p>{line}</p>" for line in STORY.splitlines()) + "</article></body></html>"


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    """Runs inside this process forget what they import, and some extensions cannot be imported twice: they come before."""
    assert_laws(Cleaner(), PAGE)


@pytest.fixture
def corpus(pytester: pytest.Pytester) -> Path:
    """A folder with a text, a page in a folder of its own, and a file that is no article."""
    folder = pytester.path / "corpus"
    (folder / "pages").mkdir(parents=True)
    (folder / "ferry.txt").write_text(STORY, encoding="utf-8")
    (folder / "pages" / "ferry.html").write_text(PAGE, encoding="utf-8")
    (folder / "notes.md").write_text("Nothing.", encoding="utf-8")
    return folder


def golden_of(corpus: Path) -> Path:
    return corpus / "ferry.txt.golden.json"


def edit(golden: Path, **values: object) -> None:
    """Let a golden file say something else."""
    golden.write_text(json.dumps(json.loads(golden.read_text(encoding="utf-8")) | values), encoding="utf-8")


def updated(pytester: pytest.Pytester) -> pytest.RunResult:
    return pytester.runpytest("--cleaner-corpus", "corpus", "--cleaner-update")


def test_a_run_without_it_imports_nothing(pytester: pytest.Pytester) -> None:
    """Where the plugin is loaded and not used, neither the engine nor hypothesis is imported, nor what they need."""
    pytester.makepyfile(
        """
        import sys

        def test_modules():
            assert "cleaner.testing.plugin" in sys.modules
            heavy = {"cleaner.engine", "cleaner.testing.laws", "cleaner.testing.strategies", "hypothesis", "numpy", "regex", "lxml"}
            assert heavy & sys.modules.keys() == set()
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_without_hypothesis_the_corpus_is_tested_all_the_same(pytester: pytest.Pytester, corpus: Path) -> None:
    """Only strategies need hypothesis; asking for one without it names the extra."""
    pytester.makeconftest("import sys\nsys.modules['hypothesis'] = None")
    pytester.makepyfile(
        """
        import pytest
        from cleaner.errors import MissingExtraError

        def test_strategies():
            with pytest.raises(MissingExtraError, match=r"article-cleaner\\[testing\\]"):
                from cleaner.testing import articles
        """
    )
    pytester.runpytest_subprocess("-p", "no:hypothesispytest", "--cleaner-corpus", "corpus", "--cleaner-update").assert_outcomes(passed=5)


def test_first_run_then_update_then_comparison(pytester: pytest.Pytester, corpus: Path) -> None:
    """A missing golden file fails and names the remedy; an update writes and tells it; then all is as before."""
    result = pytester.runpytest("--cleaner-corpus", "corpus")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["*there is no ferry.txt.golden.json; --cleaner-update writes it"])
    result = updated(pytester)
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["*golden files written*", "corpus/*ferry*.golden.json"])
    golden = json.loads(golden_of(corpus).read_text(encoding="utf-8"))
    assert golden["headline"] == STORY.splitlines()[0]
    assert golden["removed"] == [{"kind": "donation_appeal", "text": APPEAL}]
    result = pytester.runpytest("--cleaner-corpus", "corpus")
    result.assert_outcomes(passed=4)
    result.stdout.no_fnmatch_line("*golden files written*")
    assert "golden files written" not in updated(pytester).stdout.str()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"removed": []}, f"removed more (donation_appeal): '{APPEAL}'"),
        ({"removed": [{"kind": "donation_appeal", "text": f"{APPEAL}\nThe end."}]}, "removed less (donation_appeal): 'The end.'"),
        ({"removed": [{"kind": "tip_line", "text": APPEAL}]}, f"kind changed (tip_line to donation_appeal): '{APPEAL}'"),
        ({"headline": "Another"}, "headline changed: 'Another' to 'Ferry to the outer islands sails late again'"),
    ],
    ids=["more", "less", "kind", "headline"],
)
def test_differences_are_told(pytester: pytest.Pytester, corpus: Path, values: dict[str, object], told: str) -> None:
    """Each difference is told by what it means, with the text in question, and no trace of this library's code."""
    updated(pytester)
    edit(golden_of(corpus), **values)
    result = pytester.runpytest("--cleaner-corpus", "corpus")
    result.assert_outcomes(passed=3, failed=1)
    assert f"  {told}" in result.stdout.lines
    assert "plugin.py" not in result.stdout.str()
    updated(pytester).assert_outcomes(passed=4)
    pytester.runpytest("--cleaner-corpus", "corpus").assert_outcomes(passed=4)


def test_the_address_of_a_golden_file_is_used_and_kept(pytester: pytest.Pytester, corpus: Path) -> None:
    """A golden file with nothing but a `url` gives the article its publisher's rules."""
    page = corpus / "rappler.txt"
    page.write_text("The ferry was late again on Monday, its owner said. – Rappler.com", encoding="utf-8")
    (corpus / "rappler.txt.golden.json").write_text('{"url": "https://www.rappler.com/1"}', encoding="utf-8")
    updated(pytester).assert_outcomes(passed=6)
    golden = json.loads((corpus / "rappler.txt.golden.json").read_text(encoding="utf-8"))
    assert golden["url"] == "https://www.rappler.com/1"
    assert [gone["text"] for gone in golden["removed"]] == ["– Rappler.com"]


def test_an_engine_of_ones_own(pytester: pytest.Pytester, corpus: Path) -> None:
    """A fixture in a conftest.py above the corpus says what is tested."""
    pytester.makeconftest(
        """
        import pytest
        from cleaner import Cleaner

        @pytest.fixture(scope="session")
        def cleaner_engine():
            return Cleaner(keep={"donation_appeal"})
        """
    )
    updated(pytester).assert_outcomes(passed=4)
    assert json.loads(golden_of(corpus).read_text(encoding="utf-8"))["removed"] == []


def test_a_broken_law_is_told(pytester: pytest.Pytester, corpus: Path) -> None:
    """Where an engine breaks a law, the failure names it and shows the text."""
    pytester.makeconftest(
        """
        import pytest
        from dataclasses import replace
        from cleaner import Cleaner

        class Wrong(Cleaner):
            def clean(self, source, url=None):
                article = super().clean(source, url)
                return replace(article, paragraphs=("Made up.", *article.paragraphs))

        @pytest.fixture(scope="session")
        def cleaner_engine():
            return Wrong()
        """
    )
    result = pytester.runpytest("--cleaner-corpus", "corpus", "corpus/ferry.txt::laws")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["not only deletes: the article is not what was kept", "*", "*again Made up. The ferry*"])


def test_articles_are_named_like_tests(pytester: pytest.Pytester, corpus: Path) -> None:
    """One file can be chosen, and a corpus inside of what is collected anyway is collected once."""
    pytester.runpytest("--cleaner-corpus", "corpus", "corpus/ferry.txt::laws").assert_outcomes(passed=1)
    pytester.runpytest("--cleaner-corpus", "corpus", ".", "-k", "laws").assert_outcomes(passed=2, deselected=2)


def test_on_several_processes(pytester: pytest.Pytester, corpus: Path) -> None:
    """With pytest-xdist each file is tested once, and what was written is told."""
    result = pytester.runpytest("--cleaner-corpus", "corpus", "--cleaner-update", "-n", "2")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["*golden files written*", "corpus/*ferry*.golden.json"])


def test_a_golden_file_without_an_article(pytester: pytest.Pytester, corpus: Path) -> None:
    """It is no silent loss: the test fails until the article is back or the file is gone."""
    updated(pytester)
    (corpus / "ferry.txt").unlink()
    result = updated(pytester)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*ferry.txt.golden.json has no article beside it: put ferry.txt back, or delete it"])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "*ferry.txt.golden.json is not JSON in UTF-8*mend it, or delete it*"),
        ("[]", "*ferry.txt.golden.json: a list stands there, not an object*"),
        ('{"removed": [{"kind": 3}]}', "*ferry.txt.golden.json: removed is not a list of objects with kind and text*"),
        ('{"url": 3}', "*ferry.txt.golden.json: url is 3, not a text or null*"),
    ],
)
def test_a_golden_file_that_is_none(pytester: pytest.Pytester, corpus: Path, content: str, told: str) -> None:
    """It is named, with the fault and the remedy, and is not written over."""
    golden_of(corpus).write_text(content, encoding="utf-8")
    result = updated(pytester)
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines([told])
    assert golden_of(corpus).read_text(encoding="utf-8") == content


@pytest.mark.parametrize(("folder", "told"), [("nowhere", "*nowhere is not a folder*"), ("empty", "*no article in empty*.html*.txt*")])
def test_a_corpus_that_is_none(pytester: pytest.Pytester, folder: str, told: str) -> None:
    """A folder that is not there, or has no article, ends the run as wrong usage."""
    pytester.mkdir("empty")
    result = pytester.runpytest("--cleaner-corpus", folder)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([told])
