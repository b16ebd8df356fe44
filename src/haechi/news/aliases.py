"""Who a text speaks of: names as they should be, and as machine translation by way of Chinese and Korean leaves them.

Every name is looked up as written, then by spellings that translation makes of it, then by likeness. Likeness
counts only for capitalised words in Latin letters that are long enough, and a surname alone only after a title.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from rapidfuzz import fuzz, process

from haechi.model.alias import Alias, Bearer
from haechi.model.news import Passage
from haechi.news.romanise import pairs, spellings
from haechi.news.sounds import sound, sounds
from haechi.news.spelt import (
    BY_MEANING,
    BY_SOUND,
    COUNTRIES,
    PEOPLE,
    PEOPLE_OF,
    SHORTEST,
    by_ear,
    by_kana,
    folded,
    is_latin,
    made,
    skeleton,
    spelt,
)

_WORD = re.compile(r"[A-Za-zÀ-ÿĀ-ſ0-9]+(?:['’][A-Za-z]+)?(?:\.(?=[A-Z]\.))?|&")
_LONGEST = 9  # words of a name
_FUZZY_FROM = 5  # letters from which likeness says something
_HEARD_WORDS = 3  # words of a name that is told by its sound
_SOUND_FROM = 6  # letters from which a sound says something
_LIKE_SOUND = 88.0  # of 100, likeness of a sound
_LIKE_SOUND_FROM = 8  # letters from which likeness of sounds says something
_LIKE = 86.0  # of 100, likeness of a misspelt name
_FRONT_LIKE = 75.0  # of 100, likeness of what stands before a common ending
_GIVEN_LIKE = 70.0  # of 100, likeness of a given name where title and surname agree
_SURNAME_LIKE = 80.0  # of 100, likeness of a surname beside a title
_OWN_GIVEN_LIKE = 60.0  # of 100, likeness of a given name where the surname agrees and the economy is named
_OTHER_GIVEN = 60.0  # of 100, likeness below which a given name is that of somebody else
_OWN_SURNAME = 4  # letters of a surname that agrees where only the economy is named
_BY_SURNAME = "surname alone"
_POST = (
    r"(?:president|prime minister|premier|minister|chancellor|king|secretary|commissioner|representative|counterpart"
    r"|commerce chief|trade chief)"
)
_TITLE = re.compile(rf"\b{_POST}\s+(?:of [A-Z]\w+\s+)?(?:Mr\.?\s+)?$", re.IGNORECASE)
_TITLED = re.compile(
    rf"^\s+(?:{_POST}|cabinet|government|administration)\b|^,\s+(?:the |a )?(?:\w+['’]?s?\s+){{0,4}}{_POST}\b",
    re.IGNORECASE,
)
_OF_TITLE = frozenset(
    ["Deputy", "Vice", "Prime", "Premier", "Minister", "Secretary", "Chief", "State", "Trade", "Foreign", "Commerce"]
)
_SIDE = re.compile(
    r"^\s+(?:side|country|part(?:y|ies)|government|nation|institute|ministry|enterprise|company|firm|parliament)s?\b"
)
_CAPITAL_BEFORE = re.compile(r"(?:\b[a-z]+|[,;]) (?:[A-Z]\w+ ){1,2}$|^(?:[A-Z]\w+ ){1,2}$")
_CAPITAL_AFTER = re.compile(
    r" (?!\w+day\b)(?!(?:Holdings?|Group|Corporation|Corp|Company|Co|Inc|Ltd|Limited|AG|NV|SE)\b)[A-Z]"
)
_LONGEST_SURNAME = 7  # letters of a surname that stands first
# economies whose names the Chinese press shortens to one character beside another
_SHORTENED = {"KOR", "NLD", "CHN", "JPN", "USA", "TWN", "EU", "DEU", "FRA", "GBR", "IND", "RUS", "VNM", "AUS", "MYS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a text: who bears it, where it stands, how it was recognised, and whether the press tells of them."""

    name: str
    kind: Bearer
    economies: tuple[str, ...]
    passage: Passage
    rule: str
    score: float
    is_told: bool = False


