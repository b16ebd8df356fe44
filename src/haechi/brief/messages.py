"""Texts of briefs in message catalogues: English is the key, other languages stand in locale/*.po."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from haechi.errors import UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence before it is in a language: a message of the catalogue and its values.

    A value that is a `Said` itself is put into the language too, a tuple of them joined with semicolons.
    """

    message: str
    values: Mapping[str, object]


def said(message: str, /, **values: object) -> Said:
    """A sentence to be put into a language later."""
    return Said(message=message, values=values)


_LOCALE = files("haechi.brief") / "locale"


class Messages:
    """Sentences in one language; what a catalogue lacks is looked up in that of briefs, and stays English after that.

    Raises
    ------
    UnknownName
        If there is no catalogue for the language.
    """

    def __init__(self, language: str, *, folder: Traversable = _LOCALE) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if language == "en":
            return
        self._catalogue = _compiled(folder, language)
        if folder != _LOCALE:
            self._catalogue.add_fallback(_compiled(_LOCALE, language))

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language with its values filled in."""
        return self._catalogue.gettext(message).format(**values)

    def known(self, text: str) -> str:
        """A text of the bundled tables or of a scenario in this language; as it is where the catalogue lacks it."""
        return self._catalogue.gettext(text) if text else text

    def put(self, sentence: object) -> str:
        """A sentence that was said before its language was known; anything else as it is."""
        if isinstance(sentence, Said):
            return self(sentence.message, **{name: self._value(value) for name, value in sentence.values.items()})
        if isinstance(sentence, tuple):
            return "; ".join(self.put(part) for part in sentence)
        return str(sentence)

    def _value(self, value: object) -> object:
        """A value of a sentence: numbers stay numbers, so that the message can say how to write them."""
        return self.put(value) if isinstance(value, (Said, tuple)) else value


def _compiled(folder: Traversable, language: str) -> gettext.GNUTranslations:
    entry = folder / f"{language}.po"
    if not entry.is_file():
        raise UnknownName(f"there is no catalogue of messages for {language!r}; write the brief in 'en'")
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(entry.read_bytes()), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def within(name: str) -> str:
    """A name inside a sentence; what begins with an abbreviation stays as it is.

    Examples
    --------
    >>> within("Hydrogen fluoride"), within("EUV photoresist")
    ('hydrogen fluoride', 'EUV photoresist')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
