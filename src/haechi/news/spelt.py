"""Under which spellings the bearer of a name may stand in a text, and what of a spelling is compared."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from haechi.model.alias import Alias, Bearer
from haechi.news.meanings import translations
from haechi.news.romanise import clipped, spellings

COUNTRIES = (Bearer.ECONOMY, Bearer.SEAT)
PEOPLE = (Bearer.PERSON, Bearer.HEAD)
PEOPLE_OF = {"KOR", "CHN", "TWN"}  # who put the surname first
SHORTEST = 5  # letters below which a spelling made by machine says nothing
BY_SOUND = "spelling by sound"
BY_MEANING = "translation by meaning"


@lru_cache(maxsize=1)
def spelt(aliases: tuple[Alias, ...]) -> Mapping[str, tuple[Alias, str, float]]:
    """Folded spelling -> who, by which rule, how sure; spellings of people go before those of machines.

    They take seconds to make, and are the same while a process runs.
    """
    found: dict[str, tuple[Alias, str, float]] = {}
    for alias in aliases:
        for text in (alias.name, *alias.also, *alias.zh, *alias.ko, *alias.ja):
            found.setdefault(folded(text), (alias, "name", 1.0))
    for make, rule, score in (
        (made, "spelling by machine", 0.9),
        (by_kana, BY_SOUND, 0.9),
        (by_meaning, BY_MEANING, 0.85),
    ):
        for text, bearer in ((folded(text), alias) for alias in aliases for text in make(alias)):
            if len(text) >= SHORTEST:
                found.setdefault(text, (bearer, rule, score))
    return found


def made(alias: Alias) -> Iterator[str]:
    """Spellings that translation makes of the names in other scripts."""
    for name in (*alias.zh, *alias.ko, *(text for text in alias.ja if not is_kana(text))):
        for text in spellings(name) if len(name) > 1 else ():
            yield from (text, clipped(text))
            if alias.kind is Bearer.PERSON and alias.economy in PEOPLE_OF:
                surname, _, given = text.partition(" ")
                yield f"{given} {surname}"


def by_meaning(alias: Alias) -> Iterator[str]:
    """Translations of each character; of firms alone, for other names are translated as they should be."""
    if alias.kind is Bearer.FIRM:
        yield from (text for name in (*alias.zh, *alias.ja) for text in translations(name))


def by_kana(alias: Alias) -> Iterator[str]:
    """Spellings of Japanese syllables; what a country is called in English every machine knows."""
    if alias.kind not in COUNTRIES:
        yield from (text for name in alias.ja if is_kana(name) for text in spellings(name))


def by_ear(alias: Alias) -> Iterator[str]:
    """Spellings that may be told by their sound: no surname alone, and none of a country."""
    if alias.kind not in COUNTRIES:
        by_korean = (text for name in alias.ko for text in spellings(name))
        for text in (alias.name, *alias.also, *by_korean, *by_kana(alias)):
            if alias.kind not in PEOPLE or " " in text:
                yield text


def folded(text: str) -> str:
    """Letters and digits only, without case and accents."""
    plain = text.casefold().removeprefix("the ")
    bare = (plain if plain.isascii() else unicodedata.normalize("NFKD", plain)).replace(" ", "")
    return bare if bare.isalnum() else "".join(filter(str.isalnum, bare))


def skeleton(name: str) -> str:
    """What is left of a name after it went through Chinese or Korean: r is l, double letters are one, -er is -e.

    Examples
    --------
    >>> skeleton("Lutter") == skeleton("Rutte") == skeleton("Lute")
    True
    """
    bare = folded(name).replace("r", "l").replace("v", "w").replace("th", "t")
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return re.sub(r"el$", "e", bare)


def is_latin(text: str) -> bool:
    """Whether all letters are Latin."""
    return text.isascii() or all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())


def is_kana(text: str) -> bool:
    """Whether Japanese syllables stand in a text."""
    return any("\u3040" <= letter <= "\u30ff" for letter in text)
