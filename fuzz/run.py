"""Fuzzes one target, or all, one after the other.

    make fuzz SECONDS=60
    python fuzz/run.py --seconds 1200 html

Starts from what was found before (`build/fuzz`), from the inputs of `tests/corpus` and from texts of the fixtures. An input
that breaks a law is written to `build/fuzz/TARGET/found-...`: put it into `tests/corpus/TARGET`, where a test tries it ever
after. The exit status is 1 where one was found.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build" / "fuzz"

SLOWEST = 60
"""Seconds that one input may take on a busy machine: the largest takes a hundredth of that."""
MEGABYTES = 3_000
AT_ONCE = 100
"""Seconds of one process: the instrumentation of the fuzzer keeps half a megabyte of each input that is tried."""
SEEDS = 60
"""Cases of the fixtures that are begun with."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", choices=[*WORDS, []], metavar="TARGET", help=f"{', '.join(WORDS)} (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("--in-process", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.seconds < 1:
        parser.error(f"--seconds is {options.seconds}; give 1 or more")
    if options.in_process:
        run(options.targets[0], options.seconds)
        return 0
    failed = [name for name in options.targets or WORDS if not started(name, options.seconds)]
    print(f"broken: {', '.join(failed)}" if failed else "no input broke a law")
    return 1 if failed else 0


def started(name: str, seconds: int) -> bool:
    """Fuzz a target in processes of their own, one after the other: the fuzzer ends the one it is in, and what was found goes on."""
    print(f"fuzzing {name} for {seconds} s", flush=True)
    for begun in range(0, seconds, AT_ONCE):
        command = [sys.executable, __file__, "--in-process", "--seconds", str(min(AT_ONCE, seconds - begun)), name]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return False
    return True


def run(name: str, seconds: int) -> None:
    """Fuzz in this process, which ends with it."""
    import atheris

    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["cleaner", "fuzz"]):
        from fuzz import targets

        begun = [*found_before(name), *seeds(name)]
        for seed in begun:  # what is imported late is instrumented too, and no input waits for what is loaded once
            targets.TARGETS[name](seed)
    folder = BUILD / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(begun):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
    words = folder / "words"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in WORDS[name]), encoding="ascii")
    arguments = [
        f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEGABYTES}", f"-max_len={targets.MOST}",
        f"-dict={words}", f"-artifact_prefix={folder}/found-", "-len_control=20", "-print_final_stats=1", "-verbosity=0",
        str(folder / "corpus"),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *arguments], targets.TARGETS[name])
    atheris.Fuzz()


def found_before(name: str) -> Iterator[bytes]:
    """The inputs that broke a law once."""
    yield from (path.read_bytes() for path in sorted((ROOT / "tests" / "corpus" / name).glob("*")))


def seeds(name: str) -> Iterator[bytes]:
    """Inputs to begin with: articles with an appeal, a page, packs."""
    demo = ROOT / "fixtures" / "demo"
    if name == "packs":
        yield from (path.read_bytes() for path in sorted((ROOT / "cleaner" / "rules" / "packs" / "publisher").glob("*.toml"))[:SEEDS])
        yield from (b"\0" + pattern.encode() for pattern in PATTERNS)
        return
    yield (demo / "article.html").read_bytes()
    yield (demo / "article.txt").read_bytes()
    for path in sorted((ROOT / "fixtures" / "appeals").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            case = json.loads(next(lines))
        told: str = case["input"]
        yield told.encode()
        yield "".join(f"<p>{line}</p>" for line in told.splitlines()).encode()
        if name == "raw":
            yield told.encode("utf-16")


def escaped(word: str) -> str:
    """A word as the dictionary of the fuzzer has it."""
    return "".join(chr(byte) if 32 < byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in word.encode())


_PHRASES = (
    "Please donate today. ", "Your support helps us to tell the story", "Subscribe to our newsletter", "Advertisement", "READ MORE: ",
    "We rely on readers like you.", "© 2026 The Example. All rights reserved.", "Photo: ", " she said. ", "\n", "\r\n", "\u2028", "\u200b",
    "\u202e", "“", "”", "。", "İ", "U.S. ", "3.5",
)  # fmt: skip
_MARKUP = (
    "<p>", "</p>", "<article>", "<h1>", "<div class='", "<br>", "<table>", "<tr>", "<td>", "<li>", "<a href=", "<pre>", "<script>",
    "<script type=application/ld+json>", '{"@type":"NewsArticle","headline":"', "<title>", "<meta property=og:title content=", "<!--",
    "<template>", "<svg>", "&amp;", "&#x", "<form>", "hidden ", "style=display:none",
)  # fmt: skip
_ENCODED = ("charset=", "<meta charset=shift_jis>", "\ufeff", "<?xml encoding='utf-16'?>", "iso-2022-jp", "windows-1252", "utf-7")
_TOML = (
    "[[rule]]\n", "[[guard]]\n", "id = ", "kind = ", "pattern = '", "match = [", "keep = [", "anchors = [", "[terms]\n",
    "[families]\n", "language = ", "publisher = ", "'''", "{0,40}", "(?:", "(?<=", "(?!", "\\b", "\\p{L}",
    "(?1)", "(?R)", "(?>", "++", "[[", "(?&", "{e<=2}",
)  # fmt: skip
PATTERNS = (r"\bour (?:journalism|newsroom)s?\b", r"(?<!\w)a.{0,40}b", r"[^\W\d]{1,20}(?=x)", r"(?:a|ab|abc){1,9}d", r"\p{Lu}\p{L}{1,9}")
WORDS = {"text": _PHRASES, "html": _PHRASES + _MARKUP, "raw": _PHRASES + _MARKUP + _ENCODED, "packs": _TOML + _PHRASES}

if __name__ == "__main__":
    sys.exit(main())
