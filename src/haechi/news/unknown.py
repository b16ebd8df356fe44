"""Names of firms and bodies that no table holds, told from their place in the sentence.

A capitalised name counts only where it does something, owns a plant, or stands beside a known party. The first word of
a sentence begins with a capital whatever it is, so common words there are left out.
"""

import re
from collections.abc import Iterator, Sequence

from haechi.model.news import Passage

_NAME = re.compile(r"(?:[A-Z][\w&.-]*[\w&])(?:[ -](?:[A-Z][\w&.-]*[\w&]|of (?=[A-Z])|& ))*")
_VERB = re.compile(
    r"^ of the [A-Z]\w+ side\b|^ (?:itself |yesterday |today |on [A-Z][a-z]+day |in [A-Z][a-z]+ |last \w+ "
    r"|has |have |had |also |again |already |quietly )*"
    r"(?:said|says|say|told|tells|announced|announces|denied|denies|will|would|wants|plans|intends|agreed"
    r"|agrees|thinks|expects|stopped|stops|completed"
    r"|opened|opens|closed|closes|raised|raises|confirmed|signed|signs|concluded|is|are|was|were|began"
    r"|begins|started|starts|invested|invests|built|builds|lost|refused"
    r"|rejected|halted|halts|resumed|reported|reports|declared|notified|warned|warns|reached"
    r"|(?:\w+ly )?(?!\w*(?:ers|ors|ists|ents|ans|ees|ies|ions)\b)(?!of|in|at|on|and|or|for|to|as|is|its"
    r"|plants?|has)[a-z]{2,}(?:ed|es|[^su]s)|exchanged|trains|trained|pays|put|puts|cut|cuts|lays|laid"
    r"|welcomed|shut|weighs"
    r"|considers|could|may|must|has|have|had|needs|lacks|suffers|suffered|holds|held|met|meets|extends"
    r"|extended|expands|expanded|enlarged|enlarges|calls|called|refuted|dismissed|offers|offered|sees|sold"
    r"|sells)\b"
)
_OWNS = re.compile(
    r"^['’]s? (?:[\w-]+ ){0,4}?(?:plants?|works|fabs?|factory|factories|lines?|hall|site|union|labou?r"
    r"|workers|staff|employees|capacity|campus|prices?)\b"
)
_BESIDE = re.compile(
    r"(?:\b(?:with|by|and|between|of the union of|staff of|workers of|works of|plant of|factory of|fab of"
    r"|line of|hall of|at|said|told)|,) $"
)
_COMMENT = re.compile(
    r" (?:said|says|expects|thinks|told|tells|reckons|estimates|wrote|writes|reports|reported)[.,;]?$"
)
_MAKER = re.compile(
    r"\b(?:maker|makers|company|firm|group|supplier|producer|manufacturer|foundry|start-?up|institute"
    r"|university|association|operator|smelter|miner) $"
)
_NO_NAME = re.compile(
    r"(?:ions|ents|ers|ies|ors|ists|ants|ees|ings|ing|ion|ment|ity|ness|age|ance|ence|als|ures?|ables?)$"
)
_OF_STATE = re.compile(
    r"\b(?:Assembly|Parliament|Congress|Senate|Diet|Ministry|Minister|Department|Cabinet|Council"
    r"|Commission|Court|Customs|Government|President|Office)\b"
)
_COMMON = frozenset(  # words that begin a sentence and are no name
    """
    a abf according after agreement ai ald all also american among an analysts and another antimony any anyone
    application applications april as at august because before between both but by car cars chinese chip chips
    cmp company copper customs cvd december dialogue dram during dutch duv each eda either engineers european
    euv every everybody everyone exhibition experts explosion export exports factory february fire first
    following for friday from gallium german germanium glass government graphite guests hbm he helium her here
    his hs hydrogen if import imports in industry insiders it its january japanese july june korean krypton last
    less licence licences management many march market may media meeting memorandum memory minister ministry
    monday more most nand negotiations neighbours neither neon new next nitrogen no nobody none not november
    october of officials old on one only or other our over parliament people plant police port power president
    price prices production quota rain rare rare-earth report reports researchers residents saturday scholars
    scientists second semiconductor semiconductors september shares she shortage silicon since snow so some
    somebody source sources strike students such sunday supplies supply taiwanese talk talks that the their then
    there these they third this those three thursday tickets today tomorrow traders trains tuesday tungsten two
    under union unions unlike until urea usb visitors we wednesday whatever when while whoever with word workers
    xenon yesterday yet
    """.split()  # noqa: SIM905 - a list of words to be read
)


def firms(text: str, known: Sequence[Passage]) -> Iterator[Passage]:
    """Names that no table holds and that act in the sentence; `known` are the stretches already read as names."""
    for match in _NAME.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in known):
            continue
        name = match[0].removesuffix(" of ").removesuffix(" & ")
        words = name.split()
        is_first = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".:!?"
        if _OF_STATE.search(name):
            continue
        if words[0].casefold() in _COMMON and (len(words) == 1 or is_first):
            continue
        if is_first and len(words) == 1 and _NO_NAME.search(words[0]):
            continue
        after, before = text[match.end() :], text[: match.start()]
        leads = is_first and re.match(r" and [A-Z]", after) is not None
        acts = leads or _VERB.search(after) is not None or _OWNS.search(after) is not None
        is_placed = re.search(r"\b(?:in|at|to|near|from|of) $", before) is not None
        if before.endswith(", ") and _COMMENT.match(after):
            continue
        if is_first and len(words) == 1 and re.match(r" (?:are|were|have)\b", after):
            continue
        is_made_known = _MAKER.search(before) is not None
        if (
            (acts and not is_placed)
            or is_made_known
            or (_BESIDE.search(before) and (len(words) > 1 or before.endswith(" with ")) and not _is_place(after))
        ):
            yield Passage(start=match.start(), end=match.start() + len(name), text=name)


def _is_place(after: str) -> bool:
    return re.match(r",? [A-Z]|,? (?:province|city|county|science park)", after) is not None
