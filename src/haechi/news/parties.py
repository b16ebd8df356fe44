"""Who acts or takes part: not whom it is aimed at, who only gives a nationality, and who only comments.

Names joined by "and" stand in the same place of the sentence, so what is said before the first holds for all of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from haechi.model.alias import Bearer
from haechi.model.news import Action, Found, Passage
from haechi.news import unknown
from haechi.news.aliases import Named

FOR_STATES = (
    Action.CONTROL_ANNOUNCED,
    Action.CONTROL_IN_FORCE,
    Action.CONTROL_LIFTED,
    Action.CONTROL_DENIED,
    Action.QUOTA,
)
_TOGETHER = (Action.MEETING, Action.AGREEMENT, Action.MEMORANDUM)
_OF_FIRMS = (
    Action.OUTAGE,
    Action.ACCIDENT,
    Action.STRIKE,
    Action.CAPACITY_INVESTMENT,
    Action.PRICE_JUMP,
    Action.SHORTAGE,
)
_STATES = (Bearer.ECONOMY, Bearer.OFFICE, Bearer.SEAT, Bearer.PERSON)
_FIRMS = (Bearer.FIRM, Bearer.ORGANISATION, Bearer.HEAD)
_AIMED_AT = re.compile(
    r"\b(?:(?:assured|told|informed|warned|urged|asked|reminded|follow\w*|from|outside|beyond|unlike"
    r"|except)|to|toward|towards|against|into|for|bound for|going to|(?:pressure|help"
    r"|support|demands?|requests?) (?:from|of|by))"
    r"\s+(?:the )?$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:in|at|near|inside|within|outside|from|for|off)\s+(?:the )?(?:[\w-]+ )?$", re.IGNORECASE)
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|inside|within|central|northern|southern|eastern|western)\s+(?:the )?(?:(?-i:[a-z]+) )?$",
    re.IGNORECASE,
)
_CITY = re.compile(r"\b(?:in|at|near|to|from|outside) $")  # two economies in one word may be a city
_FROM = re.compile(r"\b(?:from|of|in|at)\s+(?:the )?$", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:officials?|envoys?|negotiators?|delegat\w+|invitation|proposal|offer"
    r"|representatives?|diplomats|ministers?|leaders|heads|government"
    r"|authorities|ministry) (?:from|of|in) (?:the )?$",
    re.IGNORECASE,
)
_OF = re.compile(r" of (?:the )?$")
_SOLD_TO = re.compile(
    r"\b(?:sales?|exports?|shipments?|deliver\w+|sell\w*|ship|shipping|suppl\w+|send\w*)\b[^,;.:]{0,40} (?:to"
    r"|in) (?:the )?$",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"\b(?:from|out of|leaving) (?:the )?$", re.IGNORECASE)
_BACKGROUND = re.compile(
    r", (?:an? )?(?:\w+ )?(?:move|step|decision|measure|answer|reply|response|blow)\b.*"
    r"|\b(?:in (?:response|answer|retaliation|reaction|reply) (?:to|for)|in protest (?:at|against)|in the wake of"
    r"|as an answer to)\b[^,;.]*",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r", (?:threaten|forc|leav|hitt|hurt|prompt|send|caus|delay|disrupt|endanger|push|putt|dragg|stopp|affect"
    r"|rais)ing\b[^;.]*"
)
_KIND_OF_FIRM = re.compile(
    r"\b(?:\w*maker|firm|giant|company|group|supplier|foundry|start-?up|institute|university)s?\b"
)
_ITS_KIND = re.compile(r"^ (?:[a-z-]+ ){0,2}(?:group|company|firm|subsidiary|unit|maker|producer|supplier|chipmaker)\b")
_PRESS = re.compile(
    r"^ (?:\w+ )?(?:dail(?:y|ies)|newspapers?|papers?|media|press|television|broadcasters?|outlets?|reports)\b"
)
_BEFORE_FIRM = re.compile(r"^(?:[ -][a-z]+){0,4}[ -]?$")
_ABOUT = re.compile(r"\b(?:about|on|over|concerning|of|around)\s+(?:the )?$", re.IGNORECASE)
_LEADERS = re.compile(
    r"\b(?:heads?|chiefs?|boss(?:es)?|leaders?|executives?|managers?|chair\w*|union|staff"
    r"|guests?|founders?|visit|talks?) of $"
)
_SOMEBODY_OF = re.compile(r"[A-Z][\w.'-]+ of (?:the )?$")
_OBJECT = re.compile(r"\b(?:against|into|in|for|whether|on|over|about|of|to|grant\w*|named|told)\s+$", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless) (?:the )?$", re.IGNORECASE)
_CITIES = re.compile(r"(?<!\bof )\bthe cit(?:y|ies) of (?:[A-Z]\w+ and )?$", re.IGNORECASE)
_COMMENTS = re.compile(
    r"^ (?:(?:suppliers?|customers?|partners?|rivals?|contractors?) [A-Z]|spoke of"
    r"|commented|welcomed the|are waiting|is waiting|gave no)"
)
_JOINED = re.compile(r"^(?:['’]s?)?(?:,? and |, )(?:the )?$")
_ADJECTIVE = re.compile(
    r"\w*(?:[aei]an|[aei]can|ese|[iy]sh)|U\.?S\.?|UK|German|Dutch|French|Swiss|Greek|Thai|Czech"
    r"|Israeli|Qatari"
)
_OF_STATE = re.compile(
    r"^ (?:[\w-]+ ){0,2}(?:sides?|government|cabinet|ministr(?:y|ies)|ministers?"
    r"|parliament|authorit(?:y|ies)|customs|state"
    r"|regulators?|presidents?|delegation|officials?|envoys?|counterparts?|commission|courts?|congress|assembly|premier"
    r"|leaders?|department|administration|party|country|agency|office)\b"
)
_CLAUSE_BEGINS = re.compile(
    r"(?:^|[.;:,]|\b(?:and|but|that|as|because|while|about))\s*(?:the )?(?:(?:some|two|three|many|several) )?$", re.I
)
_SAYS = (
    r"(?:said|says|told|tells|writes|wrote|reports|informed|announced|confirmed|admitted|added|stated|warned|declared"
    r"|reported|stressed|reminded|insisted"
    r"|let know|made clear|thinks|reckons|expects|assured|explained|emphasised|insists"
    r"|maintained|noted|disclosed|clarified|conceded|acknowledged)"
)
_SPEAKER_BEFORE = re.compile(r"[,\"”] (?:so |as )?(?:the |an? |its )?(?:[a-z-]+ ){0,3}$")
_SPEAKER_AFTER = re.compile(
    rf"^(?:['’]s?)?(?: [a-zA-Z-]+){{0,4}}? {_SAYS}(?: (?:on|late|in|today"
    rf"|yesterday)\b[^,;.]{{0,25}})?(?:[.,;]?$|, (?:citing|quoting)\b)"
)
_SAYS_THAT = re.compile(rf"^(?:['’]s?)?(?: [a-z-]+){{0,3}} {_SAYS}(?: (?!that\b)\w+){{0,3}} that ")
_GOODS = re.compile(
    r"^(?:['’]s?)? (?:[\w-]+ ){0,2}(?:shipments|exports|chips?|diodes?|parts?|wafers?"
    r"|products?|transistors?|magnets?|cloth|gas|resists?|suppl(?:y|ies)|deliveries|goods"
    r"|memory)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Everybody whom a passage names.

    named : who is in the tables
    people : others, told from the title beside their names
    strangers : others that act
    idle : others that do not act as far as rules can tell
    """

    named: tuple[Named, ...]
    people: tuple[Passage, ...]
    strangers: tuple[Passage, ...]
    idle: tuple[Passage, ...]


