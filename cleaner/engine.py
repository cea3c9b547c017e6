"""`Cleaner`: packs and options bound once, used for any number of documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from math import inf
from os import PathLike
from pathlib import Path
from sys import float_info
from typing import TYPE_CHECKING, TypeVar

from cleaner.article import Article
from cleaner.assembling import Rendering, assemble, render, without_kinds
from cleaner.deadline import ENDLESS, Deadline, OutOfTimeError
from cleaner.deciding import Judgement, judge
from cleaner.errors import InputError, UnknownPackError
from cleaner.folding import fold
from cleaner.language import tell_language
from cleaner.matching import Matcher
from cleaner.model import Decision, Document, Extractor, Kind, Mode, Span, Verdict
from cleaner.readers.source import decode_text, is_html
from cleaner.readers.text import read_text
from cleaner.revealing import is_nothing, reveal, with_unseen
from cleaner.rules.hosts import host_of, is_of
from cleaner.rules.load import common_pack, language_pack, languages, publisher_packs, user_packs
from cleaner.rules.schema import Pack
from cleaner.segmenting import segment
from cleaner.signals.scene import Scene
from cleaner.speakers import with_speaker
from cleaner.splitting import split
from cleaner.weighing import joint_weights, text_weights

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cleaner.model import Page
    from cleaner.readers.source import Source
    from cleaner.selecting import Selection

_Choice = TypeVar("_Choice", bound=StrEnum)

MAX_SIZE = 20_000_000
"""Default limit of a source: code points of a str, bytes of bytes."""

LARGEST_ASKED = 2_000_000
"""Code points of a page on which trafilatura is asked where the own choice is doubtful: on odd pages it is slow."""
WIDEST_ASKED = 1_000
"""Attributes of an element up to which it is asked: the parser that it uses takes their square."""

_AHEAD = 16
"""Sources a worker that are read ahead of the article that is asked for."""

_MOST_LOOKS = 12
"""A cleaning is repeated on what it left until it finds nothing more; two looks do for nearly all texts."""
_SURE_LOOKS, _MOST_JUDGED = 3, 40_000
"""More looks than this are had only while they come to fewer units than this in all. In a long text that repeats itself each
look finds a little at both ends, and twelve of them leave it as unsettled as three; one of many articles is settled in a few."""
_UNIT_SECONDS = 5e-6
"""What it takes at the least to judge one unit."""

UNSETTLED = "nothing was removed: each look at what was left found more, as it does in a text that repeats itself"
OUT_OF_TIME = "nothing was removed: the time limit was reached"
KEPT = "kept by the option keep"


@dataclass(frozen=True, slots=True)
class Cleaner:
    """An engine with its options. It has no state that a call changes, and can be pickled and shared by threads.

    Raises `RulePackError` or `UnknownPackError` for packs and languages that cannot be used, and `InputError` for
    other options out of range.
    """

    keep: Collection[Kind | str] = frozenset()
    """Kinds that stay in the article."""
    packs: Sequence[str | PathLike[str]] = ()
    """Files or folders of further rule packs."""
    languages: Sequence[str] | None = None
    """Languages, ISO 639-1, that texts may be in, at least one; with one alone, no text's language is guessed. None for all."""
    mode: Mode | str = Mode.BALANCED
    extractor: Extractor | str = Extractor.OWN
    """What finds the article on a page."""
    max_size: int = MAX_SIZE
    """Largest source: code points of a str, bytes of bytes."""
    timeout: float | None = None
    """Seconds after which a document comes back as it is, with a warning; None for as long as it takes."""
    _user_packs: tuple[Pack, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        for name, value in (("keep", self.keep), ("packs", self.packs), ("languages", self.languages)):
            if isinstance(value, str | bytes) or not ((value is None and name == "languages") or isinstance(value, Iterable)):
                raise InputError(f"{name} is {value!r}; give a list of texts, as in {name}=[...]")
        set_field(self, "keep", frozenset(_chosen(Kind, kind, "keep") for kind in self.keep))
        set_field(self, "mode", _chosen(Mode, self.mode, "mode"))
        set_field(self, "extractor", _chosen(Extractor, self.extractor, "extractor"))
        for path in self.packs:
            if not isinstance(path, str | PathLike) or not str(path):
                raise InputError(f"packs has {path!r}; give the paths of files or folders")
        set_field(self, "packs", tuple(str(path) for path in self.packs))
        if self.languages is not None:
            set_field(self, "languages", _known(tuple(self.languages)))
        if type(self.max_size) is not int or self.max_size < 1:
            raise InputError(f"max_size is {self.max_size!r}; give a positive whole number of characters or bytes")
        if self.timeout is not None and not (type(self.timeout) in (int, float) and 0 < self.timeout < inf):
            raise InputError(f"timeout is {self.timeout!r}; give seconds, more than 0, or None")
        if self.timeout is not None and self.timeout > float_info.max:  # as whole numbers can be, and no clock can add them
            raise InputError(f"timeout is over {float_info.max:.1e}; give seconds, more than 0, or None for no limit")
        set_field(self, "_user_packs", user_packs(*map(Path, self.packs)))

    def clean(self, source: Source, url: str | None = None) -> Article:
        """The article in HTML or text, told apart by markup."""
        if isinstance(source, bytes):
            self._check_size(len(source), "bytes")
            source = decode_text(source)
        if isinstance(source, str) and not is_html(source):
            return self.clean_text(source, url)
        return self.clean_html(source, url)

    def clean_text(self, text: str, url: str | None = None) -> Article:
        """The article in a plain text."""
        if not isinstance(text, str):
            raise InputError(f"text is of type {type(text).__name__}; clean_text takes str")
        self._check_size(len(text), "characters")
        deadline = Deadline(self.timeout)
        document = read_text(text, url)
        try:
            return self._clean(document, deadline)
        except OutOfTimeError:
            return _as_it_is(document)

    def clean_html(self, html: Source, url: str | None = None) -> Article:
        """The article on an HTML page: str, bytes, a `BeautifulSoup` object or an lxml element or tree."""
        from cleaner.readers.html import to_markup

        if isinstance(html, bytes):
            self._check_size(len(html), "bytes")
        markup = to_markup(html)
        self._check_size(len(markup), "characters")
        deadline = Deadline(self.timeout)
        from cleaner.readers.page import read_page, read_plainly

        try:
            page = read_page(markup, url, deadline)
        except OutOfTimeError:
            return _as_it_is(read_plainly(markup, url))
        try:
            selection = self._selected(page, markup, deadline)
            article = self._clean(selection.document, deadline, selection.removed, selection.warnings)
        except OutOfTimeError:
            return _as_it_is(page.document)
        return replace(article, confidence=selection.confidence)

    def _selected(self, page: Page, markup: str, deadline: Deadline) -> Selection:
        """The article on a page: by its layout, or by another extractor."""
        from cleaner.selecting import UNSURE, choose, following, selection_of

        host = host_of(page.document.url)
        places = [place for pack in self._user_packs if _serves(pack, host) for place in pack.places]
        choice = choose(page, deadline=deadline, places=places)
        outright = self.extractor == Extractor.TRAFILATURA
        doubtful = choice.confidence < UNSURE and len(markup) <= LARGEST_ASKED and page.widest <= WIDEST_ASKED
        if outright or doubtful:
            from cleaner.readers.extracted import extracted_text

            opinion = extracted_text(markup, page.document.url)
            if opinion or outright:
                choice = following(choice, opinion)
        deadline.check()
        return selection_of(choice)

    def clean_many(self, sources: Iterable[Source], workers: int = 1) -> Iterator[Article]:
        """The articles of many sources, lazily and in their order; with `workers` > 1 on so many processes.

        The first source that cannot be read ends it with that source's `InputError`.
        """
        if isinstance(sources, str | bytes) or not isinstance(sources, Iterable):
            raise InputError(f"sources is of type {type(sources).__name__}; give a list of them or the like")
        if type(workers) is not int or workers < 1:
            raise InputError(f"workers is {workers!r}; give a whole number, 1 or more")
        return self._cleaned_apart(sources, workers) if workers > 1 else map(self.clean, sources)

    def _cleaned_apart(self, sources: Iterable[Source], workers: int) -> Iterator[Article]:
        from concurrent.futures import ProcessPoolExecutor  # it brings multiprocessing, for which one text need not wait

        # Tasks are handed out a window at a time: `Pool.imap` would read an endless iterable to its end.
        waiting: deque[Future[Article]] = deque()
        with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(self,)) as pool:
            for source in sources:
                waiting.append(pool.submit(_clean_apart, source))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _check_size(self, size: int, unit: str) -> None:
        if size > self.max_size:
            raise InputError(f"the source has {size:,} {unit}, the limit is {self.max_size:,}; set max_size to take more")

    def _clean(self, document: Document, deadline: Deadline, apart: Sequence[Decision] = (), notes: Sequence[str] = ()) -> Article:
        """Judge, take out, and judge what is left, until nothing more goes: then a second cleaning finds nothing.

        `keep` is applied last, so that keeping a kind never changes what else goes. `apart` is what the page's layout
        took out before, `notes` what there is to say of it. Raises `OutOfTimeError`.
        """
        removed = list(apart)
        spared: list[Decision] = []
        warnings = dict.fromkeys(notes)
        told: str | None = None
        looks = judged = 0
        while looks < _SURE_LOOKS or (looks < _MOST_LOOKS and judged < _MOST_JUDGED):
            deadline.check()
            rendering = render(document, (decision.span for decision in removed)) if removed else None
            # The language too is told from what is left: it is what a second cleaning would see.
            left = rendering.document if rendering else document
            revealed = reveal(left)
            seen = revealed.document if revealed else left
            folded = fold(seen.text)
            language = self._language(seen, folded)
            told = told if looks else language
            found, count = self._judged(seen, folded, language, deadline)
            looks, judged = looks + 1, judged + count
            steps = ((revealed, left), (rendering, document))
            spared = [part for decision in found.spared for part in _moved(decision, steps)]
            warnings |= dict.fromkeys(found.warnings)
            if not found.removed:
                break
            removed += [part for decision in found.removed for part in _moved(decision, steps)]
        else:
            removed, spared, warnings = list(apart), [], dict.fromkeys((*notes, UNSETTLED))
        deadline.check()
        document = replace(document, language=told)
        gone = without_kinds(removed, map(Kind, self.keep))
        wanted = [replace(decision, verdict=Verdict.SPARED, reason=KEPT) for decision in removed if decision.kind in self.keep]
        return assemble(document, gone, spared + wanted, tuple(warnings), text_weights().standfirst)

    def _judged(self, document: Document, folded: str, language: str | None, deadline: Deadline) -> tuple[Judgement, int]:
        """The decisions of one look, and over how many units they were made."""
        scene = self.scene_of(document, folded, language, deadline)
        if scene is None:
            return Judgement(), 0
        deadline.check(_UNIT_SECONDS * len(scene))
        # Of a text in none of the languages the words tell nothing.
        mode = Mode(self.mode) if language else Mode.STRICT
        return judge(scene, text_weights(), mode), len(scene)

    def scene_of(self, document: Document, folded: str, language: str | None, deadline: Deadline = ENDLESS) -> Scene | None:
        """What the judge sees of a document in a language, or None where nothing at all was found in it.

        `folded` is the document's text, folded (`cleaner.folding`).
        """
        found = self._matcher(language, document.url).find(document, folded, deadline)
        found = with_speaker(found, document, folded, text_weights().words.knows)
        if not len(found.hits.starts) and not found.rules:
            return None
        deadline.check()
        units = split(segment(document.text, document.blocks), document.text, found, language, joint_weights())
        deadline.check()
        return Scene(document, folded, units, found)

    def _language(self, document: Document, folded: str) -> str | None:
        if self.languages and len(self.languages) == 1:
            return self.languages[0]
        told = document.language or tell_language(folded)
        return told if self.languages is None or told in self.languages else None

    def _matcher(self, language: str | None, url: str | None) -> Matcher:
        host = host_of(url)
        own = (pack for pack in self._user_packs if pack.language in (None, language) and _serves(pack, host))
        return _bound_matcher(language, (*publisher_packs(host), *own))


