"""The laws of a cleaning, as checks: on any one source, and on samples whose parts are known."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.article import Article
from cleaner.engine import OUT_OF_TIME, Cleaner
from cleaner.errors import InputError
from cleaner.model import Decision, Kind, Verdict
from cleaner.readers.source import is_html
from cleaner.testing.arguments import check_type, listed
from cleaner.testing.forms import LINES
from cleaner.testing.samples import Sample, Story, squeezed

if TYPE_CHECKING:
    from cleaner.readers.source import Source

_SHOWN = 12
"""Lines of a difference that a message shows."""
_WIDTH = 300
"""Code points of such a line."""


class BrokenLawError(AssertionError):
    """A cleaning does not keep a law. `law` is its name."""

    def __init__(self, law: str, fault: str, lines: Sequence[str] = ()) -> None:
        self.law = law
        self.fault = fault
        self.lines = tuple(lines)
        shown = [f"  {line if len(line) <= _WIDTH else f'{line[:_WIDTH]}… ({len(line):,} characters)'}" for line in lines[:_SHOWN]]
        more = [f"  … and {len(lines) - _SHOWN} more lines"] if len(lines) > _SHOWN else []
        super().__init__("\n".join((f"not {law}: {fault}", *shown, *more)))

    def __reduce__(self) -> tuple[type[BrokenLawError], tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.law, self.fault, self.lines)


@dataclass(frozen=True, slots=True)
class Trial:
    """One source, and what an engine made of it."""

    engine: Cleaner
    source: Source
    url: str | None
    as_html: bool | None
    article: Article

    def again(self, engine: Cleaner) -> Article:
        """What another engine makes of it."""
        return _cleaned(engine, self.source, self.url, self.as_html)


def assert_laws(
    engine: Cleaner, source: Source, url: str | None = None, *, as_html: bool | None = None, laws: Iterable[str] | None = None
) -> Article:
    """The article of a source, once it is found to keep the laws that hold for any source: those in `LAWS`, or some.

    `as_html` says that the source is HTML, or text; where it says neither, they are told apart. Raises `BrokenLawError`, which
    names the law and shows the text in question; `InputError` where the engine itself does, for a law that is not there and for none.
    Articles that came back as they were because the time was over are not compared.
    """
    if as_html is not None:
        check_type("as_html", as_html, bool)
    names = tuple(LAWS) if laws is None else listed("laws", laws)
    unknown = [name for name in names if name not in tuple(LAWS)]
    if unknown:
        raise InputError(f"no law {unknown[0]!r}; there are {', '.join(LAWS)}")
    trial = Trial(engine, source, url, as_html, _cleaned(engine, source, url, as_html))
    for name in names:
        LAWS[name](trial)
    return trial.article


def _only_deletes(trial: Trial) -> None:
    """Kept and removed spans tile the text, and nothing is written but white space."""
    law, article = "only deletes", trial.article
    text, source = article.document.text, trial.source
    if isinstance(source, str) and text != source and not (is_html(source) if trial.as_html is None else trial.as_html):
        raise BrokenLawError(law, "the document's text is not the source", _differing([source], [text]))
    _check_blocks(law, article)
    place = 0
    for start, end in sorted((*article.kept, *(decision.span for decision in article.removed))):
        if start != place or end <= start:
            raise BrokenLawError(law, f"the span {start}:{end} follows one that ends at {place}", [repr(text[min(start, place) : end])])
        place = end
    if place != len(text):
        raise BrokenLawError(law, f"kept and removed spans end at {place} of {len(text)}", [repr(text[place:])])
    if article.original() != text:
        raise BrokenLawError(law, "original() is not the document's text", _differing([text], [article.original()]))
    kept = [text[start:end] for start, end in article.kept]
    # On a page the headline may stand in no block, or behind a menu that is kept.
    if article.document.title is None and squeezed(kept) != squeezed(_said(article)):
        raise BrokenLawError(law, "the article is not what was kept", _differing([_words(kept)], [_words(_said(article))]))
    for verdict, decisions in ((Verdict.REMOVED, article.removed), (Verdict.SPARED, article.spared)):
        for decision in decisions:
            _check_decision(law, decision, verdict, text)


def _check_blocks(law: str, article: Article) -> None:
    text, place = article.document.text, 0
    for (start, end), *_ in article.document.blocks:
        block, before = text[start:end], text[place:start]
        if start < place or before.strip():
            raise BrokenLawError(law, f"the block {start}:{end} overlaps the one before, or leaves text out", [repr(before), repr(block)])
        if not block or block != block.strip():
            raise BrokenLawError(law, f"the block {start}:{end} is empty or begins or ends with white space", [repr(block)])
        place = end
    if text[place:].strip():
        raise BrokenLawError(law, "there is text behind the last block", [repr(text[place:])])


def _check_decision(law: str, decision: Decision, verdict: Verdict, text: str) -> None:
    at = f"the decision at {decision.span.start}:{decision.span.end}"
    if decision.text != text[decision.span.start : decision.span.end]:
        raise BrokenLawError(law, f"{at} has another text", _differing([text[slice(*decision.span)]], [decision.text]))
    if decision.verdict != verdict:
        raise BrokenLawError(law, f"{at} is among what was {verdict} and says {decision.verdict}", [repr(decision.text)])
    if not 0 <= decision.confidence <= 1:
        raise BrokenLawError(law, f"{at} has the confidence {decision.confidence}", [repr(decision.text)])


def _idempotent(trial: Trial) -> None:
    """Cleaning the article's text removes nothing more."""
    again = _cleaned(trial.engine, trial.article.text, trial.url, as_html=False)
    if again.removed and _in_time(trial.article):
        raise BrokenLawError("idempotent", "cleaning the cleaned article removes more", _told(again.removed))


