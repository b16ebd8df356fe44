"""Names of firms and bodies that no table holds, told from their place in the sentence.

A capitalised name counts only where it does something, owns a plant, or stands beside a known party. The first word of a
sentence begins with a capital whatever it is, so common words there are left out.
"""

import re
from collections.abc import Iterator, Sequence

from haechi.model.news import Passage

_NAME = re.compile(r"(?:[A-Z][\w&.-]*[\w&])(?:[ -](?:[A-Z][\w&.-]*[\w&]|of (?=[A-Z])|& ))*")
_VERB = re.compile(
    r"^ of the [A-Z]\w+ side\b|^ (?:itself |yesterday |today |on [A-Z][a-z]+day |in [A-Z][a-z]+ |last \w+ |has |have |had |also |again |already |quietly )*"
    r"(?:said|says|say|told|tells|announced|announces|denied|denies|will|would|wants|plans|intends|agreed|agrees|thinks|expects|stopped|stops|completed"
    r"|opened|opens|closed|closes|raised|raises|confirmed|signed|signs|concluded|is|are|was|were|began|begins|started|starts|invested|invests|built|builds|lost|refused"
    r"|rejected|halted|halts|resumed|reported|reports|declared|notified|warned|warns|reached|(?:\w+ly )?(?!\w*(?:ers|ors|ists|ents|ans|ees|ies|ions)\b)(?!of|in|at|on|and|or|for|to|as|is|its|plants?|has)[a-z]{2,}(?:ed|es|[^su]s)|exchanged|trains|trained|pays|put|puts|cut|cuts|lays|laid|welcomed|shut|weighs"
    r"|considers|could|may|must|has|have|had|needs|lacks|suffers|suffered|holds|held|met|meets|extends|extended|expands|expanded|enlarged|enlarges|calls|called|refuted|dismissed|offers|offered|sees|sold|sells)\b"
)
_OWNS = re.compile(r"^['’]s? (?:[\w-]+ ){0,4}?(?:plants?|works|fabs?|factory|factories|lines?|hall|site|union|labou?r|workers|staff|employees|capacity|campus|prices?)\b")
_BESIDE = re.compile(r"(?:\b(?:with|by|and|between|of the union of|staff of|workers of|works of|plant of|factory of|fab of|line of|hall of|at|said|told)|,) $")
_COMMENT = re.compile(r" (?:said|says|expects|thinks|told|tells|reckons|estimates|wrote|writes|reports|reported)[.,;]?$")
_MAKER = re.compile(r"\b(?:maker|makers|company|firm|group|supplier|producer|manufacturer|foundry|start-?up|institute|university|association|operator|smelter|miner) $")
_NO_NAME = re.compile(r"(?:ions|ents|ers|ies|ors|ists|ants|ees|ings|ing|ion|ment|ity|ness|age|ance|ence|als|ures?|ables?)$")
_OF_STATE = re.compile(
    r"\b(?:Assembly|Parliament|Congress|Senate|Diet|Ministry|Minister|Department|Cabinet|Council|Commission|Court|Customs|Government|President|Office)\b"
)
_COMMON = {
    *("whoever whatever everybody somebody anyone everyone car port factory plant company market a an the this that these those it its he she they we in on at by of for from with as after before because since if when while there here"
      " no not nobody none one two three both all some many most more less new old its his her their our according under over during until"
      " sources source people insiders residents neighbours workers officials analysts traders media reports report shares export exports"
      " import imports production supply supplies power fire explosion police government parliament ministry minister president customs industry"
      " management union unions engineers students experts researchers scientists scholars applications application export price prices"
      " glass copper silicon rare-earth rare hydrogen nitrogen helium neon xenon krypton gallium germanium antimony tungsten graphite urea"
      " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
      " last next yesterday today tomorrow between according residents following unlike among neither either but and or yet so then also only"
      " every each any such other another first second third memory chips chip semiconductor semiconductors korean dutch japanese chinese american"
      " taiwanese german european exhibition visitors tickets guests cars trains rain snow hbm euv duv dram nand eda abf hs ald cvd usb ai it cmp"
      " the talk word negotiations talks dialogue meeting agreement memorandum strike quota shortage licence licences").split(),
}


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
        if (acts and not is_placed) or is_made_known or (
                _BESIDE.search(before) and (len(words) > 1 or before.endswith(" with ")) and not _is_place(after)
            ):
            yield Passage(start=match.start(), end=match.start() + len(name), text=name)


def _is_place(after: str) -> bool:
    return re.match(r",? [A-Z]|,? (?:province|city|county|science park)", after) is not None
