"""Texts of briefs in message catalogues: English is the key, other languages stand in locale/*.po."""

import datetime as dt
import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from haechi.errors import UnknownName
from haechi.sentence import Said

_LOCALE = Path(str(files("haechi.brief"))) / "locale"
SLOT = re.compile(r"\{(\w+)(?::[^}]*)?\}")  # of a value in a message
_TYPED = ("known",)  # values that a reader is to type as they are
_WITH_COMMAS = frozenset({"nl"})  # languages that write 1.234,5
_COMMAS = str.maketrans(",.", ".,")


class Messages:
    """Sentences in one language; what a catalogue lacks is looked up in that of briefs, and stays English after that.

    Raises
    ------
    UnknownName
        If there is no catalogue for the language.
    """

    def __init__(self, language: str, *, folder: Path = _LOCALE) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        self.templates: tuple[str, ...] = ()  # messages with values in them, those with most text of their own first
        self._held: frozenset[str] = frozenset()
        if language != "en":
            self._catalogue, self._held, self.templates = _read(folder, language)

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language with its values filled in."""
        if self.language in _WITH_COMMAS:
            values = {name: _numeral(value) for name, value in values.items()}
        return self._catalogue.gettext(message).format(**values)

    def known(self, text: str) -> str:
        """A text of the bundled tables or of a scenario in this language; as it is where the catalogue lacks it."""
        return self._catalogue.gettext(text) if text else text

    def put(self, sentence: object, name: Callable[[str], str] = str) -> str:
        """A sentence that was said before its language was known; anything else as it is.

        `name` puts what is a plain text among the values into the language: the name of an item or an economy.
        """
        if isinstance(sentence, Said):
            values = {key: self._value(value, str if key in _TYPED else name) for key, value in sentence.values.items()}
            return self(sentence.message, **values)
        if isinstance(sentence, tuple):
            return "; ".join(self.put(part, name) for part in sentence)
        return str(sentence)

    def speaks(self, message: str) -> bool:
        """Whether the message has a text in this language."""
        return self.language == "en" or message in self._held

    def number(self, text: str) -> str:
        """A number that was written in English, as this language writes it."""
        return text.translate(_COMMAS) if self.language in _WITH_COMMAS else text

    def date(self, day: dt.date) -> str:
        """A day in words; in English as it is written in payloads."""
        return day.isoformat() if self.language == "en" else format_date(day, "long", locale=self.language)

    def _value(self, value: object, name: Callable[[str], str]) -> object:
        """A value of a sentence: numbers stay numbers, so that the message can say how to write them."""
        if isinstance(value, (Said, tuple)):
            return self.put(value, name)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return self.date(value)
        return name(str(value)) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A number that is written with a comma before its decimals."""

    value: float

    def __format__(self, form: str) -> str:
        return format(self.value, form).translate(_COMMAS)


def _numeral(value: object) -> object:
    """A number as one that is written with a comma; anything else as it is."""
    return _Numeral(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


@cache
def _read(folder: Path, language: str) -> tuple[gettext.NullTranslations, frozenset[str], tuple[str, ...]]:
    """The texts of a folder's catalogue before those of briefs, their messages, and those with values in them."""
    entry = folder / f"{language}.po"
    if not entry.is_file():
        raise UnknownName(f"there is no catalogue of messages for {language!r}; write the brief in 'en'")
    read = read_po(BytesIO(entry.read_bytes()), locale=language)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    texts = gettext.GNUTranslations(compiled)
    held = {str(message.id) for message in read if message.id and message.string}
    if folder != _LOCALE:
        others, more, _ = _read(_LOCALE, language)
        texts.add_fallback(others)
        held |= more
    templates = sorted((text for text in held if "{" in text), key=lambda text: (-_own(text), text))
    return texts, frozenset(held), tuple(templates)


def _own(message: str) -> int:
    """How many characters of a message are not of its values."""
    return len(SLOT.sub("", message))


def within(name: str) -> str:
    """A name inside a sentence; what begins with an abbreviation stays as it is.

    Examples
    --------
    >>> within("Hydrogen fluoride"), within("EUV photoresist")
    ('hydrogen fluoride', 'EUV photoresist')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
