"""What the laws are tried on: arbitrary text, articles and appeals made by a small grammar, and both put together.

The journalism is reporting in the third person. The appeals speak to the reader in every sentence: what a judge
of weak evidence must get right always; harder ones are in `fixtures/appeals`, where a share is measured.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

_SURPRISES = (
    "\x00",
    "\ud800",
    "\udfff",
    "\u202e",
    "\u2067",
    "\u200b",
    "\ufeff",
    "\u00a0",
    "\u2028",
    "\x85",
    "\x1f",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "İ",
    "ß",
    "ﬁ",
    "Σς",
    "e\u0301",
    "東京都は",
    "。",
    "「",
    "」",
    "שלום",
    "مرحبا ",
    "।",
    "🎧",
    "👩‍👩‍👧",
    "U.S.",
    "3.5",
    "Node.js",
    ".",
    "!?",
    "...",
    "“",
    "”",
    '"',
)
_BAIT = (
    "Please donate today. ",
    "Your support makes all the difference.",
    "Subscribe to our newsletter",
    "Advertisement",
    "READ MORE: ",
    "We rely on readers like you.",
    "© 2026 The Example. All rights reserved.",
    "Sign up here",
    "Photo: ",
    "she said. ",
    "The council met on Monday. ",
)
_MARKUP = (
    "<p>",
    "</p>",
    "<article>",
    "</article>",
    "<html>",
    "<br>",
    "<div class='a'>",
    "</div>",
    "<h1>",
    "</h1>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "<",
    ">",
    "<?xml encoding='x'?>",
)


def any_text() -> st.SearchStrategy[str]:
    """Any str: all code points, half surrogate pairs among them, and pieces that a cleaner has to decide on."""
    piece = st.one_of(st.text(st.characters(categories=None), max_size=12), st.sampled_from(_SURPRISES), st.sampled_from(_BAIT))
    return st.one_of(st.text(st.characters(categories=None)), st.lists(piece, max_size=40).map("".join))


def any_markup() -> st.SearchStrategy[str]:
    """Any str with tags in it, closed or not."""
    piece = st.one_of(
        st.sampled_from(_MARKUP), st.sampled_from(_SURPRISES), st.sampled_from(_BAIT), st.text(st.characters(categories=None), max_size=8)
    )
    return st.lists(piece, max_size=40).map("".join)


def any_bytes() -> st.SearchStrategy[bytes]:
    """Any bytes, and text in several encodings."""
    encoded = st.tuples(st.one_of(any_text(), any_markup()), st.sampled_from(("utf-8", "utf-16", "utf-8-sig", "latin-1", "shift_jis")))
    return st.one_of(st.binary(), encoded.map(lambda pair: pair[0].encode(pair[1], "replace")))


@dataclass(frozen=True, slots=True)
class Story:
    """A generated article."""

    headline: str
    standfirst: str
    body: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Headline, standfirst and paragraphs."""
        return (self.headline, self.standfirst, *self.body)


@dataclass(frozen=True, slots=True)
class Format:
    """How lines are written down."""

    name: str
    separator: str
    indent: str = ""

    def write(self, lines: tuple[str, ...]) -> str:
        """The lines as one text."""
        return self.separator.join(self.indent + line for line in lines)


LINE_FORMATS = (
    Format("own lines", "\n"),
    Format("blank lines", "\n\n"),
    Format("CRLF", "\r\n"),
    Format("indents", "\n", "    "),
    Format("no-break spaces", "\n", "\u00a0"),
    Format("trailing spaces", "  \n"),
)
"""Formats that keep the lines apart."""

