"""How a name sounds once it went through Japanese or Korean, which end every syllable with a vowel of their own.

Japanese syllables are spelt after Hepburn. All spellings of one name, with or without the vowels that were put in,
have one sound: Kiokushia, Kiokusia and Kioxia.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_SYLLABLES = {"SI": "shi", "TI": "chi", "TU": "tsu", "HU": "fu", "ZI": "ji", "DI": "ji", "DU": "zu"}
_DOUBLED, _LONG, _SMALL = "*", ":", "_"
_MARKS = {"SMALL TU": _DOUBLED, "MARK": _LONG}
_JOINED = (  # a small vowel takes the place of the one before it
    (re.compile(r"(?<=sh|ch)i_y?|(?<=j)i_y?"), ""),
    (re.compile(r"i_(?=y)"), ""),
    (re.compile(r"(?<![a-z])u_(?=[aeio])"), "w"),
    (re.compile(r"[aeiou]_|_"), ""),
    (re.compile(r"\*(?=ch)"), "t"),
    (re.compile(r"\*([a-z])"), r"\1\1"),
    (re.compile(r"\*"), ""),
)
_SAME = (  # letters that Japanese and Korean do not tell apart, and those that have one sound in English
    (re.compile("igh"), "ai"),
    (re.compile("eo(?=[nk])"), "u"),  # Korean names: Myeong is Myung, Seok is Suk
    (re.compile("x"), "ks"),
    (re.compile("ck|q|ch?(?![aehiouy])|c(?=[aou])"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("sh"), "s"),
    (re.compile("ch|ts"), "t"),
    (re.compile("ph|f"), "p"),
    (re.compile("j"), "z"),
    (re.compile("l"), "r"),
    (re.compile("v"), "b"),
    (re.compile("y"), "i"),
    (re.compile("(?<=o)u"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[a-z][bdgkmprstz])e?u(?![aeiou])"), ""),  # vowels put in after a consonant
    (re.compile(r"(?<=[a-z][dt])o(?![aeiouy])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def syllables(kana: str) -> Iterator[str]:
    """Hepburn spellings of Japanese syllables: without long vowels, then with them.

    Examples
    --------
    >>> list(syllables("キオクシア")), list(syllables("レーザーテック"))
    (['kiokushia'], ['rezatekku', 'reezaatekku'])
    """
    spelt = "".join(map(_letter, kana))
    for pattern, put in _JOINED:
        spelt = pattern.sub(put, spelt)
    yield spelt.replace(_LONG, "")
    if _LONG in spelt:
        yield re.sub(f"(.){_LONG}", r"\1\1", spelt)


def _letter(kana: str) -> str:
    name = re.sub(r"^.*(?:LETTER |SOUND )", "", unicodedata.name(kana, ""))
    if name.startswith("SMALL ") and name not in _MARKS:
        return _SMALL + name.removeprefix("SMALL ").lower()
    return _MARKS.get(name) or _SYLLABLES.get(name) or name.lower()


@lru_cache(maxsize=4096)
def sound(folded: str) -> str:
    """What all spellings of a name share that Japanese or Korean may have left, of letters in lower case.

    Examples
    --------
    >>> sound("kiokusia") == sound("kiokushia") == sound("kioxia")
    True
    >>> sound("skhainikseu") == sound("skhighnix")
    True
    """
    return _heard(folded)


def sounds(folded: Sequence[str]) -> list[str]:
    """The `sound` of each of many, worked out in one go."""
    return _heard("\n".join(folded)).split("\n") if folded else []


def _heard(lines: str) -> str:
    """Sounds of lines; no pattern reaches beyond its own."""
    for pattern, put in _SAME:
        lines = pattern.sub(put, lines)
    return lines
