"""Articles whose decisions are said, not judged: what a report is tried on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from cleaner.article import Article
from cleaner.model import Decision, Document, Evidence, Kind, Span, Verdict

REMOVED, SPARED = Verdict.REMOVED, Verdict.SPARED
HOSTILE = (
    "</script><script>document.title = 'ran'</script>",
    "<img src=x onerror=\"document.title = 'ran'\">",
    "\"><svg onload=document.title='ran'>",
    "' onmouseover='document.title=1' tabindex='1",
    "</del></mark></div></style></title></textarea><h1>broken",
    "<!-- <script>",
    "]]>&lt;script&gt;&amp;&#60;&#x0;",
    "\u2028\u2029\x00\x1b[31m\ud800\x85\ufffe",
    "\u202e\u2067txet",
    "javascript:document.title='ran'",
    "{style} {script} {0} {{}}",
    "<base href=https://evil.example><meta http-equiv=refresh content=0;url=https://evil.example>",
)
"""What would run, load, or end an element, if it were taken as markup."""


def decision_of(text: str, span: Span, verdict: Verdict, kind: Kind, confidence: float, *, words: str = "told") -> Decision:
    evidence = (Evidence("rule", 2.5, words),)
    return Decision(span, kind, verdict, f"own.{words}", f"because {words}", evidence, confidence, text[span.start : span.end])


def article_of(text: str, *decisions: Decision, url: str | None = None, headline: str | None = None) -> Article:
    """An article with these decisions on its text."""
    removed = tuple(sorted((one for one in decisions if one.verdict == REMOVED), key=lambda one: one.span))
    spared = tuple(sorted((one for one in decisions if one.verdict == SPARED), key=lambda one: one.span))
    return Article(headline, None, (), "en", removed, spared, (), Document(text, (), url))


def marked(text: str, *words: str, kind: Kind = Kind.DONATION_APPEAL, confidence: float = 0.9, url: str | None = None) -> Article:
    """An article from which these words were removed."""
    places = [(text.index(word), len(word)) for word in words]
    return article_of(text, *(decision_of(text, Span(at, at + size), REMOVED, kind, confidence) for at, size in places), url=url)


def hostile(words: str) -> Article:
    """An article that says these words everywhere where one can."""
    text = f"{words}\n\nThe bridge opened. {words} Please donate today. {words}\n\n{words}"
    gone, near = text.index("Please"), text.index("The bridge")
    return article_of(
        text,
        decision_of(text, Span(gone, gone + 21 + len(words)), REMOVED, Kind.DONATION_APPEAL, 0.75, words=words),
        decision_of(text, Span(0, near + 10), SPARED, Kind.TIP_LINE, 0.4, words=words),
        url=f"https://lenn.example/{words}",
        headline=words,
    )


_PARTS = ("The bridge opened. ", "Please donate. ", "\n", "\n\n", "İ", "“Yes,” she said. ", "\ud800", "x" * 700)
_TEXTS = st.lists(st.sampled_from(_PARTS), max_size=30)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles with any spans removed, none over another, and any spans spared."""
    text = "".join(draw(_TEXTS))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    made: list[Decision] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        made.append(decision_of(text, Span(start, end), REMOVED, draw(st.sampled_from(Kind)), draw(st.floats(0, 1))))
    for start, end in draw(_spans(len(text))):
        made.append(decision_of(text, Span(start, end), SPARED, draw(st.sampled_from(Kind)), draw(st.floats(0, 1))))
    url = draw(st.sampled_from((None, "https://www.lenn.example/1", "https://marsh.example/2", "http://[bad", "javascript:alert(1)")))
    return article_of(text, *made, url=url, headline=draw(st.sampled_from((None, "Bridge opens"))))


def _spans(length: int) -> st.SearchStrategy[Sequence[tuple[int, int]]]:
    pairs = st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))
    return st.lists(pairs, max_size=6)
