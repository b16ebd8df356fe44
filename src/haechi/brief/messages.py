"""Texts of briefs in message catalogues: English is the key, other languages stand in locale/*.po."""

import gettext
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from haechi.errors import UnknownName

_LOCALE = files("haechi.brief") / "locale"


class Messages:
    """Sentences in one language; what the catalogue lacks stays English.

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
        entry = folder / f"{language}.po"
        if not entry.is_file():
            raise UnknownName(f"there is no catalogue of messages for {language!r}; write the brief in 'en'")
        compiled = BytesIO()
        write_mo(compiled, read_po(BytesIO(entry.read_bytes()), locale=language))
        compiled.seek(0)
        self._catalogue = gettext.GNUTranslations(compiled)

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language with its values filled in."""
        return self._catalogue.gettext(message).format(**values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The message for a number of things; `{n}` is the number."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)