def _deterministic(trial: Trial) -> None:
    """Neither an earlier call, nor a thread, nor a pickled engine changes the article."""
    copy: Cleaner = pickle.loads(pickle.dumps(trial.engine))  # noqa: S301 - it was pickled here
    copy.clean_text(trial.article.text[::-1])
    with ThreadPoolExecutor(1) as pool:
        again = pool.submit(trial.again, copy).result()
    if not _in_time(trial.article, again):
        return
    before, after = (article.to_json(indent=1).splitlines() for article in (trial.article, again))
    if before != after or again != trial.article:
        raise BrokenLawError("deterministic", "the same source gives another article in another thread", _differing(before, after))


def _monotone(trial: Trial) -> None:
    """Keeping a kind as well removes the same without it."""
    for kind in dict.fromkeys(decision.kind for decision in trial.article.removed) or (Kind.CUSTOM,):
        wanted = [decision for decision in trial.article.removed if decision.kind != kind]
        again = trial.again(replace(trial.engine, keep={*trial.engine.keep, kind}))
        if list(again.removed) != wanted and _in_time(trial.article, again):
            fault = f"keeping {kind} changes what else is removed"
            raise BrokenLawError("monotone", fault, _differing(_told(wanted), _told(again.removed)) or ["the evidence differs"])


def _never_fuses(trial: Trial) -> None:
    """The words that come out are those that were kept; the headline of a page may stand in none of its blocks."""
    article, text = trial.article, trial.article.document.text
    kept = Counter(word for start, end in article.kept for word in text[start:end].split())
    told = Counter(word for part in _said(article) for word in part.split())
    fused = told - kept - Counter((article.document.title or "").split())
    lost = kept - told
    if fused or lost:
        raise BrokenLawError("never fuses", "the words that come out are not those that were kept", _differing([*lost], [*fused]))


def _total(trial: Trial) -> None:
    """Every form of the article can be made, and what is in it are whole paragraphs."""
    article = trial.article
    article.explain()
    article.diff()
    article.to_markdown()
    article.to_json().encode("utf-8")
    restored = article.restored()
    if restored.removed or restored.document != article.document:
        raise BrokenLawError("total", "restored() does not put everything back", _told(restored.removed))
    for paragraph in article.paragraphs:
        if paragraph != paragraph.strip() or not paragraph:
            raise BrokenLawError("total", "a paragraph is empty or begins or ends with white space", [repr(paragraph)])


LAWS: dict[str, Callable[[Trial], None]] = {
    "only deletes": _only_deletes,
    "idempotent": _idempotent,
    "deterministic": _deterministic,
    "monotone": _monotone,
    "never fuses": _never_fuses,
    "total": _total,
}
"""The laws that hold for any source, by name."""


