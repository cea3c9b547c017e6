"""Learning measured on a made corpus of publishers (`benchmarks/newsstand.py`), and its memory on many articles.

    python benchmarks/learning.py                      50 publishers of 60 articles
    python benchmarks/learning.py --memory 1000000     the counts of so many articles: made ones, not judged

It prints how much of what publishers repeat is proposed, how much of their journalism is, and how much is left in articles
that are cleaned with all proposals accepted, beside what is left without them.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import regex

from benchmarks.newsstand import Printed, corpus
from cleaner import Article, Cleaner
from cleaner.folding import fold
from cleaner.learning import Accepted, Proposal, count, propose, write_packs
from cleaner.learning.counting import counts_file
from cleaner.learning.observing import END, MIDDLE, START, BlockSeen, Observation, publisher_of
from cleaner.learning.wording import digest, near_keys, normal, words_of


@dataclass(slots=True)
class Figures:
    """What is counted over a corpus; blocks are counted each time they are printed."""

    lines: int = 0
    """Blocks that are the publisher's own."""
    proposed: int = 0
    """Of these, such that a proposal hits."""
    journalism: int = 0
    harmed: int = 0
    """Blocks of journalism that a proposal hits."""
    size: int = 0
    """Characters of the publisher's own blocks."""
    left_before: int = 0
    """Of these, left by the engine alone."""
    left: int = 0
    """Of these, left with the proposals accepted."""
    lost_before: int = 0
    """Blocks of journalism that the engine alone does not leave whole."""
    lost: int = 0
    """The same with the proposals accepted."""

    @property
    def recall(self) -> float:
        """The share of the publishers' lines that is proposed."""
        return self.proposed / self.lines

    @property
    def harm(self) -> float:
        """The share of the journalism that is proposed."""
        return self.harmed / self.journalism

    @property
    def leak(self) -> float:
        """The share of the publishers' characters that is left in the end."""
        return self.left / self.size


def measure(printed: Sequence[Printed], folder: Path, workers: int = 1) -> Figures:
    """Learn from the articles, accept all, clean them again, and compare with what is known."""
    counts = folder / "counts.parquet"
    count((one.to_record() for one in printed), counts, workers=workers)
    proposals = list(propose([counts]))
    written = write_packs([Accepted(proposal, proposal.kind) for proposal in proposals], folder)
    plain, taught = Cleaner(), Cleaner(packs=written.paths)
    figures = Figures()
    patterns = _patterns_of(proposals)
    for one in printed:
        text = one.to_record()["text"]
        before, after = (engine.clean_text(text, one.url) for engine in (plain, taught))
        own = patterns.get(publisher_of(one.url), [])
        for block, is_line in one.blocks:
            hit = any(all(pattern.search(fold(block)) for pattern in each) for each in own)
            _add(figures, block, (before, after), is_line=is_line, hit=hit)
    return figures


def _add(figures: Figures, block: str, cleaned: tuple[Article, Article], *, is_line: bool, hit: bool) -> None:
    stays_before, stays = (block in article.text for article in cleaned)
    if is_line:
        figures.lines += 1
        figures.proposed += hit
        figures.size += len(block)
        figures.left_before += len(block) * stays_before
        figures.left += len(block) * stays
    else:
        figures.journalism += 1
        figures.harmed += hit
        figures.lost_before += not stays_before
        figures.lost += not stays


def _patterns_of(proposals: Sequence[Proposal]) -> dict[str, list[list[regex.Pattern[str]]]]:
    patterns: dict[str, list[list[regex.Pattern[str]]]] = {}
    for proposal in proposals:
        compiled = [regex.compile(pattern, regex.IGNORECASE) for pattern in proposal.patterns]
        patterns.setdefault(proposal.publisher, []).append(compiled)
    return patterns


def many(number: int, seed: int = 1) -> Iterator[Observation]:
    """What is noted of so many articles of a thousand publishers, of the size of real ones: 15 blocks, half of them in words.

    Each publisher has ten lines of its own in a third of its articles each. They are made as if the engine had judged them.
    """
    dice = random.Random(seed)
    sentences = [block for one in corpus(6, 60, seed) for block, is_line in one.blocks if not is_line]
    for article in range(number):
        publisher = dice.randrange(1_000)
        texts = [f"{dice.choice(sentences)} {dice.getrandbits(40)}" for _ in range(12)]
        blocks = [_block(text, place + 1, dice) for place, text in enumerate(texts)]
        for line in dice.sample(range(10), 3):
            when = dice.choice(("today", "tonight"))
            text = f"{sentences[37 * line]} Paper number {publisher} prints this {when}."
            said = normal(text)
            blocks.append(BlockSeen(digest(said), len(blocks) + 1, END, -2.0, "custom", False, False, text, near_keys(words_of(said))))
        subjects = {dice.getrandbits(32): dice.getrandbits(16) for _ in range(24)}
        url = f"https://paper-{publisher}.example/{article:08}-{dice.getrandbits(64):x}"
        day = date(2026, 1, 1) + timedelta(days=dice.randrange(300))
        yield Observation(f"paper-{publisher}.example", digest(url), dice.getrandbits(64), url, texts[0][:60], day, "en", subjects, blocks)


def _block(text: str, ordinal: int, dice: random.Random) -> BlockSeen:
    place = START if ordinal < 5 else END if ordinal > 9 else MIDDLE
    in_words = place != MIDDLE
    keys = [dice.getrandbits(32) for _ in range(7)] if in_words else []
    return BlockSeen(dice.getrandbits(64), ordinal, place, -6.0, "custom", False, False, text if in_words else None, keys)


def _memory(number: int) -> None:
    """Count and propose in processes of their own, and print what each takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "counts.parquet"
        for step in ("count", "propose"):
            subprocess.run([sys.executable, __file__, "--step", step, "--memory", str(number), "--file", str(path)], check=True)
        print(f"the count file          {path.stat().st_size / 1e6:8.0f} MB")


def _step(step: str, number: int, path: Path) -> None:
    if step == "count":
        with counts_file(path) as counts:
            for seen in many(number):
                counts.add(seen)
    else:
        proposals = Counter(proposal.publisher for proposal in propose([path]))
        print(f"{proposals.total():,} proposals for {len(proposals):,} publishers")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{step:<10}{number:>12,} articles {peak:8.0f} MB at most", flush=True)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publishers", type=int, default=50)
    parser.add_argument("--articles", type=int, default=60, help="of each publisher")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-j", dest="workers", type=int, default=1)
    parser.add_argument("--memory", type=int, metavar="N", help="measure the memory that the counts of N articles take, and nothing else")
    parser.add_argument("--step", choices=("count", "propose"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.step:
        _step(options.step, options.memory, options.file)
        return
    if options.memory:
        _memory(options.memory)
        return
    printed = list(corpus(options.publishers, options.articles, options.seed))
    with TemporaryDirectory() as folder:
        figures = measure(printed, Path(folder), options.workers)
    print(f"{len(printed):,} articles of {options.publishers} publishers, seed {options.seed}")
    print(f"publishers' lines       {figures.lines:8,}   proposed {figures.recall:7.2%}")
    print(f"blocks of journalism    {figures.journalism:8,}   proposed {figures.harm:7.2%} ({figures.harmed:,})")
    before = figures.left_before / figures.size
    print(f"characters of lines     {figures.size:8,}   left     {figures.leak:7.2%}, without the proposals {before:.2%}")
    print(f"blocks of journalism    {figures.journalism:8,}   not whole {figures.lost:,}, without the proposals {figures.lost_before:,}")


if __name__ == "__main__":
    main()
