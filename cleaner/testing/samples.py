"""Articles whose parts are known: what of them is journalism, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cleaner.errors import InputError
from cleaner.model import Kind, Span
from cleaner.testing.arguments import check_type
from cleaner.testing.forms import Form, Line, PageForm


@dataclass(frozen=True, slots=True)
class Story:
    """A made-up article with nothing in it that a cleaner takes out."""

    language: str
    """ISO 639-1."""
    headline: str
    standfirst: str
    body: tuple[str, ...]
    """Five paragraphs or more, no two alike."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Headline, standfirst and paragraphs."""
        return (self.headline, self.standfirst, *self.body)

    @property
    def text(self) -> str:
        """The lines with blank lines between them."""
        return "\n\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Appeal:
    """Something that a publisher says on its own behalf."""

    kind: Kind
    language: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a sample, and what it is."""

    span: Span
    """Where it stands in `Sample.source`: of a page in the markup, where `&` is written `&amp;`."""
    text: str
    kind: Kind | None
    """What it is removed as; None for journalism."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A story as a scraper would bring it: text or a page, with appeals in it or without.

    `InputError` for a place that is not in the story, and for what is no story, appeal or form.
    """

    story: Story
    appeals: tuple[tuple[int, Appeal], ...]
    """Each with the index in `story.lines` of the line that it stands before; by place. The last place is the end."""
    form: Form = field(repr=False)
    source: str = field(init=False)
    parts: tuple[Part, ...] = field(init=False, repr=False)
    """In the order of the source."""

    def __post_init__(self) -> None:
        check_type("story", self.story, Story)
        if not isinstance(self.form, Form):
            raise InputError(f"form is {self.form!r}; give one of cleaner.testing.forms, such as LINES")
        end = len(self.story.lines)
        least = 0
        for place, appeal in self.appeals:
            check_type("appeal", appeal, Appeal)
            if type(place) is not int or not least <= place <= end:
                remedy = f"give whole numbers in their order, up to {end}, which is the end of the story"
                raise InputError(f"the place of an appeal is {place!r}; {remedy}")
            least = place
        lines = [Line(text) for text in self.story.lines]
        for place, appeal in reversed(self.appeals):
            lines[place:place] = [Line(text, appeal.kind) for text in appeal.lines]
        source, spans = self.form.write(lines, self.story.language)
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "parts", tuple(Part(span, *line) for span, line in spans))

    @property
    def is_html(self) -> bool:
        """The source is a page."""
        return isinstance(self.form, PageForm)

    @property
    def journalism(self) -> tuple[Part, ...]:
        """The parts that stay."""
        return tuple(part for part in self.parts if part.kind is None)

    @property
    def boilerplate(self) -> tuple[Part, ...]:
        """The parts that go."""
        return tuple(part for part in self.parts if part.kind is not None)

    def without(self) -> Sample:
        """The same without the appeals; a page keeps its menu and footer."""
        return replace(self, appeals=())

    def written(self, form: Form) -> Sample:
        """The same story and appeals in another form."""
        return replace(self, form=form)


def squeezed(texts: Sequence[str | None]) -> str:
    """The texts without their white space, which forms differ in."""
    return "".join("".join(text.split()) for text in texts if text)