_FIRST = ("Ingrid", "Peter", "Amara", "Tomasz", "Leila", "Rhys", "Consuelo", "Haruto", "Fergus", "Nadia")
_LAST = ("Solheim", "Adeyemi", "Marlow", "Kowalczyk", "Haddad", "Pritchard", "Ibarra", "Ogawa", "Buchan", "Rahimi")
_TOWNS = ("Westhaven", "Carrick Bridge", "Ormsley", "Dunfold", "Port Ellis", "Tarnwick", "Saltmere", "Hexworth")
_POSTS = ("harbour master", "head teacher", "council leader", "chief engineer", "union secretary", "hospital director", "station manager")
_THINGS = ("ferry pier", "primary school", "swimming pool", "railway bridge", "bus depot", "flood wall", "cattle market", "water tower")
_MONTHS = ("January", "March", "April", "June", "August", "October", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_BODIES = ("county council", "harbour board", "planning committee", "transport authority", "district court", "regional assembly")


@st.composite
def _names(draw: st.DrawFn) -> str:
    return f"{draw(st.sampled_from(_FIRST))} {draw(st.sampled_from(_LAST))}"


@st.composite
def sentences(draw: st.DrawFn, thing: str, town: str) -> str:
    """One sentence of reporting about a thing in a town."""
    name, other = draw(_names()), draw(_names())
    post, body, day = draw(st.sampled_from(_POSTS)), draw(st.sampled_from(_BODIES)), draw(st.sampled_from(_DAYS))
    date = f"{draw(st.integers(1, 28))} {draw(st.sampled_from(_MONTHS))}"
    number, year = draw(st.integers(12, 980)), draw(st.integers(1952, 2024))
    return draw(
        st.sampled_from(
            (
                f"The {body} in {town} voted on {day} to rebuild the {thing}, which was badly damaged in the flood of {year}.",
                f"“The {thing} was built in {year} and it was never meant to last this long,” said {name}, the {post}, after the vote.",
                f"{name}, who has worked in {town} since {year}, told the {body} that the {thing} needed {number} new steel beams.",
                f"According to a report published on {date}, the repairs to the {thing} took {number} days longer than planned.",
                f"{name} and {other} voted against the plan, saying that the {thing} was used by fewer than {number} people a week.",
                f"Police closed the road beside the {thing} shortly after dawn on {day} because of falling masonry.",
                f"The {post} of {town}, {name}, declined to comment on the length of the works.",
                f"A court in {town} will hear the case between the {body} and the builders of the {thing} on {date}.",
                f"Engineers found {number} cracks in the {thing} during an inspection on {date}, and the {body} shut it the same day.",
                f"“Nobody in {town} expected it to fall in {year},” {name} said, pointing at the {thing}.",
            )
        )
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """An article of five to nine paragraphs, with nothing in it that a cleaner takes out."""
    thing, town = draw(st.sampled_from(_THINGS)), draw(st.sampled_from(_TOWNS))
    body, number = draw(st.sampled_from(_BODIES)), draw(st.integers(2, 11))
    headline = draw(
        st.sampled_from(
            (
                f"{town} votes to rebuild the {thing} that was lost in the flood",
                f"{body.capitalize()} in {town} splits over the future of the {thing}",
                f"How the {thing} in {town} was brought down by a single storm",
            )
        )
    )
    standfirst = draw(
        st.sampled_from(
            (
                f"The decision on the {thing} ends {number} years of argument in {town} over the repairs",
                f"Engineers had warned the {body} {number} times that the {thing} was unsafe",
            )
        )
    )
    paragraph = st.lists(sentences(thing, town), min_size=1, max_size=3, unique=True).map(" ".join)
    return Story(headline, standfirst, tuple(draw(st.lists(paragraph, min_size=5, max_size=9, unique=True))))


OPENINGS = (
    "Your support helps us to keep reporting",
    "Support independent journalism today",
    "We need your help to keep our journalism free",
)
PLEDGES = (
    "We are a small newsroom and we have no billionaire owner and no paywall, so we rely on readers like you to fund our journalism.",
    "Our independent reporting is free for everyone to read because readers like you support us with a donation.",
    "Unlike many other news sites, we have chosen not to put our journalism behind a paywall, and your support keeps it that way.",
)
ASKS = (
    "Please donate to our newsroom today and help us keep our independent journalism free for everyone.",
    "If you value our journalism, please consider making a contribution from £3 a month to support our reporting.",
    "Please support our independent journalism with a gift today: your donation makes all the difference to our newsroom.",
)


@st.composite
def appeals(draw: st.DrawFn) -> tuple[str, ...]:
    """The lines of a donation appeal in the publisher's own voice."""
    lines = [draw(st.sampled_from(OPENINGS))] if draw(st.booleans()) else []
    lines += draw(st.lists(st.sampled_from(PLEDGES), min_size=1, max_size=2, unique=True))
    return (*lines, draw(st.sampled_from(ASKS)))


@dataclass(frozen=True, slots=True)
class Polluted:
    """A story with an appeal in front of its line number `place`."""

    story: Story
    appeal: tuple[str, ...]
    place: int
    format: Format

    @property
    def clean_input(self) -> str:
        """The story alone."""
        return self.format.write(self.story.lines)

    @property
    def input(self) -> str:
        """The story with the appeal."""
        lines = self.story.lines
        return self.format.write((*lines[: self.place], *self.appeal, *lines[self.place :]))

    @property
    def span(self) -> tuple[int, int]:
        """Where the appeal stands in `input`, from its first letter to its last."""
        lines = self.story.lines
        before = self.format.write((*lines[: self.place], ""))
        return len(before), len(self.format.write((*lines[: self.place], *self.appeal)))

    def glued(self) -> str:
        """The input where the appeal's last sentence touches the paragraph after it, as an extractor leaves it."""
        lines = self.story.lines
        return self.format.write((*lines[: self.place], *self.appeal[:-1], self.appeal[-1] + lines[self.place], *lines[self.place + 1 :]))

    def in_one_line(self) -> str:
        """The body with the appeal, all in one line."""
        return Format("one line", " ").write((*self.story.body[: self.place - 2], *self.appeal, *self.story.body[self.place - 2 :]))

    def without_headings(self) -> Polluted:
        """The same where every line ends like a sentence: what can be told apart in one line."""
        return replace(self, appeal=tuple(line for line in self.appeal if line.endswith(".")))


@st.composite
def polluted(draw: st.DrawFn) -> Polluted:
    """A story with an appeal between two of its body's paragraphs or in front of the first."""
    story = draw(stories())
    return Polluted(story, draw(appeals()), draw(st.integers(2, len(story.lines) - 1)), draw(st.sampled_from(LINE_FORMATS)))