def present(text: str, named: Sequence[Named], goods: Sequence[Passage]) -> Present:
    """Who is named, beside the names of the tables; `goods`, items and amounts, are no names."""
    people = tuple(unknown.officers(text, [one.passage for one in named if one.kind is not Bearer.PLACE]))
    strangers, idle = unknown.firms(text, named, [*people, *goods])
    owners = (*people, *(one for one in idle if not unknown.is_region(one.text)))
    kept = [
        one
        for one in _lengthened(text, named)
        if not any(_within(one.passage, other) for other in strangers)
        and not (one.kind is Bearer.PLACE and any(_within(one.passage, other) for other in owners))
        and not (len(one.economies) > 1 and _CITY.search(text[: one.passage.start]))
        and not (one.kind is Bearer.OFFICE and _is_of_another(text, one, named))
    ]
    return Present(named=tuple(kept), people=people, strangers=strangers, idle=idle)


def read(text: str, action: Action | None, who: Present) -> Iterator[Found]:
    """Parties of a sentence by rules."""
    yield from _those_who_act(text, action, _in_front(text, action, who.named), who.strangers)
    yield from (_stranger(one, "name beside a title") for one in who.people)


def surroundings(who: Present) -> Iterator[Found]:
    """The offices and places that a sentence names."""
    yield from (_found("office", one, one.name) for one in who.named if one.kind is Bearer.OFFICE)
    yield from (_found("place", one, one.name) for one in who.named if one.kind in (Bearer.PLACE, Bearer.SEAT))