def assert_inert(engine: Cleaner, sample: Sample) -> None:
    """All journalism of a sample comes out where there is no appeal in it, and nothing else.

    Of a page headline and standfirst are told; text shows them by its form alone, by which they cannot always be told.
    """
    check_type("sample", sample, Sample)
    sample = sample.without()
    article = _of_sample(engine, sample)
    if not _in_time(article):
        return
    _compare("inert", "the article does not come out as it is", sample.story.lines, _said(article))
    if sample.is_html:
        _compare("inert", "headline and standfirst are taken for something else", _roles(sample.story), _roles(article))


def assert_local(engine: Cleaner, sample: Sample) -> None:
    """The appeals of a sample go, and what comes out is what comes out without them."""
    check_type("sample", sample, Sample)
    article, without = _of_sample(engine, sample), _of_sample(engine, sample.without())
    if not _in_time(article, without):
        return
    wanted, found = ([*_roles(told), *told.paragraphs] for told in (without, article))
    _compare("local", "with an appeal in it another article comes out", wanted, found)
    if not sample.is_html:
        gone, appeals = ([part.text for part in parts] for parts in (article.removed, sample.boilerplate))
        if squeezed(gone) != squeezed(appeals):
            raise BrokenLawError("local", "what is removed is not the appeal", _differing([_words(appeals)], [_words(gone)]))


def assert_agree(engine: Cleaner, sample: Sample) -> None:
    """Of a sample that is a page comes out what comes out of its lines as text. `InputError` for a sample that is no page."""
    check_type("sample", sample, Sample)
    if not sample.is_html:
        raise InputError(f"the sample is written as text ({sample.form.name}); give one that is a page")
    page, text = _of_sample(engine, sample), _of_sample(engine, sample.written(LINES))
    if _in_time(page, text):
        _compare("in agreement", "the page gives another article than its lines as text", _said(text), _said(page))


def _of_sample(engine: Cleaner, sample: Sample) -> Article:
    return _cleaned(engine, sample.source, None, sample.is_html)


def _cleaned(engine: Cleaner, source: Source, url: str | None, as_html: bool | None) -> Article:
    check_type("engine", engine, Cleaner)
    clean: Callable[..., object] = engine.clean if as_html is None else engine.clean_html if as_html else engine.clean_text
    article = clean(source, url)
    if not isinstance(article, Article):
        raise BrokenLawError("total", f"{type(engine).__name__} returns what is no Article", [repr(article)])
    return article


def _in_time(*articles: Article) -> bool:
    """None came back as it was because the time was over, which says nothing of what a cleaning does."""
    return not any(OUT_OF_TIME in article.warnings for article in articles)


def _said(article: Article) -> list[str]:
    return [part for part in (article.headline, article.standfirst, *article.paragraphs) if part]


def _words(texts: Iterable[str]) -> str:
    return " ".join(word for text in texts for word in text.split())


def _roles(part: Article | Story) -> list[str]:
    return [f"headline: {part.headline}", f"standfirst: {part.standfirst}"]


def _compare(law: str, fault: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    if list(wanted) != list(found):
        raise BrokenLawError(law, fault, _differing(wanted, found))


def _told(decisions: Iterable[Decision]) -> list[str]:
    return [f"{decision.kind} at {decision.span.start}:{decision.span.end}: {decision.text!r}" for decision in decisions]


def _differing(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """From where the two begin to differ: "-" before what should be there, "+" before what is."""
    start = _alike(wanted, found)
    old, new = list(wanted[start : start + _SHOWN // 2]), list(found[start : start + _SHOWN // 2])
    if old and new:
        # Of two long lines what they begin with alike is left out.
        cut = max(_alike(old[0], new[0]) - _WIDTH // 4, 0)
        old[0], new[0] = (f"{'…' if cut else ''}{line[cut:]}" for line in (old[0], new[0]))
    return [*(f"- {line!r}" for line in old), *(f"+ {line!r}" for line in new)]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines, or characters, the two begin with alike."""
    ends = min(len(one), len(other))
    return next((n for n in range(ends) if one[n] != other[n]), ends)
