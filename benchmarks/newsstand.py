"""A made corpus of publishers: articles whose journalism is known, with lines that only their publisher repeats.

The journalism is that of the written articles in `fixtures/appeals/written`, its sentences dealt out anew: no publisher
prints a sentence twice but where a trap wants it. The traps are what repeats and is journalism all the same: stories that
are printed again, agency copy that several publishers have, stock lines that are true, background that every
follow-up brings, helplines, introductions of a series.

The same seed gives the same corpus.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from cleaner.learning.wording import normal

WRITTEN = Path(__file__).parent.parent / "fixtures" / "appeals" / "written"
_FILES = {"en": ("en", "a", "b"), "de": ("de",), "fr": ("fr",)}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[.!?][\"”»“])\s+")
_CHOICE = re.compile(r"\[([^\]]*)\]")
_START = date(2025, 9, 1)

# In brackets what changes from day to day. `>` before a line: it stands in the middle of articles too.
_LINES = {
    "en": """
        The {paper} is printed in {town} and carried from door to door by [forty|thirty-nine|forty-one] neighbours.
        Since 1987 the {paper} has belonged to a cooperative of the people who read it.
        This page was laid out by the {town} desk; [{person}] was on duty.
        >Members of the {paper} get the Thursday edition a day early, with the crossword on the back.
        Weather on the {river}: [mild|cold|bright|wet], [{n}] degrees.
        From the {paper} archive: what we wrote [{n}] years ago this week.
        >Our letters page closes at noon on Wednesdays, and we print what fits.
        The paper copy of the {paper} is at {shop} and at the station kiosk.
        {paper} Media Ltd, [{n}] Mill Lane, {town}, a company registered in England.
        >Ring the {paper} newsroom on 01632 9601[{nn}] between nine and five.
        Tomorrow in the {paper}: [the garden prize|a walk along the river|the school results|who owns the market hall].
        The [Friday|Saturday|Sunday] crossword of the {paper} is set by {person}.
        >Every week the {paper} puts its best photographs into one e-mail, and [{nnn}] people open it.
        Tide times for {town} are on the back page of the {paper}, next to the chess column.
        A year of the {paper} costs less than [two coffees|a cinema ticket|one haircut] a month.
        The {paper} keeps to the code of the press council and says so when it does not.
        You have read one of [three|four|five] free {paper} pages this month.
        >Our podcast The {river} Hour comes out on Mondays, with [{person}] at the table.
        Subscribers of the {paper} meet the newsroom at {shop} on the first Tuesday of the month.
        Photographs in the {paper} may be bought at the front desk in {town}, framed or not.
        The {paper} app has this page in large print and reads it aloud to you.
        Next week we look at [roads|schools|rents|the harbour]: more from the {town} desk.
        Listings for [{month}] can be handed in at the {paper} counter until the tenth.
        Edited by [{person}] at the {paper}, typeset in {town}.
        >Tell a friend about the {paper}: for each new reader we plant a tree by the {river}.
        The {paper} quiz of the week has [{n}] questions about the {river} valley; the answers are on page nine.
        Advertise in the {paper} from £[{nn}] a week, colour at no extra charge.
        The {paper} has been set in its own typeface since the spring, cut by a former apprentice.
    """,
    "de": """
        Die {paper} wird in {town} gedruckt und von [vierzig|achtunddreißig|einundvierzig] Nachbarn ausgetragen.
        Die {paper} gehört seit 1987 einer Genossenschaft ihrer Leserinnen und Leser.
        Diese Seite entstand in der Redaktion {town}; Dienst hatte [{person}].
        Das Wetter an der {river}: [mild|kalt|heiter|nass], [{n}] Grad.
        >Unsere Leserbriefseite schließt mittwochs um zwölf, und wir drucken, was passt.
        Die gedruckte {paper} liegt bei {shop} und am Bahnhofskiosk aus.
        Morgen in der {paper}: [der Gartenpreis|ein Gang am Fluss|die Schulnoten|wem die Markthalle gehört].
        Das Kreuzworträtsel der {paper} stellt [freitags|samstags|sonntags] {person}.
        >Jede Woche schickt die {paper} ihre besten Bilder in einer E-Mail an [{nnn}] Haushalte.
        Ein Jahr {paper} kostet weniger als [zwei Kaffee|eine Kinokarte|ein Haarschnitt] im Monat.
        Die {paper} hält sich an den Pressekodex und sagt es, wenn nicht.
        >Unser Podcast „Die Stunde an der {river}“ kommt montags, am Tisch sitzt [{person}].
        Termine für [{month}] nimmt der Schalter der {paper} bis zum Zehnten entgegen.
        Bilder aus der {paper} gibt es am Empfang in {town} zu kaufen, mit und ohne Rahmen.
    """,
    "fr": """
        {paper} est imprimé à {town} et porté de porte en porte par [quarante|trente-neuf|quarante et un] voisins.
        {paper} appartient depuis 1987 à une coopérative de ses lectrices et lecteurs.
        Cette page a été montée par la rédaction de {town} ; [{person}] était de service.
        La météo sur la {river} : [doux|froid|clair|humide], [{n}] degrés.
        >Notre courrier des lecteurs ferme le mercredi à midi, et nous imprimons ce qui tient.
        {paper} sur papier se trouve chez {shop} et au kiosque de la gare.
        Demain dans {paper} : [le prix des jardins|une marche au bord de l'eau|les notes des écoles|à qui est la halle].
        Les mots croisés de {paper} sont composés le [vendredi|samedi|dimanche] par {person}.
        >Chaque semaine {paper} envoie ses plus belles photos dans un courriel à [{nnn}] foyers.
        Un an de {paper} coûte moins que [deux cafés|une place de cinéma|une coupe de cheveux] par mois.
        {paper} respecte la charte des journalistes et le dit quand ce n'est pas le cas.
        >Notre balado L'heure de la {river} paraît le lundi, avec [{person}] à la table.
        L'agenda de [{month}] se remet au guichet de {paper} jusqu'au dix du mois.
        Les photos de {paper} s'achètent à l'accueil de {town}, avec ou sans cadre.
    """,
}
_STOCK = {
    "en": """
        The investigation continues.
        The investigation is continuing, police said.
        The cause of the fire is under investigation.
        No arrests have been made so far, officers said.
        The trial is expected to last three weeks.
        Nobody was hurt, the fire service said.
        The council has been approached for comment.
        A decision is expected before the end of the month.
        The hearing was adjourned until next week.
        The inquest into her death continues.
        All three men deny the charges against them.
        The road was closed for several hours.
    """,
    "de": """
        Die Ermittlungen dauern an.
        Die Ermittlungen zur Brandursache dauern an, teilte die Polizei mit.
        Verletzt wurde niemand, sagte ein Sprecher der Feuerwehr.
        Der Prozess wird in der kommenden Woche fortgesetzt.
        Eine Entscheidung wird bis Ende des Monats erwartet.
        Die Straße war mehrere Stunden gesperrt.
    """,
    "fr": """
        L'enquête se poursuit.
        L'enquête sur les causes de l'incendie se poursuit, selon la police.
        Personne n'a été blessé, ont indiqué les pompiers.
        Le procès doit reprendre la semaine prochaine.
        Une décision est attendue avant la fin du mois.
        La route a été fermée pendant plusieurs heures.
    """,
}
_HELP = {
    "en": """
        If you have been affected by anything in this story, call Samaritans free on 116 123 at any hour.
        Anyone with information is asked to call police on 101 or Crimestoppers on 0800 555 111.
    """,
    "de": "Wenn Sie selbst an Suizid denken, erreichen Sie die Telefonseelsorge kostenlos unter 0800 111 0 111.",
    "fr": "Si vous avez des pensées suicidaires, appelez le 3114, numéro national de prévention du suicide, à toute heure.",
}
_SERIES = {
    "en": "This is one of a series on {a} and {b}, and on what became of the people who had counted on them.",
    "de": "Dieser Text gehört zu einer Serie über {a} und {b} und darüber, was aus den Menschen dort wurde.",
    "fr": "Ce texte fait partie d'une série sur {a} et {b}, et sur ce que sont devenus les gens de là-bas.",
}
_AGAIN = {
    "en": ("{a} and {b}: {tail}", "On {day} the matter of {a} and {b} came up again, and {a} was named in every speech."),
    "de": ("{a} und {b}: {tail}", "Am {day} ging es wieder um {a} und {b}, und {a} fiel in jeder Rede."),
    "fr": ("{a} et {b} : {tail}", "Le {day}, il a de nouveau été question de {a} et de {b}, et {a} revenait dans chaque discours."),
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag",
    "fr": "lundi mardi mercredi jeudi vendredi",
}
_MONTHS = {
    "en": "January February March April May June July",
    "de": "Januar Februar März April Mai Juni Juli",
    "fr": "janvier février mars avril mai juin juillet",
}
_PAPERS = {
    "en": ("{town} Post", "{river} Mercury", "{town} Echo"),
    "de": ("{town}er Post", "{river}-Zeitung"),
    "fr": ("La Voix de {town}", "L'Écho de {town}"),
}
_FIRST = "Ada Bruno Clara Dario Edda Felix Greta Hanno Irma Jonas Karla Leo Mina Nils Olga Piet Rosa Sven Thea Ugo".split()
_LAST = "Abendroth Brink Caspar Delmont Ekström Farrow Gentile Hollis Imhof Jarrett Kestrel Lomax Marchetti Noakes Orlow".split()
_ONSETS, _ENDS = "Harn Wel Dor Bram Kest Lyn Mor Tarn Vel Ost Hag Rud".split(), "ford wick burgh mouth stead haven feld ton".split()


@dataclass(slots=True)
class Printed:
    """An article as it was printed."""

    url: str
    title: str
    day: date
    language: str
    journalism: list[str]
    lines: list[tuple[int, str]] = field(default_factory=list)
    """The publisher's own, each with the number of paragraphs of journalism that it stands behind."""

    @property
    def blocks(self) -> list[tuple[str, bool]]:
        """The paragraphs in their order, each with whether it is the publisher's own."""
        placed: list[tuple[str, bool]] = []
        for number in range(len(self.journalism) + 1):
            placed += [(text, True) for place, text in self.lines if place == number]
            placed += [(text, False) for text in self.journalism[number : number + 1]]
        return placed

    def to_record(self) -> dict[str, str]:
        """What a crawl would have of it."""
        text = "\n\n".join([self.title, *(text for text, _ in self.blocks)])
        return {"id": self.url, "url": self.url, "date": self.day.isoformat(), "text": text}


def corpus(publishers: int = 50, articles: int = 60, seed: int = 1) -> Iterator[Printed]:
    """The articles of all publishers, one publisher after the other: two thirds English, the rest German and French."""
    for number in range(publishers):
        language = ("en", "en", "de", "en", "en", "fr")[number % 6]
        yield from _Publisher(language, number, articles, seed).articles()


class _Publisher:
    def __init__(self, language: str, number: int, count: int, seed: int) -> None:
        self.language, self.count = language, count
        self.dice = random.Random(f"{seed}/{number}")
        self.wire = random.Random(f"{seed}/wire/{language}")
        dice = self.dice
        town, river = (dice.choice(_ONSETS) + dice.choice(_ENDS) for _ in range(2))
        paper = dice.choice(_PAPERS[language]).format(town=town, river=river)
        self.host = f"www.{normal(paper).replace(' ', '')}-{number}.example"
        self.names = {"paper": paper, "town": town, "river": river, "shop": f"{dice.choice(_LAST)} & Co"}
        self.editor = self.person()
        stories = list(_stories(language))
        dice.shuffle(stories)
        # Agency copy is kept apart: it comes to all publishers of a language alike.
        self.sentences = [sentence for story in stories if story not in _wire(language) for sentence in story]
        self.at = 0

    def person(self) -> str:
        return f"{self.dice.choice(_FIRST)} {self.dice.choice(_LAST)}"

    def articles(self) -> list[Printed]:
        printed: list[Printed] = []
        printed += self._series(min(5, self.count // 10))
        for _ in range(max(1, self.count // 20)):
            printed += self._follow_ups(4)
        printed += self._printed_again(4)
        printed += [self._wire_copy(story) for story in _wire(self.language)[: self.count // 12]]
        while len(printed) < self.count:
            printed.append(self._story(self._title(), self._paragraphs(self.dice.randint(5, 8))))
        self.dice.shuffle(printed)
        printed = printed[: self.count]
        for number, one in enumerate(printed):
            one.url = f"https://{self.host}/{number:03}-{'-'.join(re.findall('[a-z]+', one.title.lower())[:5])}"
            one.day = _START + timedelta(days=3 * number + self.dice.randint(0, 2))
        self._add_stock(printed)
        self._add_lines(printed)
        return printed

    def _story(self, title: str, paragraphs: list[str]) -> Printed:
        return Printed("", title, _START, self.language, paragraphs)

    def _take(self, count: int) -> list[str]:
        """Sentences that this publisher has not printed yet; when all are, they come again the other way round."""
        taken = []
        for _ in range(count):
            lap, place = divmod(self.at, len(self.sentences))
            sentence = self.sentences[place]
            taken.append(sentence if not lap else f"{self.person()}: {' '.join(reversed(sentence.split(', ')))}")
            self.at += 1
        return taken

    def _paragraphs(self, count: int) -> list[str]:
        return [" ".join(self._take(self.dice.choice((1, 1, 2) if self.language == "en" else (1,)))) for _ in range(count)]

    def _title(self) -> str:
        return " ".join(self._take(1)[0].split()[:9]).rstrip(".,;:!?")

    def _series(self, count: int) -> list[Printed]:
        a, b = self._pair()
        opening = _SERIES[self.language].format(a=a, b=b)
        return [self._again(a, b, [opening], []) for _ in range(count)]

    def _follow_ups(self, count: int) -> list[Printed]:
        a, b = self._pair()
        background = [" ".join(self._take(2)) for _ in range(2)]
        background = [f"{text[:-1]}, {a}, {b}." for text in background]
        return [self._again(a, b, [], background) for _ in range(count)]

    def _again(self, a: str, b: str, before: list[str], after: list[str]) -> Printed:
        title, sentence = _AGAIN[self.language]
        told = sentence.format(a=a, b=b, day=self.dice.choice(_DAYS[self.language].split()))
        paragraphs = self._paragraphs(self.dice.randint(3, 5))
        paragraphs[0] = f"{told} {paragraphs[0]}"
        paragraphs[-1] = f"{paragraphs[-1]} ({a}, {b})"
        return self._story(title.format(a=a, b=b, tail=self._title()), [*before, *paragraphs, *after])

    def _pair(self) -> tuple[str, str]:
        """Two names that are in the news: those of persons and places that are made up here."""
        person = self.dice.choice(_LAST) + self.dice.choice(("son", "sen", "owski"))
        return person, self.dice.choice(_ENDS).title() + self.dice.choice(("ham", "by"))

    def _printed_again(self, count: int) -> list[Printed]:
        first = self._story(self._title(), self._paragraphs(7))
        again = [first]
        for _ in range(count - 1):
            paragraphs = list(first.journalism)
            paragraphs[self.dice.randrange(len(paragraphs))] = self._paragraphs(1)[0]
            again.append(self._story(self._title(), paragraphs))
        return again

    def _wire_copy(self, story: Sequence[str]) -> Printed:
        return self._story(" ".join(story[0].split()[:8]), list(story[:7]))

    def _add_stock(self, printed: Sequence[Printed]) -> None:
        """True lines of few words, and helplines, behind some articles each."""
        few = max(3, self.count // 20)
        for line in self.dice.sample(_lines(_STOCK[self.language]), 3):
            for one in self.dice.sample(printed, self.dice.randint(3, few + 1)):
                one.journalism.append(line)
        for line in _lines(_HELP[self.language]):
            for one in self.dice.sample(printed, few):
                one.journalism.append(line)

    def _add_lines(self, printed: Sequence[Printed]) -> None:
        """Eight lines of the publisher's own, behind a tenth to all of the articles."""
        for template in self.dice.sample(_lines(_LINES[self.language]), 8):
            share = self.dice.choice((0.12, 0.25, 0.5, 0.8, 1.0))
            place = self.dice.choice(("start", "end", "end", "middle") if template.startswith(">") else ("start", "end", "end"))
            for one in self.dice.sample(printed, max(4, round(share * len(printed)))):
                count = len(one.journalism)
                at = {"start": min(1, count), "end": count, "middle": count // 2}[place]
                one.lines.append((at, self._worded(template.lstrip(">"))))

    def _worded(self, template: str) -> str:
        """The line as it reads on one day."""
        dice = self.dice
        names = {
            **self.names,
            "n": str(dice.randint(2, 29)),
            "nn": str(dice.randint(10, 99)),
            "nnn": f"{dice.randint(2, 90)},{dice.randint(100, 999)}",
            "month": dice.choice(_MONTHS[self.language].split()),
        }
        today = _CHOICE.sub(lambda found: dice.choice(found[1].split("|")).replace("{person}", self.person()), template)
        return today.format(person=self.editor, **names)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@cache
def _stories(language: str) -> tuple[tuple[str, ...], ...]:
    """The sentences of each written article that has some."""
    stories: list[list[str]] = []
    for name in _FILES[language]:
        for file in sorted(WRITTEN.glob(f"{name}_[0-9]*.txt")):
            for line in file.read_text(encoding="utf-8").splitlines():
                if line.startswith("H: "):
                    stories.append([])
                elif line.startswith("B: ") and stories:
                    sentences = _SENTENCE.split(line[3:].strip())
                    stories[-1] += [sentence for sentence in sentences if len(sentence.split()) >= 8 and "{{" not in sentence]
    return tuple(dict.fromkeys(tuple(story) for story in stories if len(story) >= 5))


@cache
def _wire(language: str) -> tuple[tuple[str, ...], ...]:
    """The stories of a language that are agency copy."""
    return _stories(language)[:: max(2, len(_stories(language)) // 6)][:5]