def _lengthened(text: str, named: Sequence[Named]) -> list[Named]:
    """Names with the firms that only begin as another name does (LG Innotek, Korea Zinc)."""
    longer = {one.start: one for one in unknown.longer_names(text, named)}
    return [
        replace(one, name=place.text, kind=Bearer.FIRM, passage=place, rule="longer name", score=0.6)
        if (place := longer.get(one.passage.start))
        else one
        for one in named
        if not any(place.start < one.passage.start < place.end for place in longer.values())
    ]


def _is_of_another(text: str, one: Named, named: Sequence[Named]) -> bool:
    """Whether an office that one country has is said to be that of another (the Commerce Department of China)."""
    after = re.match(r" of (?:the )?", text[one.passage.end :])
    start = one.passage.end + after.end() if after else -1
    return any(other.passage.start == start and other.economies != one.economies for other in named)


def _in_front(text: str, action: Action | None, named: Sequence[Named]) -> list[Named]:
    """The names that are no part of the background or of what follows for others."""
    kinds = _STATES if action in (*FOR_STATES, Action.POLICY) else ()
    aside = [match.span() for match in _BACKGROUND.finditer(text)] if kinds else []
    after = [match.span() for match in _CONSEQUENCE.finditer(text)]

    def is_in(one: Named, spans: Sequence[tuple[int, int]]) -> bool:
        return any(start <= one.passage.start < end for start, end in spans)

    front = [
        one
        for one in named
        if not (one.kind in kinds and is_in(one, aside)) and not (one.kind in _FIRMS and is_in(one, after))
    ]
    return front or list(named)


def _those_who_act(
    text: str, action: Action | None, named: Sequence[Named], strangers: Sequence[Passage]
) -> Iterator[Found]:
    states = [one for one in named if one.kind in _STATES]
    firms = [one for one in named if one.kind in _FIRMS and _acts_as_firm(text, one, action, named, strangers)]
    if action not in _TOGETHER and _bearers(named, strangers) > 1:
        firms = [one for one in firms if one.kind is Bearer.HEAD or not _is_speaker(text, one.passage)]
        strangers = [one for one in strangers if not _is_speaker(text, one)]
    if action is Action.POLICY and states:
        strangers = [one for one in strangers if not _OBJECT.search(text[: one.start])]
    places = [*(one.passage for one in firms), *strangers]
    acting = _strongest(text, action, [one for one in states if _acts(text, one, action, states, places)], places)
    if action not in FOR_STATES or not states:
        yield from (_found("party", one, one.name) for one in firms)
    if action not in FOR_STATES:
        yield from (_stranger(one, "capitalised name that acts") for one in strangers)
    yield from (
        _found("party", one, one.name)
        for one in named
        if one.kind is Bearer.PLACE and _CITIES.search(text[: one.passage.start])
    )
    for one in acting:
        yield from (_found("party", one, economy) for economy in one.economies)
        if one.kind is Bearer.PERSON:
            yield _found("party", one, one.name)
    if not acting and not places and action is not None:
        near = [one for one in states if not _is_of_goods(text, one)]
        if not near and action in FOR_STATES:
            near = [one for one in states if _ORIGIN.search(text[: one.passage.start])]
        yield from (_found("party", one, one.economies[0]) for one in near)


def _bearers(named: Sequence[Named], strangers: Sequence[Passage]) -> int:
    """How many are named; places are nobody."""
    return sum(one.kind is not Bearer.PLACE for one in named) + len(strangers)


def _is_of_goods(text: str, one: Named) -> bool:
    """Whether a country is only where something goes or comes from."""
    after = text[one.passage.end :]
    return _AIMED_AT.search(text[: one.passage.start]) is not None or (
        is_adjective(one) and _GOODS.match(after) is not None
    )


def _strongest(text: str, action: Action | None, acting: Sequence[Named], firms: Sequence[Passage]) -> list[Named]:
    """Without firms and people of a country beside others who act, and without states that only say what others did."""
    weak = [one for one in acting if action not in _TOGETHER and _is_of_people(text, one, action)]
    if len(weak) < len(acting) or firms:
        acting = [one for one in acting if one not in weak]
    acting = [one for one in acting if not (action in FOR_STATES and _reports(text, one, acting))]
    silent = [one for one in acting if one.kind is Bearer.PERSON or not _is_speaker(text, one.passage)]
    return silent if silent and action in FOR_STATES else list(acting)


def _is_of_people(text: str, one: Named, action: Action | None) -> bool:
    """Whether a country only tells whose firms, people or goods an object is (to American users, on China's chips)."""
    after = text[one.passage.end :]
    is_owner = after.startswith(("'s ", "’s ")) and (action in FOR_STATES or action is Action.POLICY)
    return (
        one.kind is Bearer.ECONOMY
        and (is_adjective(one) or is_owner)
        and not _OF_STATE.match(after.removeprefix("'s").removeprefix("’s"))
        and not _CLAUSE_BEGINS.search(text[: one.passage.start])
    )