_worker: list[Cleaner] = []
"""The engine of a worker process, set once when it starts."""


def _start_worker(cleaner: Cleaner) -> None:
    _worker[:] = [cleaner]


def _clean_apart(source: Source) -> Article:
    return _worker[0].clean(source)


def _serves(pack: Pack, host: str) -> bool:
    """A pack is used on a host's pages."""
    return pack.publisher is None or is_of(host, pack.publisher)


@lru_cache(maxsize=128)
def _bound_matcher(language: str | None, own: tuple[Pack, ...]) -> Matcher:
    """The matcher of the shipped packs for a language, and of a publisher's and a user's own.

    Sites of all languages carry English labels and credits, so that the English kind-specific terms serve all
    texts; English pronouns do not.
    """
    packs = [common_pack()]
    english = language_pack("en")
    if language in languages() and language != "en":
        packs += [language_pack(str(language)), replace(english, families={}, rules=())]
    else:
        packs.append(english)
    return Matcher((*packs, *own))


def _as_it_is(document: Document) -> Article:
    """The article of a document for which the time did not suffice."""
    return assemble(document, (), (), (OUT_OF_TIME,), text_weights().standfirst)


def _moved(decision: Decision, steps: Iterable[tuple[Rendering | None, Document]]) -> list[Decision]:
    """The decision in the source's offsets, step by step from a rendering to the document that it is of.

    It comes in parts, where something between them went before.
    """
    parts = [decision]
    for rendering, document in steps:
        if rendering is not None:
            parts = [part for one in parts for part in _moved_once(one, rendering, document)]
    return parts


def _moved_once(decision: Decision, rendering: Rendering, document: Document) -> list[Decision]:
    spans: list[Span] = []
    for span in rendering.to_source(decision.span):
        if spans and is_nothing(document.text[spans[-1].end : span.start]):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    spans = [with_unseen(span, document.text) for span in spans]
    return [replace(decision, span=span, text=document.text[span.start : span.end]) for span in spans]


def _known(given: tuple[str, ...]) -> tuple[str, ...]:
    """Languages that there are packs for, or an error that lists them."""
    there = f"there are {', '.join(languages())}"
    wrong = [language for language in given if not isinstance(language, str)]
    if wrong or not given:
        raise InputError(f"languages has {wrong[0]!r}; {there}" if wrong else f"languages is empty; give some, or None for all: {there}")
    unknown = sorted(set(given) - set(languages()))
    if unknown:
        raise UnknownPackError(f"no pack for {', '.join(map(repr, unknown))}; {there}")
    return given


def _chosen(choices: type[_Choice], value: str, name: str) -> _Choice:
    """The member of an enumeration, or an error that lists them."""
    try:
        return choices(value)
    except ValueError:
        raise InputError(f"{name} has {value!r}; use one of {', '.join(choices)}") from None
