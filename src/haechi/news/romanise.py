"""How Chinese and Korean names look once a machine has written them in Latin letters.

Machines spell Chinese characters by pinyin, join surname and given name as they like, translate the words that mean
something (electronics, group) and keep the rest. Hangul follows the Revised Romanisation, surnames
their usual spellings; Japanese syllables follow Hepburn.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product

from haechi.news.sounds import syllables

# words that are translated where a name has them, in Chinese (simplified and traditional) and Japanese
_TRANSLATED = {
    "半导体": "Semiconductor",
    "半導體": "Semiconductor",
    "半導体": "Semiconductor",
    "电子": "Electronics",
    "電子": "Electronics",
    "化学": "Chemical",
    "科技": "Technology",
    "集团": "Group",
    "国际": "International",
    "國際": "International",
    "存储": "Storage",
    "存儲": "Storage",
    "东京": "Tokyo",
    "東京": "Tokyo",
    "日本": "Japan",
    "部": "Ministry",
    "电": "Electric",
    "電": "Electric",
    "大学": "University",
}
_PIECES = re.compile("|".join((*sorted(_TRANSLATED, key=len, reverse=True), r"[A-Za-z0-9]+", r"[一-鿿]+?")))
_AROUND = re.compile(f"({'|'.join(_TRANSLATED)})")
_BETWEEN = re.compile(r"[·・‧\s-]")
_CLIPPED = re.compile("(?<=s)i(?=[bcdfghjklmpqrstwxyz])", re.IGNORECASE)
_RUN = re.compile(r"[一-鿿]+")
_KANA = re.compile("|".join((*sorted(_TRANSLATED, key=len, reverse=True), r"[A-Za-z0-9]+", r"[\u3040-\u30ff]+", ".")))
_LEADS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
_TAILS = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
)
_SURNAMES = {
    "윤": ("Yoon", "Yun"),
    "이": ("Lee", "Yi"),
    "안": ("Ahn", "An"),
    "박": ("Park", "Bak"),
    "김": ("Kim", "Gim"),
    "정": ("Jung", "Jeong", "Chung"),
    "최": ("Choi",),
    "조": ("Cho", "Jo"),
}
_PERSON = 3  # characters of the usual Chinese or Korean name, of which the first is the surname


@cache
def spellings(name: str) -> tuple[str, ...]:
    """Latin spellings of a name in Chinese characters, Hangul or Japanese syllables; none for other scripts.

    Examples
    --------
    >>> spellings("尹锡悦"), spellings("SK海力士"), spellings("윤석열")[0]
    (('Yin Xiyue',), ('SK Hailishi', 'Skhailishi'), 'Yoon Seokyeol')
    >>> spellings("サムスン電子")
    ('Samusun Electronics', 'Samusun')
    """
    parts = [part for part in _BETWEEN.split(name) if part]
    if any("\u3040" <= letter <= "\u30ff" for letter in name):
        return tuple(dict.fromkeys(_japanese(parts)))
    if any("가" <= letter <= "힣" for letter in name):
        return tuple(dict.fromkeys(_korean(parts)))
    return tuple(dict.fromkeys(_chinese(parts))) if any(_RUN.search(part) for part in parts) else ()


def _chinese(parts: Sequence[str]) -> Iterator[str]:
    if len(parts) > 1:
        yield " ".join(pinyin(part) for part in parts)
        return
    (name,) = parts
    pieces = _PIECES.findall(name)
    words: list[str] = []
    run = ""
    for piece in [*pieces, ""]:
        if piece and piece not in _TRANSLATED and not piece.isascii():
            run += piece
            continue
        words += [pinyin(run)] if run else []
        words += [_TRANSLATED.get(piece, piece)] if piece else []
        run = ""
    is_plain = all(piece not in _TRANSLATED and not piece.isascii() for piece in pieces)
    if is_plain and len(name) == _PERSON:
        yield f"{pinyin(name[0])} {pinyin(name[1:])}"
    else:
        yield " ".join(words)
        yield " ".join(pinyin(piece) for piece in _AROUND.split(name) if piece)
    if not is_plain and not any(piece.isascii() or piece in _TRANSLATED for piece in pieces[:2]):
        yield words[0]


def pinyin(characters: str) -> str:
    """Chinese characters by sound, without tones."""
    return readings()[characters]


@cache
def readings() -> dict[str, str]:
    """Chinese characters in a row -> by sound: those that bundled names ask for, and others once they were asked for.

    Written by `tools/pinyin.py`.
    """
    text = (files("haechi.news") / "pinyin.csv").read_text(encoding="utf-8")
    return _Readings(csv.reader(text.splitlines(), strict=True))


class _Readings(dict[str, str]):
    def __missing__(self, characters: str) -> str:
        from pypinyin import lazy_pinyin  # its dictionary takes longer to load than all else that an article needs

        self[characters] = "".join(lazy_pinyin(characters)).replace("v", "u").capitalize()
        return self[characters]


def _japanese(parts: Sequence[str]) -> Iterator[str]:
    """Syllables by sound; of Chinese characters only those that are translated, for the others have many readings."""
    pieces = [piece for part in parts for piece in _KANA.findall(part)]
    if any(_RUN.fullmatch(piece) and piece not in _TRANSLATED for piece in pieces):
        return
    words = [_kana_words(piece) for piece in pieces]
    yield from (" ".join(spelt) for spelt in product(*words))
    if len(pieces) > 1 and pieces[-1] in _TRANSLATED:
        yield from (" ".join(spelt) for spelt in product(*words[:-1]))


def _kana_words(piece: str) -> tuple[str, ...]:
    if piece in _TRANSLATED or piece.isascii():
        return (_TRANSLATED.get(piece, piece),)
    return tuple(spelt.capitalize() for spelt in syllables(piece))


def clipped(spelling: str) -> str:
    """A spelling whose `si` before a consonant lost its vowel, as Asmai for Asimai."""
    return _CLIPPED.sub("", spelling)


def _korean(parts: Sequence[str]) -> Iterator[str]:
    if len(parts) == 1 and len(parts[0]) == _PERSON and parts[0][0] in _SURNAMES:
        yield from (f"{surname} {_hangul(parts[0][1:])}" for surname in _SURNAMES[parts[0][0]])
    yield " ".join(_hangul(part) for part in parts)


def _hangul(word: str) -> str:
    spelt = ""
    for letter in unicodedata.normalize("NFC", word):
        place = ord(letter) - ord("가")
        if not 0 <= place < 11172:  # syllables of the block
            spelt += letter
            continue
        lead, rest = divmod(place, 588)  # 21 vowels by 28 tails
        vowel, tail = divmod(rest, 28)
        spelt += _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]
    return spelt[:1].upper() + spelt[1:]


def pairs(economies: Sequence[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Spellings of two economies in one word, as Chinese writes them: Hanhe is Korea and the Netherlands.

    Parameters
    ----------
    economies : ISO 3166 alpha-3 and the Chinese name of each
    """
    for (first, name), (second, other) in product(economies, repeat=2):
        if first != second:
            yield pinyin(name[0] + other[0]), (first, second)