def _reports(text: str, one: Named, acting: Sequence[Named]) -> bool:
    """Whether a state only says that another did (Seoul said that Washington waived the permits)."""
    said = _SAYS_THAT.match(text[one.passage.end :])
    return said is not None and any(
        other.passage.start in (one.passage.end + said.end(), one.passage.end + said.end() + len("the "))
        and other.economies != one.economies
        for other in acting
    )


def _is_speaker(text: str, place: Passage) -> bool:
    """Whether a name ends the sentence as the one who says so."""
    return (
        _SPEAKER_BEFORE.search(text[: place.start]) is not None and _SPEAKER_AFTER.match(text[place.end :]) is not None
    )


def _acts_as_firm(
    text: str, one: Named, action: Action | None, named: Sequence[Named], strangers: Sequence[Passage]
) -> bool:
    """Whether a firm or body takes part, and is not what others speak of or act on."""
    before, after = text[: _head(text, one, named)], text[one.passage.end :]
    if _COMMENTS.search(after):
        return False
    states = [other for other in named if other.kind in _STATES]
    if action is Action.POLICY and states and _OBJECT.search(before):
        return False
    if action is Action.SHORTAGE and _bearers(named, strangers) > 1 and _GOODS.match(after):
        return False
    is_led = _LEADERS.search(before) is not None or _SOMEBODY_OF.search(before) is not None
    is_spoken_of = _ABOUT.search(before) is not None and not is_led
    is_matter = re.search(r"\b(?:over|about|concerning) $", before) is not None and action in _TOGETHER
    return not (states and (is_matter or (is_spoken_of and action in (Action.MEETING, Action.POLICY))))


def _head(text: str, one: Named, named: Sequence[Named]) -> int:
    """Where the row of names joined by "and" begins in which a name stands."""
    start = one.passage.start
    for other in reversed(named):
        if other.passage.end <= start and _JOINED.match(text[other.passage.end : start]):
            start = other.passage.start
    return start


def _acts(text: str, one: Named, action: Action | None, states: Sequence[Named], firms: Sequence[Passage]) -> bool:
    """Whether an economy, an office, a seat of government or a person takes part."""
    before, after = text[: _head(text, one, states)], text[one.passage.end :]
    if one.kind is Bearer.PERSON:
        return True
    if action in _OF_FIRMS and firms:
        return False
    if _SENT.search(before):
        return True
    if _PRESS.match(after):
        return False
    if _IN_PLACE.search(before) or (one.kind is Bearer.SEAT and _PLACED.search(before)):
        return False
    if action is None and _FROM.search(before) and (firms or one.kind is Bearer.SEAT):
        return False
    if one.kind is Bearer.OFFICE:
        return True
    if _CONDITION.search(before) or (action not in _TOGETHER and _AIMED_AT.search(before)):
        return False
    if one.kind is Bearer.ECONOMY and any(
        other.start >= one.passage.end and _is_nationality(one, text[one.passage.end : other.start]) for other in firms
    ):
        return False
    is_nationality = bool(firms) and is_adjective(one) and _ITS_KIND.match(after) is not None
    is_buyer = action in _TOGETHER and _SOLD_TO.search(before) is not None and not is_adjective(one)
    return not is_buyer and not is_nationality and not _is_home(text, one, firms)


def _is_home(text: str, one: Named, firms: Sequence[Passage]) -> bool:
    """Whether a country is only where a firm is at home (Imec of Belgium)."""
    of = _OF.search(text[: one.passage.start])
    is_side = re.match(r" (?:side|government)", text[one.passage.end :]) is not None
    return of is not None and not is_side and any(other.end == of.start() for other in firms)


def _is_nationality(one: Named, between: str) -> bool:
    """Whether a country only says where a firm is from (Dutch maker ASML, US giant Intel)."""
    if _OF_STATE.match(re.sub(r"^['’]s?", "", between)):
        return False
    is_national = is_adjective(one) or not one.passage.text[1:].islower()
    if re.match(r"^['’]s (?:[a-z]\w* ){0,3}$", between):
        return True
    return _BEFORE_FIRM.match(between) is not None and (is_national or _KIND_OF_FIRM.search(between) is not None)


def is_adjective(one: Named) -> bool:
    """Whether the name of an economy is an adjective (Dutch)."""
    return _ADJECTIVE.fullmatch(one.passage.text.split()[-1]) is not None


def _within(one: Passage, other: Passage) -> bool:
    return other.start <= one.start and one.end <= other.end


def _stranger(passage: Passage, rule: str) -> Found:
    return Found(field="party", value=passage.text, passage=passage, rule=rule, score=0.6)


def _found(field: str, one: Named, value: str) -> Found:
    return Found(field=field, value=value, passage=one.passage, rule=one.rule, score=one.score)
