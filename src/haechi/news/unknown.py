"""Names of firms and bodies that no table holds, told from their place in the sentence.

A capitalised name counts only where it does something, owns a plant, or stands beside a known party. The first word of
a sentence begins with a capital whatever it is, so common words there are left out.
"""

import re
from collections.abc import Iterator, Sequence

from haechi.model.alias import Bearer
from haechi.model.news import Passage
from haechi.news.aliases import Named

_WORD = r"[A-Z][\w&.-]*[\w&]"
_HEADS = "|".join(
    rf"(?<={word})"
    for word in ("University", "Institute", "Foundation", "Academy", "Association", "College", "Council", "Bank")
)
_NAME = re.compile(rf"(?!The ){_WORD}(?:(?:[ -]| & | von | van der | de |(?:{_HEADS}) of ){_WORD})*")
_VERB = re.compile(
    r"^ of the [A-Z]\w+ side\b|^ (?:itself |yesterday |today |on [A-Z][a-z]+day |in [A-Z][a-z]+ |(?:last|next"
    r"|this) \w+ "
    r"|on the \d+\w* |on \d+ [A-Z][a-z]+ |since \w+ "
    r"|has |have |had |also |again |already |quietly )*"
    r"(?:said|says|say|told|tells|announced|announces|denied|denies|will|would|wants|plans|intends|agreed"
    r"|agrees|thinks|expects|stopped|stops|completed"
    r"|opened|opens|closed|closes|raised|raises|confirmed|signed|signs|concluded|is|are|was|were|began"
    r"|begins|started|starts|invested|invests|built|builds|lost|refused"
    r"|rejected|halted|halts|resumed|reported|reports|declared|notified|warned|warns|reached"
    r"|(?:\w+ly )?(?!\w*(?:ers|ors|(?<!ins)(?<!ass)(?<!res)ists|ents|ans|ees|ies"
    r"|ions)\b)(?!(?:of|in|at|on|and|or|for|to|as|is|its|plants?|has)\b)"
    r"[a-z]{2,}(?:ed|es|[^su]s)|withdrew|took|gave|made|won|fell|rose|went|came|left|saw"
    r"|sent|spent|bought|broke|chose|drew|drove|froze|knew|led|let|paid|ran|set|shook"
    r"|spoke|stood|struck|taught|thought|threw|wrote|exchanged|trains|trained|pays|put"
    r"|puts|cut|cuts|lays|laid"
    r"|welcomed|shut|weighs"
    r"|considers|can|cannot|could|may|must|has|have|had|needs|lacks|suffers|suffered|holds|held|met|meets|extends"
    r"|extended|expands|expanded|enlarged|enlarges|calls|called|refuted|dismissed|offers|offered|sees|sold"
    r"|sells)\b"
)
_OWNS = re.compile(
    r"^(?: group)?['’]s? (?:[\w-]+ ){0,4}?(?:plants?|works|fabs?|factory|factories|lines?|hall|site|union|labou?r"
    r"|workers|staff|employees|capacity|campus|prices?)\b|^ (?:workers|staff|employees|unions?)\b"
)
_BESIDE = re.compile(r"(?:\b(?:with|by|and|between|of the union of|at|said|told)|,) $")
_PART_OF = re.compile(
    r"\b(?:staff|workers|employees|members|unions?|works|plants?|factor(?:y|ies)|fabs?|heads?|chiefs?"
    r"|managers|management|labou?r|side|board|engineers|subsidiary|unit|pipes?|tanks?|yards?|lines?|workshops?"
    r"|furnaces?|kilns?|warehouses?|laborator(?:y"
    r"|ies)) of (?:the )?$|\b(?:with|between|(?:orders?|contract|deal|loan) (?:from|for)"
    r"|hold back|holds back|held back|forc(?:es?|ed)|hits?|hurts?) (?:the )?$"
)
_JOINED = re.compile(r"^(?:,? and |, | & |,? as well as )(?:the |its )?$")
_FACILITY = re.compile(
    r"^ (?:plants?|works|fabs?|factor(?:y|ies)|lines?|halls?|site|station|campus|park|bureau|office)\b"
)
_ITS = re.compile(r"(?:\b(?:its|their|his|her)|['’]s) $")
_OF_NATURE = frozenset(
    [
        "Hurricane",
        "Typhoon",
        "Storm",
        "Cyclone",
        "Camp",
        "Mount",
        "Lake",
        "Cape",
        "Fort",
        "Port",
        "Southeast",
        "South-East",
        "East",
        "West",
        "North",
        "Middle",
        "Latin",
    ]
)
_BODY = re.compile(
    r"\b(?:Association|Universit(?:y|eit)|Institute|Agency|Federation|Academy|Foundation|Chamber|Polytechnics?"
    r"|College|Union"
    r"|Bank|Council|Society|Consortium|Laborator(?:y|ies)|Corporation|Corp|Company|Group|Holdings?|Inc|Ltd)\b"
)
_TRADE = re.compile(
    r"\b(?:Zinc|Steel|Metals?|Mining|Minerals?|Resources|Energy|Electric|Electronics|Chem|Chemicals?|Materials?|Gas"
    r"|Gases|Oil"
    r"|Glass|Display|Innotek|SDI|Mobis|Biologics|Semiconductors?|Silicon|Devices?|Heavy|Cement|Telecom|Airlines?|Power"
    r"|Aluminium|Copper|Tungsten|Petrochemical|Advanced|Specialty|Precision|Instruments?|Systems|Technolog(?:y|ies)"
    r"|CSS)$"
)
_POST = (
    r"(?:minister|president|premier|secretary|commissioner|chancellor|chief|chair(?:man|woman)?|boss|head|CEO"
    r"|director(?:[- ]general)?"
    r"|representative|governor|(?:co-)?founder|ambassador|senator|lawmaker|mayor)"
)
_PERSON = r"(?:[A-Z][\w'’-]+|(?:[A-Z]\.)+)(?: (?:van|von|de|der|den|al|bin))*(?: [A-Z][\w'’-]+)+"
_OFFICER = re.compile(
    rf"\b(?i:{_POST})s?,? (?P<after>{_PERSON})|\b(?i:minister|premier|chancellor"
    rf"|commissioner) (?P<alone>[A-Z][a-z]{{3,}})\b"
    rf"(?<!day)(?! [A-Z])|[A-Z]\w+['’]s (?P<own>{_PERSON})(?! [A-Z])"
    rf"|(?P<before>{_PERSON}), (?:who is )?(?:the |a |an |its )?(?:[\w'’]+ ){{0,4}}(?i:{_POST})\b"
)
_PLACED = re.compile(r"\b(?:in|at|of|from|to|near) $")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|to|from) [A-Z]\w+, $")
_NEWS = frozenset(
    [
        "Bloomberg",
        "Reuters",
        "Nikkei",
        "Yonhap",
        "Xinhua",
        "Interfax",
        "TrendForce",
        "Caixin",
        "DigiTimes",
        "Politico",
        "Financial",
    ]
)
_MAKER = re.compile(
    r"\b(?:maker|makers|company|firm|group|supplier|producer|manufacturer|foundry|start-?up|institute"
    r"|university|association|operator|smelter|miner) $"
)
_OF_OFFICE = re.compile(
    r"(?:,? (?:and )?[A-Z][a-z]+){0,3},? (?:Ministry|Department|Bureau|Office|Agency|Commission|Ministers?|Yuan"
    r"|Administration)\b"
)
# What a ministry is for: Ministry of Strategy and Finance, Minister for Electronics and Information Technology.
_CHARGE = re.compile(
    r"\b(?i:ministr(?:y|ies)|ministers?|departments?|bureau|secretary|commissioner|directorate(?:[ -]general)?)"
    r" (?:of|for) (?:the )?[A-Z][\w-]+(?:(?:, and | and |, | )[A-Z][\w-]+)*"
)
_REGION = re.compile(r"\b(?:Prefecture|Province|County|District|Peninsula|Islands?|City|Bay|Valley)$")
# What has the name of a place and is neither firm nor body: Hsinchu Science Park, the Dresden Fab.
_OF_PLACE = re.compile(
    rf"\b(?i:{_POST}|parks?|zones?|ports?|airport|stations?|campus|plants?|fabs?|works|factory|sites?"
    r"|hub|cluster|customs|court|region|state)\b"
)
_IN_REGION = re.compile(r"^ (?:prefecture|province|county|district|peninsula|islands?|city)\b")
_PLANT_OF = re.compile(r"['’]s (?:[\w-]+ ){0,3}(?:factory|plant|works|fab|lines?|base) of (?:the )?$")
_OUTLET = re.compile(
    r"\b(?:dail(?:y|ies)|newspaper|newsletter|trade (?:letter|paper|magazine)|magazine|broadcaster|station|portal|blog"
    r"|news agency|website) $"
)
_LEGAL_FORMS = ("Inc", "Ltd", "Corp", "Co", "Bhd", "Berhad", "GmbH", "Pte", "Plc")
_AUTHORITY = re.compile(r"\b(?:regulator|office|authority|watchdog|palace) $")
_IN = re.compile(r"\bin $")
_SO_SAID = re.compile(r"^ (?:news|reports?|writes|told|informed|says)\.?$")
_TRUE_NAME = re.compile(rf"^ \((?P<name>{_WORD}(?:[ -]{_WORD})*)\)")
_IN_BRACKETS = re.compile(r"^ \([^()]{1,40}\)")
_FORM = r"(?:Inc|Ltd|Co|GmbH|Bhd|Berhad|Pte|Plc|AG|NV|BV|SE|SpA)\b"
# what ends a name or stands behind it: Choi Tae-won's, Innoscience Monday, Lumorex GmbH
_AROUND = re.compile(
    rf"['’]s?$|(?: {_FORM})+$"
    r"|(?:^| )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)$"
)
_BEFORE_NAME = re.compile(r"(?:[A-Z][a-z]+ly|[A-Z]\w+-based) (?=[A-Z])")  # Reportedly, Surat-based
_UNION = re.compile(r"\b(?:union|unions|association|federation) $")
_NO_NAME = re.compile(
    r"(?:ions|ents|ers|ies|ors|ists|ants|ees|ings|ing|ion|ment|ity|ness|age|ance|ence|als|ures?|ables?|(?:is|iz|at)ed)$"
)
_OF_STATE = re.compile(
    r"\b(?:Yuan|Assembly|Parliament|Congress|Senate|Diet|Ministry|Minister|Department|Cabinet|Council"
    r"|Commission|Court|Customs|Government|President|Office|Directorate)\b"
)
_COMMON = frozenset(  # words that begin a sentence and are no name
    """
    eight eighteen eighty eleven fifteen fifty five forty four fourteen hundreds millions nine nineteen ninety seven
    seventeen seventy six sixteen sixty ten thirteen thirty thousands twelve twenty
    a abf about accelerators according acid across after afterwards agreement ai aid airport ald all along also
    alternative alternatives american amid among an analogue analysts and another antimony any anyone apparently
    application applications approvals april around as assemblers at august banks bans batteries because before between
    big bills board bosses both brokers building but buyers by cable car carmakers cars chiefs chinese chip
    chipmakers chips cmp commuters company construction contract contracts controls copper costs courts crane
    crews crude curbs current customers customs cvd dealers december delegates deliveries deputies dialogue
    diplomats displays dock dockers docks dram drivers during dutch duties duv each earlier earthquake
    economists eda either electricity engineers envoys european euv every everybody everyone executives
    exhibition experts explosion export exports factory fans farmers february fees fire firefighters fires first
    flames flooding floods following for foreign friday from fumes funds gallium german germanium glass gossip
    government graphite ground guests hbm he heads heavy helium her here his houses how hs hydrogen if import
    imports in industry inside insiders internet investigators investors it its january japanese judges july june
    korean krypton labour laptops last lately later lawmakers lawyers leaders lenders less licence licences life
    lightning limits list lorry magnets makers management managers many march market mass may meanwhile media
    meeting memorandum memories memory men merchants miners minister ministry monday money more most nand
    near negotiations neighbouring neighbours neither neon netizens network new next nitrogen no nobody none not
    notice november observers october of officials old on one only or orders other our output outside over parents
    parliament passengers people permits phones pipes plans plant police port ports power president price prices
    producers production profits quake quota quotas quotes rail rain rare rare-earth recently report reportedly
    reports researchers residents restrictions rules rumour rumours sales saturday scholars scientists sea
    seaside second sellers semiconductor semiconductors senators september servers settlers shareholders shares
    she shifts shipments shippers ships shops shortage silicon since small smoke snow so soldiers some somebody
    source sources sparks spot staff steam still stock stocks storm strike students such sunday suppliers
    supplies supply taiwanese talk talks tank tanks tariffs taxes teachers that the their then there these they
    third this those three thursday thus tickets today tomorrow tonight tourists trade traders trains truck
    trucks tuesday tungsten two typhoon under union unions unlike until urea usb users vapour videos visitors
    visits voltage voters wafer wafers warehouse water we wednesday what whatever when where whether which while
    who whoever why with witnesses women word work workers works xenon yesterday yet
    """.split()  # noqa: SIM905 - a list of words to be read
)


