"""The values that pass through the library, and nothing that works on them.

All are frozen. Offsets are code points of one text, `Document.text`; a span is half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Kind(StrEnum):
    """What a removed span is. Stable: a value is never renamed or used for something else."""

    DONATION_APPEAL = "donation_appeal"
    MEMBERSHIP_PROMPT = "membership_prompt"
    SUBSCRIPTION_PROMPT = "subscription_prompt"
    NEWSLETTER_SIGNUP = "newsletter_signup"
    APP_PROMO = "app_promo"
    SOCIAL_FOLLOW = "social_follow"
    RELATED_LINK = "related_link"
    AD_MARKER = "ad_marker"
    MEDIA_CREDIT = "media_credit"
    AGENCY_CREDIT = "agency_credit"
    COPYRIGHT_NOTICE = "copyright_notice"
    REPUBLISH_NOTICE = "republish_notice"
    COMMENT_POLICY = "comment_policy"
    COOKIE_NOTICE = "cookie_notice"
    TIP_LINE = "tip_line"
    AFFILIATE_DISCLOSURE = "affiliate_disclosure"
    EVENT_PROMO = "event_promo"
    AUDIO_VIDEO_CHROME = "audio_video_chrome"
    SHARE_CHROME = "share_chrome"
    CAPTION = "caption"
    ARTICLE_METADATA = "article_metadata"
    REPEATED_HEADLINE = "repeated_headline"
    PAGE_CHROME = "page_chrome"
    CUSTOM = "custom"


class Role(StrEnum):
    """What a kept block is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"


class Verdict(StrEnum):
    """What the judge made of a unit on which something was found."""

    REMOVED = "removed"
    SPARED = "spared"


class Mode(StrEnum):
    """How sure the judge must be: `strict` loses less journalism, `recall` leaves less boilerplate."""

    STRICT = "strict"
    BALANCED = "balanced"
    RECALL = "recall"


class Extractor(StrEnum):
    """What finds the article on an HTML page."""

    OWN = "own"
    TRAFILATURA = "trafilatura"


class BlockKind(StrEnum):
    """What a block is on the page. Plain text has paragraphs alone."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"


class Span(NamedTuple):
    """A half-open range of code points of a document's text."""

    start: int
    end: int


class Block(NamedTuple):
    """A line of text or a block of a page. Its span neither begins nor ends with white space."""

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    """1 to 6 for a heading, the depth from 1 for a list item, the row from 1 for a cell of a table, else 0."""


class Link(NamedTuple):
    """A link of a page, over a range inside one block."""

    span: Span
    address: str
    """As the page has it: it may be relative or empty."""


ALTERNATIVE = "alternative"
"""The source of a second headline in JSON-LD."""


class Title(NamedTuple):
    """What a page says somewhere of its own headline or summary."""

    source: str
    """Where: `h1`, `og:title`, `json-ld`, `title`, ..."""
    text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article outside the article."""

    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """As the page has it, mostly ISO 8601."""
    language: str | None = None
    """ISO 639-1."""
    is_news: bool = False
    """The page says in JSON-LD that it is a news article."""
    titles: tuple[Title, ...] = ()
    descriptions: tuple[Title, ...] = ()
    article_body: str | None = None
    """The article's text in the page's JSON-LD: often cut short, and without paragraphs."""

    def to_dict(self) -> dict[str, object]:
        """What a user asks of it, as JSON-ready values."""
        return {
            "url": self.url,
            "publisher": self.publisher,
            "authors": list(self.authors),
            "published": self.published,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """One text and its blocks: ordered, disjoint, and covering all of it but white space."""

    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    """The headline of a page; None for plain text."""
    standfirst: tuple[str, ...] = ()
    """The blocks of a page that are its standfirst."""
    language: str | None = None
    """ISO 639-1, where the input says it."""
    links: tuple[Link, ...] = ()
    """By place, of pages."""
    metadata: Metadata | None = None
    """What a page says of itself; None for plain text."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a page in document order, as parallel arrays: index 0 is the root."""

    parents: NDArray[np.intp]
    """-1 for a root; else less than the element's own index."""
    tags: tuple[str, ...]
    names: tuple[str, ...]
    """Class, id and like attributes, in one string."""
    looks: NDArray[np.intp]
    """The same number for elements of the same tag and names, from 0 in the order in which they come up."""
    hidden: NDArray[np.bool_]
    """The element is styled or marked as not shown (what is inside it is not marked again)."""
    firsts: NDArray[np.intp]
    """The element's blocks are those from its first..."""
    lasts: NDArray[np.intp]
    """...up to its last, which is not one of them."""


@dataclass(frozen=True, slots=True)
class Page:
    """All text blocks of a page and where they stand; arrays run parallel to `document.blocks`."""

    document: Document
    tree: Tree
    owners: NDArray[np.intp]
    """The element of which each block is a line; -1 outside all."""
    holders: NDArray[np.intp]
    """The deepest element that holds all of each block's text: the owner, or an inline element in it."""
    linked: NDArray[np.intp]
    """Characters of each block inside links."""
    breaks: NDArray[np.bool_]
    """A `<br>` stands before the block."""
    widest: int = 0
    """Attributes of the element that has the most."""

    @property
    def metadata(self) -> Metadata:
        """What the page says of itself."""
        return self.document.metadata or Metadata()


class Evidence(NamedTuple):
    """Something that speaks for (weight > 0) or against (weight < 0) a removal."""

    family: str
    """The family of evidence (`voice`, `place`, ...), or `rule` or `guard`."""
    weight: float
    """Its share in the log-odds that the span is boilerplate."""
    detail: str = ""
    """What was found: a rule's id or the words."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done with a span of `Document.text`, and why."""

    span: Span
    kind: Kind
    verdict: Verdict
    rule: str | None
    """The id of the rule that decided or contributed most, or None where the sum of weak evidence did."""
    reason: str
    """One line for a person."""
    evidence: tuple[Evidence, ...]
    """Strongest first."""
    confidence: float
    """The judge's probability, from 0 to 1, that the span is boilerplate."""
    text: str
    """The span's text."""

    def to_dict(self) -> dict[str, object]:
        """The decision as JSON-ready values."""
        return {
            "span": list(self.span),
            "kind": str(self.kind),
            "verdict": str(self.verdict),
            "rule": self.rule,
            "reason": self.reason,
            "evidence": [{"family": e.family, "weight": round(e.weight, 3), "detail": e.detail} for e in self.evidence],
            "confidence": round(self.confidence, 4),
            "text": self.text,
        }


class Unit(NamedTuple):
    """A sentence or a piece of a line: the half-open range `start:end` of the document's text.

    `block` is the index of its block, `fused` says that no white space stands between it and the unit before.
    """

    start: int
    end: int
    block: int
    fused: bool
