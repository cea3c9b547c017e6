"""Telling a text's language from its commonest words, or its script where that is enough."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import regex

OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
"""What some pages call a language, and what it is called here."""

# The commonest function words of languages that share a script.
# From grammars and frequency lists in common knowledge; two dozen a language tell a paragraph.
_WORDS = {
    "en": "the of and to in is that for was with on said are from which have has not this were been their would",
    "de": "der die und den von mit das ist nicht auf für sich dem ein eine auch als wird bei nach sind wurde werden",
    "nl": "de het een van en dat niet zijn voor met aan ook naar wordt maar bij hebben werd deze nog zich uit",
    "sv": "och att det som en är av för på med den inte till har ett om var från också efter vid säger eller",
    "da": """og at det er af på til en den for med ikke der som har de blev også efter siger være mere fra kan
        sig mig noget hvad meget gennem nogle havde kun""",
    "no": """og det er på til en for med ikke som har av å den de ble også etter sier være mer fra kan skal
        seg meg noe hva mye gjennom ikkje eg ein frå vere dei hadde bare""",
    "fi": "ja on ei että se oli hän mutta myös kun ovat sen joka mukaan kuin sanoo vuonna jo ole tai olla",
    "fr": "le la les des et est une dans pour que qui sur par pas au plus avec sont ce été cette ses aux du",
    "es": "el los las del que en y una para con por su como más pero fue este está sus entre han sobre lo",
    "it": "il di che la per una sono con non del della alla anche più dei nel gli ha questo stato dal come",
    "pt": "o os as do da em que uma para com não por dos das foi mais ao são como na pelo também ser um",
    "ro": "și de la în cu din pe care nu că este un o pentru mai fost sunt au ar fi după lui prin sau",
    "pl": "w i na z się nie że do jest o jak za po od przez są był dla tym oraz jego która który ma",
    "cs": "a v se na je že s z do o k i za by jsou ve podle pro jako po který která byl uvedl však",
    "hu": "a az és hogy nem is egy volt meg ez csak szerint már még el vagy de ki aki amely mint után lesz",
    "tr": "ve bir bu için ile da de olarak olan daha çok en gibi sonra kadar ise olduğu dedi göre ama yeni",
    "id": "yang dan di dengan untuk ini itu dari pada tidak dalam akan juga ke oleh tersebut kata telah ada bisa",
    "vi": "và của là các có được cho trong không với những một người đã này khi để từ ông tại cũng đến",
    "ru": "и в на не что с по из о как за это он к был для его от также до года так но сообщил",
    "uk": "і в на не що з у до та за про це як від для він був його також року щоб є але повідомив",
    "ar": "في من على أن إلى التي الذي عن مع هذا هذه كان قال بعد ما لا بين كما أو إن",
    "fa": "و در به از که این را با است برای آن یک بود شد کرد می تا هم های گفت",
}
# Letters that of these languages one alone writes, for those whose words bend too much for a list.
_LETTERS = {"tr": "ğı", "hu": "őű", "pl": "łśźż", "cs": "ěřů", "ro": "țș", "uk": "їєґ"}
_LETTER_WORTH = 0.25


def _owners() -> dict[str, tuple[str, ...]]:
    """The languages that each word is of, by name."""
    owners: dict[str, tuple[str, ...]] = {}
    for language in sorted(_WORDS):
        for word in dict.fromkeys(_WORDS[language].split()):
            owners[word] = (*owners.get(word, ()), language)
    return owners


_OF_WORD = _owners()
_SCRIPTS = (
    ("ja", r"[\p{Hiragana}\p{Katakana}]"),
    ("ko", r"\p{Hangul}"),
    ("zh", r"\p{Han}"),
    ("he", r"\p{Hebrew}"),
    ("el", r"\p{Greek}"),
    ("hi", r"\p{Devanagari}"),
)
_SCRIPTED = re.compile("[\u0370-\u03ff\u0590-\u05ff\u0900-\u097f\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")
"""A letter of one of the scripts: most texts that are not ASCII have a typographic quotation mark and no more."""
_WORD = r"[\p{L}\p{M}]+"
_SAMPLE = 800
"""Code points looked at: some 130 words, half from each end; a pull quote in another language changes nothing."""


def tell_language(folded: str) -> str | None:
    """The language of a folded text, ISO 639-1, or None where too little of it is known.

    >>> tell_language("the head of mi6 has urged russians to spy for the uk")
    'en'
    """
    sample = folded if len(folded) <= _SAMPLE else folded[: _SAMPLE // 2] + folded[-_SAMPLE // 2 :]
    if _SCRIPTED.search(sample):
        script = _by_script(sample)
        if script:
            return script
    words = sample.split() if sample.isascii() else _compiled(_WORD).findall(sample)
    votes: dict[str, float] = {}
    for owners, count in Counter(map(_OF_WORD.get, words)).items():
        for language in owners or ():
            votes[language] = votes.get(language, 0) + count / len(owners or ())
    if not sample.isascii():
        for language, letters in _LETTERS.items():
            count = sum(map(sample.count, letters))
            if count:
                votes[language] = votes.get(language, 0) + _LETTER_WORTH * count
    if not votes:
        return None
    language, score = max(votes.items(), key=lambda item: (item[1], item[0]))
    return language if score >= 2 and score * 25 >= len(words) else None


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    for language, pattern in _SCRIPTS:
        # Japanese mixes its kana with Chinese letters; a twelfth of kana is plenty.
        least = 0.08 if language == "ja" else 0.3
        if len(_compiled(pattern).findall(sample)) > least * letters:
            return language
    return None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """A pattern of Unicode properties. These take milliseconds to compile, and most texts need one or none."""
    return regex.compile(pattern)