def firms(
    text: str, named: Sequence[Named], sums: Sequence[Passage]
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Names that no table holds, beside those `named` and the `sums` of money: those that act, and the others."""
    taken = [*(one.passage for one in named), *sums]
    joined = [one.passage for one in named if one.kind in (Bearer.FIRM, Bearer.ORGANISATION)]
    candidates = [one for one in _candidates(text) if _is_free(one, named, taken) and not _is_told(text, one, named)]
    found = [one for one in candidates if _takes_part(text, one)]
    for one in candidates:
        if one not in found and any(_are_joined(text, one, other) for other in [*joined, *found]):
            found.append(one)
    others = [one for one in candidates if one not in found]
    acting, idle = (sorted((_true_name(text, one) for one in some), key=_start) for some in (found, others))
    return tuple(acting), tuple(idle)


def _start(one: Passage) -> int:
    return one.start


def _true_name(text: str, one: Passage) -> Passage:
    """The name that stands in brackets behind one, as translators give it: Lin De (Linde)."""
    match = _TRUE_NAME.match(text[one.end :])
    if match is None or match["name"].isupper():
        return one
    start = one.end + match.start("name")
    return Passage(start=start, end=start + len(match["name"]), text=match["name"])


def _is_told(text: str, one: Passage, named: Sequence[Named]) -> bool:
    """Whether a name of the table stands in brackets behind one: Luomu (Rohm)."""
    return text[one.end : one.end + 2] == " (" and any(other.passage.start == one.end + 2 for other in named)


def has_name(text: str, named: Sequence[Named]) -> bool:
    """Whether somebody is named, known or not; places are nobody."""
    places = [one.passage for one in named if one.kind is Bearer.PLACE]
    return len(places) < len(named) or any(_is_free(one, named, places) for one in _candidates(text))


def is_region(name: str) -> bool:
    """Whether a name is that of a place with what it is: Kumamoto Prefecture."""
    return _REGION.search(name) is not None


def longer_names(text: str, named: Sequence[Named]) -> Iterator[Passage]:
    """Firms whose names begin as that of a country or another firm does."""
    for one in _candidates(text):
        over = [other for other in named if one.start < other.passage.end and other.passage.start < one.end]
        if over and over[0].passage.start == one.start and all(_is_longer(one, other) for other in over):
            yield one


def _is_longer(one: Passage, other: Named) -> bool:
    return (
        other.kind in (Bearer.ECONOMY, Bearer.FIRM)
        and other.rule in ("name", "name of a firm")
        and one.end > other.passage.end
        and re.search(rf"{_TRADE.pattern}|\b(?:Association|Agency|Printing)$", one.text) is not None
    )


def officers(text: str, taken: Sequence[Passage]) -> Iterator[Passage]:
    """People whom no table holds, told from the title beside their names."""
    for match in _OFFICER.finditer(text):
        group = match.lastgroup or "before"
        is_free = not any(match.start(group) < one.end and one.start < match.end(group) for one in taken)
        is_placed = group == "before" and _PLACED.search(text[: match.start()]) is not None
        is_thing = (
            is_placed
            or _BODY.search(match[group])
            or _OF_STATE.search(match[group])
            or _FACILITY.match(text[match.end() :])
        )
        if is_free and not is_thing:
            bare = _AROUND.sub("", match[group])
            yield Passage(start=match.start(group), end=match.start(group) + len(bare), text=bare)


def _candidates(text: str) -> Iterator[Passage]:
    """Capitalised names that are no common words."""
    charges = [charge.span() for charge in _CHARGE.finditer(text)]
    for match in _NAME.finditer(text):
        if any(start < match.start() < end for start, end in charges):
            continue
        start, name = match.start(), match[0]
        if before := _BEFORE_NAME.match(name):
            start, name = start + before.end(), name[before.end() :]
        name = _AROUND.sub("", name)
        words = name.split()
        if not words:
            continue
        is_first = _is_first(text[: match.start()])
        is_common = words[0].casefold() in _COMMON and (len(words) == 1 or is_first)
        is_noun = is_first and len(words) == 1 and _NO_NAME.search(words[0])
        if not (
            is_common
            or is_noun
            or words[0] in _OF_NATURE
            or words[0] in _NEWS
            or _OF_OFFICE.match(text[start + len(name) :])
            or _OF_STATE.search(name)
            or name in _LEGAL_FORMS
            or re.match(r"[A-Z]+\d", name)
        ):
            yield Passage(start=start, end=start + len(name), text=name)


def _is_first(before: str) -> bool:
    bare = re.sub(r"\bThe $", "", before).rstrip()
    return not bare or bare[-1] in ".:!?"


def _is_free(one: Passage, named: Sequence[Named], taken: Sequence[Passage]) -> bool:
    """Whether a name is not read yet; a body may have that of a country or city in its own, a firm that of a place."""
    over = [place for place in taken if one.start < place.end and place.start < one.end]
    if not over:
        return True
    if any(place.start < one.start or one.end < place.end or place == one for place in over):
        return False
    kinds = {other.kind for other in named if other.passage in over}
    if kinds == {Bearer.PLACE} and len(over) == 1 and not _OF_PLACE.search(one.text):
        return True
    return bool(kinds) and kinds <= {Bearer.ECONOMY, Bearer.SEAT, Bearer.PLACE} and _BODY.search(one.text) is not None


def _are_joined(text: str, one: Passage, other: Passage) -> bool:
    first, second = sorted((one, other), key=lambda place: place.start)
    return _JOINED.match(text[first.end : second.start]) is not None and not _is_place(text[one.end :])


def _takes_part(text: str, one: Passage) -> bool:
    """Whether a name does something, owns a plant, or stands where parties stand."""
    words = one.text.split()
    after, before = re.sub(rf"^(?: {_FORM})+", "", _IN_BRACKETS.sub("", text[one.end :])), text[: one.start]
    is_first = _is_first(before)
    if _PLACE_BEFORE.search(before) or (_FACILITY.match(after) and _ITS.search(before)):
        return False
    if _PLANT_OF.search(before) or _OUTLET.search(before) or _AUTHORITY.search(before) or _IN_REGION.match(after):
        return False
    if (_IN.search(before) and after[:1] in "'’") or (_ITS.search(before) and one.text.isupper()):
        return False
    if before.endswith(", ") and _SO_SAID.match(after):
        return False
    if _REGION.search(one.text) and not _VERB.match(after):
        return False
    if is_first and re.fullmatch(r"[A-Z][a-z]+", one.text):
        return _is_alone_a_name(after)
    if re.search(r"[A-Z]\w+['’]s $", before) and re.match(r"(?:,| (?:and|will|has|have|in|on|with|[a-z]+ed)\b)", after):
        return True
    if (
        _OWNS.search(after)
        or (re.search(r"\b(?:an?|two|three|four|several|\d+) $", before) and _FACILITY.match(after))
        or _PART_OF.search(before)
        or _MAKER.search(before)
        or (_UNION.search(before) or (one.text.isupper() and re.match(r" (?:union|workers|members)\b", after)))
    ):
        return True
    leads = is_first and (
        re.match(r"(?:, [A-Z][\w-]+)* and [A-Z]", after) is not None or (len(words) > 1 and after[1:2].islower())
    )
    is_placed = re.search(rf"\b(?:in|at|to|near|from|of) (?:the )?(?:{_WORD}(?: {_WORD})? and )?$", before) is not None
    if (leads or _VERB.search(after) is not None) and not is_placed:
        return True
    return _BESIDE.search(before) is not None and len(words) > 1 and not _is_place(after)


def _is_alone_a_name(after: str) -> bool:
    """Whether one word that begins a sentence, as any word may, does what firms do."""
    return bool(
        (_VERB.match(after) and not re.match(r" (?:are|were|was|have|\w+s (?:of|for|are|will|have))\b", after))
        or _OWNS.match(after)
        or re.match(r"(?:, [A-Z][\w-]+)* and [A-Z]", after)
    )


def _is_place(after: str) -> bool:
    return re.match(r",? [A-Z]|,? (?:province|city|county|science park)", after) is not None