@dataclass(frozen=True)
class Names:
    """Names to look for.

    firms, economies : further ones by name, with ISO 3166 alpha-3
    told : bearers whom the press is known to tell of; what is only like a name, sounds so or is a surname is taken for
        theirs alone, for among ten thousand names there is one like any word; None: for anybody's
    """

    aliases: tuple[Alias, ...]
    firms: Mapping[str, str]
    economies: Mapping[str, str]
    told: frozenset[str] | None = None

    @cached_property
    def _small(self) -> Mapping[str, frozenset[str]]:
        """First word of the names that begin with a small letter (imec, von der Leyen) -> these names."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for text in (*(text for alias in self.aliases for text in (alias.name, *alias.also)), *self.firms):
            if text[0].islower():
                found[text.split()[0]].add(text)
        return {first: frozenset(names) for first, names in found.items()}

    @cached_property
    def _spelt(self) -> Mapping[str, tuple[Alias, str, float]]:
        """Folded spelling -> who, by which rule, how sure."""
        return spelt(self.aliases)

    @cached_property
    def _sounds(self) -> Mapping[str, Alias]:
        """Sound of a name by way of Japanese or Korean -> who, where one alone sounds so; no surname alone."""
        said = [(folded(text), alias) for alias in self.aliases for text in by_ear(alias)]
        found: defaultdict[str, dict[str, Alias]] = defaultdict(dict)
        for heard, (_, alias) in zip(sounds([text for text, _ in said]), said, strict=True):
            found[heard][alias.name] = alias
        return {
            heard: next(iter(bearers.values()))
            for heard, bearers in found.items()
            if len(bearers) == 1 and len(heard) >= _SOUND_FROM and any(map(self._is_told, bearers.values()))
        }

    @cached_property
    def _long_sounds(self) -> tuple[str, ...]:
        """Those of which likeness says something; people may be called almost alike (Lee Jae-yong, Lee Jae-myung)."""
        return tuple(
            heard
            for heard, alias in self._sounds.items()
            if len(heard) >= _LIKE_SOUND_FROM and heard.isascii() and alias.kind not in PEOPLE
        )

    @cached_property
    def _firms(self) -> Mapping[str, tuple[str, str]]:
        known = {folded(alias.name) for alias in self.aliases} | self._spelt.keys()
        return {folded(name): (name, economy) for name, economy in self.firms.items() if folded(name) not in known}

    @cached_property
    def _economies(self) -> Mapping[str, str]:
        return {folded(name): economy for name, economy in self.economies.items()}

    @cached_property
    def _pairs(self) -> Mapping[str, tuple[str, str]]:
        economies = [(row.economy, row.zh[0]) for row in self.aliases if row.economy in _SHORTENED and _is_economy(row)]
        begun = {folded(row.name.split()[0]) for row in self.aliases if row.kind is Bearer.FIRM}
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for word, two in pairs(economies):
            found[folded(word)].append(two)
        return {
            word: twos[0]
            for word, twos in found.items()
            if len(twos) == 1 and len(word) >= SHORTEST and word not in self._spelt and word not in begun
        }

    @cached_property
    def _sides(self) -> Mapping[str, Alias]:
        """First character of an economy's Chinese name, as in Han country or Mei side."""
        rows = [row for row in self.aliases if _is_economy(row)]
        return {folded(spellings(row.zh[0][0])[0]): row for row in reversed(rows)}

    @cached_property
    def _by_likeness(self) -> Mapping[str, tuple[Alias, str, float]]:
        return {
            word: row
            for word, row in self._spelt.items()
            if len(word) >= _FUZZY_FROM - 1 and word.isascii() and row[1] not in (BY_SOUND, BY_MEANING)
            if self._is_told(row[0])
        }

    @cached_property
    def _likely(self) -> tuple[str, ...]:
        return (*self._by_likeness, *(key for key in self._firms if len(key) > _FUZZY_FROM and key.isascii()))

    @cached_property
    def _surnames(self) -> Mapping[str, tuple[tuple[Alias, str], ...]]:
        """Skeleton of a surname -> who, and the rest of the name."""
        found: defaultdict[str, list[tuple[Alias, str]]] = defaultdict(list)
        for alias in self.aliases:
            if alias.kind is Bearer.PERSON and self._is_told(alias):
                for text in (alias.name, *made(alias), *by_kana(alias)):
                    first, _, last = text.partition(" ")
                    is_turned = alias.economy not in PEOPLE_OF or len(first) > _LONGEST_SURNAME  # Alexander Yui
                    surname, given = (last, first) if last and is_turned else (first, last)
                    found[skeleton(surname)].append((alias, folded(given)))
        return {surname: tuple(rows) for surname, rows in found.items()}

    @cached_property
    def _by_surname(self) -> Mapping[str, Alias]:
        """Surnames that one person alone bears."""
        people = {alias.name: alias for alias in self.aliases if alias.kind is Bearer.PERSON}
        counts = Counter(folded(_surname(alias)) for alias in people.values())
        return {surname: alias for alias in people.values() if counts[surname := folded(_surname(alias))] == 1}

    @cached_property
    def _alone(self) -> Mapping[str, Alias]:
        """Surnames that one person alone bears, long enough to stand alone and not those of half a country."""
        return {
            word: alias
            for word, alias in self._by_surname.items()
            if len(word) >= SHORTEST and alias.economy not in PEOPLE_OF and self._is_told(alias)
        }

    def _named(self, alias: Alias, passage: Passage, rule: str, score: float) -> Named:
        return Named(
            name=alias.name,
            kind=alias.kind,
            economies=(alias.economy,),
            passage=passage,
            rule=rule,
            score=score,
            is_told=self._is_told(alias),
        )

    def _is_told(self, alias: Alias) -> bool:
        return self.told is None or alias.name in self.told

    def bearer(self, name: str) -> str:
        """The name by which the tables hold whoever is so called (PSMC is Powerchip); of others and states itself."""
        alias, rule, _ = self._spelt.get(folded(name), (None, "", 0.0))
        return alias.name if alias and rule == "name" and alias.kind not in COUNTRIES else name

    def find(self, text: str) -> list[Named]:
        """Every name in a text, the longest at each place, in the order of the text."""
        words = list(_WORD.finditer(text))
        found: list[Named] = []
        place = 0
        while place < len(words):
            named, taken = self._at(text, words, place)
            if named is None and found and found[-1].kind is Bearer.PERSON:
                named = self._beside(text, words[place], found[-1])
            if named is not None:
                found.append(named)
            place += taken
        return sorted([*found, *self._of_economies(text, words, found)], key=lambda one: one.passage.start)

    def _of_economies(self, text: str, words: Sequence[re.Match[str]], found: Sequence[Named]) -> Iterator[Named]:
        """People without a title whose surname agrees, in a sentence that names their economy."""
        economies = {economy for one in found if one.kind is not Bearer.FIRM for economy in one.economies}
        taken = {place for one in found for place in range(one.passage.start, one.passage.end)}
        if not economies:
            return
        for first, second in zip_longest(words, words[1:]):
            is_given = text[first.end() :].startswith("-")  # the Sung of Park Sung-taek is no surname
            has_given = second is not None and second[0][0].isupper() and second.start() == first.end() + 1
            is_taken = first.start() in taken or (second is not None and has_given and second.start() in taken)
            if is_taken or is_given or not first[0][0].isupper():
                continue
            last = second.end() if second and has_given else first.end()
            hyphened = re.match(r"(?:-[a-z]+)+", text[last:])  # the kap of Lee Jae-kap
            last += hyphened.end() if hyphened else 0
            written = re.sub(r"['’]s?$", "", text[first.start() : last])
            is_part = not has_given and _CAPITAL_BEFORE.search(text[: first.start()]) is not None
            if not is_part and (alias := self._own(written, economies)):
                taken |= set(range(first.start(), last))
                passage = Passage(start=first.start(), end=first.start() + len(written), text=written)
                yield self._named(alias, passage, "surname beside its economy", 0.7)

    def _own(self, name: str, economies: Collection[str]) -> Alias | None:
        surname, _, given = name.partition(" ")
        key = skeleton(surname)
        if not given and len(key) < _OWN_SURNAME:
            return None
        for alias, rest in self._surnames.get(key, ()):
            is_like = not given or (rest and fuzz.ratio(folded(given), rest) >= _OWN_GIVEN_LIKE)
            if alias.economy in economies and is_like:
                return alias
        return None

    def _at(self, text: str, words: Sequence[re.Match[str]], place: int) -> tuple[Named | None, int]:
        """The name that begins at a word, and how many words it takes; one where there is none."""
        first = words[place][0]
        if first[0].islower() and first not in self._small:
            return None, 1
        for count in range(min(_LONGEST, len(words) - place), 0, -1):
            run = words[place : place + count]
            written = text[run[0].start() : run[-1].end()]
            if first in self._small and re.sub(r"['’]s?$", "", written) not in self._small[first]:
                continue
            if first == "the" and written != "the Netherlands":
                continue
            if named := self._exact(written, run[0].start()) or self._heard(text, run):
                is_part = named.rule == _BY_SURNAME and _CAPITAL_AFTER.match(text[named.passage.end :])
                return (None, 1) if is_part else (named, count)
        for count in (3, 2, 1):
            run = words[place : place + count]
            if len(run) == count and (named := self._like(text, run)):
                return named, count
        return None, 1

    def _beside(self, text: str, word: re.Match[str], person: Named) -> Named | None:
        """A surname that is joined to the name of another person, however short (Trump and Xi)."""
        if re.fullmatch(r" (?:and|with|met|to) ", text[person.passage.end : word.start()]) is None:
            return None
        bare = re.sub(r"['’]s?$", "", word[0])
        alias = self._by_surname.get(folded(bare))
        if alias is None or not bare[0].isupper():
            return None
        passage = Passage(start=word.start(), end=word.start() + len(bare), text=bare)
        return self._named(alias, passage, "surname beside a person", 0.7)

    def _exact(self, written: str, start: int) -> Named | None:
        bare = re.sub(r"['’]s?$", "", written)
        if re.match(r"The [a-z]", bare):
            return None
        key = folded(bare)
        passage = Passage(start=start, end=start + len(bare), text=bare)
        if row := self._spelt.get(key):
            alias, rule, score = row
            if len(key) < SHORTEST and bare not in (alias.name, *alias.also) and not bare.replace(".", "").isupper():
                return None
            return self._named(alias, passage, rule, score)
        if key in self._pairs and re.fullmatch(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?", bare):
            return Named(
                name="-".join(self._pairs[key]),
                kind=Bearer.ECONOMY,
                economies=self._pairs[key],
                passage=passage,
                rule="two economies in one word",
                score=0.9,
            )
        if alias_of_surname := self._alone.get(key):
            return self._named(alias_of_surname, passage, _BY_SURNAME, 0.7)
        if economy := self._economies.get(key):
            return Named(
                name=economy, kind=Bearer.ECONOMY, economies=(economy,), passage=passage, rule="name", score=1.0
            )
        if row_of_firm := self._firms.get(key):
            name, economy = row_of_firm
            is_word = len(name.split()) == 1 and name.istitle()
            if not is_word or " " in bare or len(name) >= _FUZZY_FROM:
                return Named(
                    name=name, kind=Bearer.FIRM, economies=(economy,), passage=passage, rule="name of a firm", score=0.9
                )
        return None

    def _like(self, text: str, run: Sequence[re.Match[str]]) -> Named | None:
        """A name after a title whose surname agrees, or a name that is spelt almost so."""
        bare = re.sub(r"['’]s?$", "", text[run[0].start() : run[-1].end()])
        passage = Passage(start=run[0].start(), end=run[0].start() + len(bare), text=bare)
        if not _is_name(text, run) or not is_latin(bare):
            return None
        has_title = _TITLE.search(text[: passage.start]) or _TITLED.search(text[passage.end :])
        if has_title and (alias := self._titled(bare)) and not self._is_another(alias, bare, text[passage.end :]):
            return self._named(alias, passage, "title and surname", 0.85)
        if _SIDE.search(text[passage.end :]) and (alias := self._sides.get(folded(bare))):
            return self._named(alias, passage, "one character of an economy", 0.85)
        key = folded(bare)
        if len(key) < _FUZZY_FROM or not bare.replace(" ", "").replace("-", "").isalpha() or _is_part(text, passage):
            return None
        if by_likeness := self._like_in_sound(key):
            return self._named(by_likeness, passage, BY_SOUND, 0.8)
        best = process.extractOne(key, self._likely, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best is None or best[0][0] != key[0] or abs(len(best[0]) - len(key)) > 2:
            return None
        if not _is_like_in_front(key, best[0]):
            return None
        score = round(best[1] / 100 * 0.9, 3)
        is_placed = text[: passage.start].endswith((" in ", " at "))
        if best[0] not in self._by_likeness:
            name, economy = self._firms[best[0]]
            return (
                None
                if is_placed
                else Named(
                    name=name, kind=Bearer.FIRM, economies=(economy,), passage=passage, rule="likeness", score=score
                )
            )
        alias, _, _ = self._by_likeness[best[0]]
        # Chinas or Dutchman are better read as they stand, and a place that is like a firm is a place
        if alias.kind in COUNTRIES or (is_placed and alias.kind is Bearer.FIRM):
            return None
        return self._named(alias, passage, "likeness", score)

    def _heard(self, text: str, run: Sequence[re.Match[str]]) -> Named | None:
        """A name that sounds so by way of Japanese or Korean."""
        bare = re.sub(r"['’]s?$", "", text[run[0].start() : run[-1].end()])
        if len(run) > _HEARD_WORDS or not _is_name(text, run) or not is_latin(bare):
            return None
        alias = self._sounds.get(sound(folded(bare)))
        passage = Passage(start=run[0].start(), end=run[0].start() + len(bare), text=bare)
        return self._named(alias, passage, BY_SOUND, 0.8) if alias else None

    def _like_in_sound(self, key: str) -> Alias | None:
        heard = sound(key)
        if len(heard) < _LIKE_SOUND_FROM:
            return None
        best = process.extractOne(heard, self._long_sounds, scorer=fuzz.ratio, score_cutoff=_LIKE_SOUND)
        return self._sounds[best[0]] if best and best[0][0] == heard[0] else None

    def _is_another(self, alias: Alias, surname: str, after: str) -> bool:
        """Whether a given name behind the surname is not at all that of its bearer (Park Sung-taek is no Park Jin)."""
        given = re.match(r" (?!\w+day\b)([A-Z][\w'’-]+)", after)
        if given is None or " " in surname:
            return False
        own = [rest for rows in self._surnames.values() for one, rest in rows if one is alias and rest]
        return all(fuzz.ratio(folded(given[1]), rest) < _OTHER_GIVEN for rest in own)

    def _titled(self, name: str) -> Alias | None:
        words = name.split()
        if _OF_TITLE.intersection(words):
            return None
        for surname, given in ((name, ""), (words[0], "".join(words[1:])), (words[-1], "".join(words[:-1]))):
            best = process.extractOne(
                skeleton(surname), list(self._surnames), scorer=fuzz.ratio, score_cutoff=_SURNAME_LIKE
            )
            if best is None or (len(best[0]) < SHORTEST and best[0] != skeleton(surname)):
                continue
            for alias, rest in self._surnames[best[0]]:
                is_close = best[0] == skeleton(surname) or alias.economy not in PEOPLE_OF
                if is_close and (not given or not rest or fuzz.ratio(folded(given), rest) >= _GIVEN_LIKE):
                    return alias
        return self._by_surname.get(folded(name))


def _is_name(text: str, run: Sequence[re.Match[str]]) -> bool:
    """Whether every word begins with a capital, or follows a hyphen as parts of given names do."""
    return all(word[0][0].isupper() or (place and text[word.start() - 1] == "-") for place, word in enumerate(run))


def _is_economy(row: Alias) -> bool:
    return row.kind is Bearer.ECONOMY and bool(row.zh)


def _is_part(text: str, place: Passage) -> bool:
    """Whether capitalised words stand right beside a name, so that it is part of a longer one (Tongfu Micro)."""
    return (
        _CAPITAL_BEFORE.search(text[: place.start]) is not None or _CAPITAL_AFTER.match(text[place.end :]) is not None
    )


def _is_like_in_front(one: str, other: str) -> bool:
    """Whether two spellings agree before what they end with alike, which may be a common word (Changxin Storage)."""
    ends = zip(reversed(one), reversed(other), strict=False)
    same = next((place for place, (first, second) in enumerate(ends) if first != second), 0)
    if same < _FUZZY_FROM:
        return True
    return fuzz.ratio(one[:-same], other[:-same]) >= _FRONT_LIKE


def _surname(alias: Alias) -> str:
    words = alias.name.split()
    return words[0] if alias.economy in PEOPLE_OF else " ".join(words[1:]) or words[0]
