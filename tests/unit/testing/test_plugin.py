"""The pytest plugin, in runs of pytest of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cleaner import Cleaner, InputError
from cleaner.errors import OutputError
from cleaner.testing import assert_laws
from cleaner.testing.golden import read_golden, write_golden

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
        ('{"removed": [{"kind": "caption", "text": "A.", "note": "B."}]}', "*ferry.txt.golden.json: removed is not*and nothing else*"),
        ('{"headline": null, "note": "Mine."}', "*ferry.txt.golden.json: 'note' is no field of a golden file*there are url, headline, *"),
        ('{"url": 3}', "*ferry.txt.golden.json: url is 3, not a text or null*"),
        ("[" * 200_000, "*ferry.txt.golden.json is nested too deep*"),
    ],
)
def test_a_golden_file_that_is_none(pytester: pytest.Pytester, corpus: Path, content: str, told: str) -> None:
    """It is named, with the fault and the remedy, and is not written over; the laws are held to all the same."""
    golden_of(corpus).write_text(content, encoding="utf-8")
    result = updated(pytester)
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines([told])
    assert golden_of(corpus).read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("nowhere", "*nowhere is not a folder*"),
        ("empty", "*no article in empty*.html*.txt*"),
        ("hidden", "*no article in hidden*hidden files*norecursedirs*"),
        ("", "*--cleaner-corpus is empty*"),
    ],
)
def test_a_corpus_that_is_none(pytester: pytest.Pytester, folder: str, told: str) -> None:
    """A folder that is not there, or has no article, ends the run as wrong usage."""
    pytester.mkdir("empty")
    (pytester.mkdir("hidden") / ".ferry.txt").write_text(STORY, encoding="utf-8")
    (pytester.path / "hidden" / "build").mkdir()
    (pytester.path / "hidden" / "build" / "ferry.txt").write_text(STORY, encoding="utf-8")
    result = pytester.runpytest("--cleaner-corpus", folder)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([told])


@pytest.mark.parametrize("name", ["corp[us]", "corp::us"])
def test_a_folder_that_pytest_cannot_take(pytester: pytest.Pytester, corpus: Path, name: str) -> None:
    """Where a part of its path would be taken for a test's name, it is to be renamed."""
    corpus.rename(pytester.path / name)
    result = pytester.runpytest("--cleaner-corpus", name)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.re_match_lines([r".*pytest takes no path with \[ or :: in it; rename /.*/corp.*us"])


def test_a_file_whose_name_pytest_cannot_take(pytester: pytest.Pytester, corpus: Path) -> None:
    """It is tested with the others, and chosen by a part of its name."""
    for name in ("train[1].txt", "train::2.txt"):
        (corpus / name).write_text(STORY, encoding="utf-8")
    updated(pytester).assert_outcomes(passed=8)
    pytester.runpytest("--cleaner-corpus", "corpus", "-k", "train and laws").assert_outcomes(passed=2, deselected=6)


def test_a_name_that_is_not_utf_8(pytester: pytest.Pytester, corpus: Path) -> None:
    """Such a file is tested as others are, under a name with an escape, and all that is written of it can be."""
    (corpus / os.fsdecode(b"caf\xe9.txt")).write_text(STORY, encoding="utf-8")
    result = pytester.runpytest("--cleaner-corpus", "corpus", "--junitxml", "report.xml")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=3, failed=3)
    result.stdout.fnmatch_lines(["*there is no caf?udce9.txt.golden.json; --cleaner-update writes it"])
    result = pytester.runpytest("--cleaner-corpus", "corpus", "--cleaner-update", "-n", "2")
    result.assert_outcomes(passed=6)
    result.stdout.fnmatch_lines(["*golden files written*", "corpus/caf?udce9.txt.golden.json"])
    assert pytester.runpytest("--cleaner-corpus", "corpus", "-v").ret == pytest.ExitCode.OK


TRAP = "import pathlib\npathlib.Path('run').touch()\ndef test_trap():\n    pathlib.Path('run').touch()\n"
"""Python that leaves a file where it is run."""


def test_nothing_in_a_corpus_is_run(pytester: pytest.Pytester, corpus: Path) -> None:
    """Articles and files that pytest would take for Python give the two tests of an article, or none."""
    (corpus / "test_of_strength.txt").write_text(f"{STORY}>>> open('run', 'w')\n", encoding="utf-8")
    for name in ("test_trap.py", "pages/__init__.py", "pages/trap_test.py"):
        (corpus / name).write_text(TRAP, encoding="utf-8")
    pytester.runpytest("--cleaner-corpus", "corpus", "--cleaner-update", "--doctest-modules").assert_outcomes(passed=6)
    pytester.runpytest("--cleaner-corpus", "corpus", "corpus/test_of_strength.txt").assert_outcomes(passed=2)
    assert not (pytester.path / "run").exists()


@pytest.mark.parametrize("folder", ["corpus", "corpus/pages"])
def test_a_conftest_in_a_corpus_is_refused(pytester: pytest.Pytester, corpus: Path, folder: str) -> None:
    """Pytest would run it before anything else, so the run ends there; where it runs none, the corpus is tested."""
    (pytester.path / folder / "conftest.py").write_text(TRAP, encoding="utf-8")
    result = pytester.runpytest_subprocess("--cleaner-corpus", "corpus", f"{folder}/ferry.{'html' if 'pages' in folder else 'txt'}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*would run *{folder}/conftest.py*move it to a folder above*"])
    pytester.runpytest_subprocess("--cleaner-corpus", "corpus", "--cleaner-update", "--noconftest").assert_outcomes(passed=4)
    assert not (pytester.path / "run").exists()


@pytest.mark.parametrize("name", ["build", ".corpus", "build/deep/.corpus"])
def test_a_folder_named_outright_is_entered(pytester: pytest.Pytester, corpus: Path, name: str) -> None:
    """It is tested even if pytest would not look into it, and so are the tests beside it, and no others."""
    pytester.makepyfile("def test_beside(): pass")
    (pytester.path / name).parent.mkdir(parents=True, exist_ok=True)
    corpus.rename(pytester.path / name)
    if "/" in name:
        (pytester.path / "build" / "test_built.py").write_text("def test_built(): pass", encoding="utf-8")
    pytester.runpytest("--cleaner-corpus", name, "--cleaner-update").assert_outcomes(passed=5)


def test_several_folders(pytester: pytest.Pytester, corpus: Path) -> None:
    """Each that is given is tested."""
    (pytester.mkdir("other") / "ferry.txt").write_text(STORY, encoding="utf-8")
    pytester.runpytest("--cleaner-corpus", "corpus", "--cleaner-corpus", "other", "--cleaner-update").assert_outcomes(passed=6)


def test_a_folder_in_the_settings_is_found_from_below(pytester: pytest.Pytester, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path in pytest.ini is of the folder of that file, wherever pytest is started."""
    pytester.makeini("[pytest]\naddopts = --cleaner-corpus corpus")
    monkeypatch.chdir(pytester.mkdir("sub"))
    pytester.runpytest("--cleaner-update", "--rootdir", str(pytester.path)).assert_outcomes(passed=4)


@pytest.mark.parametrize("path", ["folder", "no/ferry.json"])
def test_a_golden_file_that_cannot_be_written(tmp_path: Path, path: str) -> None:
    """A folder in its place and a folder that is missing are told as what they are."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=r"nothing more was written"):
        write_golden(tmp_path / path, {"headline": None})


def test_a_golden_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder in its place is named."""
    with pytest.raises(InputError, match=r"cannot be read: Is a directory"):
        read_golden(tmp_path)


def test_a_golden_file_that_is_a_device() -> None:
    """It is neither read nor written: of some devices and pipes there is no end."""
    for use in (read_golden, lambda path: write_golden(path, {"headline": None})):
        with pytest.raises(InputError, match=f"{os.devnull} is no regular file.*delete it, or give another path"):
            use(Path(os.devnull))


def test_a_golden_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails at its end, what was there before is there still, and nothing beside it."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    golden = tmp_path / "ferry.json"
    write_golden(golden, {"headline": "Before"})
    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left"):
        write_golden(golden, {"headline": "After"})
    assert read_golden(golden) == {"headline": "Before"}
    assert list(tmp_path.iterdir()) == [golden]


def test_what_was_not_cleaned_is_not_written(pytester: pytest.Pytester, corpus: Path) -> None:
    """An article that ran out of time gets no golden file, and a comparison that fails names its warning."""
    updated(pytester)
    before = golden_of(corpus).read_text(encoding="utf-8")
    pytester.makeconftest(
        """
        import pytest
        from cleaner import Cleaner

        @pytest.fixture(scope="session")
        def cleaner_engine():
            return Cleaner(timeout=1e-9)
        """
    )
    result = pytester.runpytest("--cleaner-corpus", "corpus", "--cleaner-update", "corpus/ferry.txt::golden")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*no golden file is written of an article that was not cleaned*", "  warning: *time limit was reached"])
    assert golden_of(corpus).read_text(encoding="utf-8") == before


def test_wrong_use_of_the_fixtures_is_told(pytester: pytest.Pytester, corpus: Path) -> None:
    """What is no article and what is no engine is named, without the code of the plugin."""
    pytester.makeconftest("import pytest\n@pytest.fixture(scope='session')\ndef cleaner_engine():\n    return 3\n")
    pytester.makepyfile("def test_text(cleaner_golden):\n    cleaner_golden('x', 'x.json')\n")
    result = pytester.runpytest("--cleaner-corpus", "corpus")
    result.assert_outcomes(failed=5)
    result.stdout.fnmatch_lines(["*article is of type str; give one of type Article*"])
    result.stdout.fnmatch_lines(["engine is of type int; give one of type Cleaner"])
    result.stdout.fnmatch_lines(["cleaner_engine is of type int; give one of type Cleaner"])
    assert "plugin.py" not in result.stdout.str()


def test_a_golden_file_of_a_test_that_fails_is_told(pytester: pytest.Pytester) -> None:
    """It was written all the same."""
    pytester.makepyfile(
        """
        def test_ferry(cleaner_engine, cleaner_golden):
            cleaner_golden(cleaner_engine.clean("The ferry was late."), "ferry.json")
            assert False
        """
    )
    result = pytester.runpytest("--cleaner-update")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*golden files written*", "ferry.json"])
