"""Whether what a sentence says is done, planned, denied or only reported.

What comes from unnamed sources is reported, whatever else it is. Negation of something beside the matter (nobody was
hurt, no comment) denies nothing.
"""

import datetime as dt
import re
from dataclasses import dataclass

from haechi.model.dates import PartialDate
from haechi.model.news import Action, Modality, Passage
from haechi.news.actions import Acted

_BESIDE = re.compile(
    r"\b(?:nobody|no one|no-one|none|no (?:people|person|worker|staff|employee)s?)\b[^.;]{0,25}\b(?:hurt"
    r"|injured|harmed|wounded|killed|died|confirmed)"
    r"|no (?:casualt\w+|injur\w+|victims?|comment|details?|reason|damage to people|date|figures?)|(?:gave"
    r"|give|made|make) no\b"
    r"|(?:has|have|had|was|were|is|did|does|could) ?n[o']t (?:yet )?(?:been )?(?:confirm\w*|comment\w*"
    r"|give|gave|name\w*|specif\w+|disclos\w+|determin\w+|fixed|known|say|want to be|wish to be|reveal\w*"
    r"|made public)"
    r"|not (?:yet )?(?:confirmed|determined|known|named|disclosed|specified|fixed)|without (?:any |prior "
    r"|further )?(?:notice|warning|naming|giving|saying|announcement|delay)"
    r"|\bif\b[^.;,]*|not only|(?:not|no more) (?:needed|required|necessary) any ?more|no longer"
    r"|unconfirmed|unnamed|no later than|without which",
    re.IGNORECASE,
)
_REFUSED_LICENCE = re.compile(
    r"applications?\b.{0,70}\b(?:refused|rejected|denied|turned down)|(?:refus|reject"
    r"|den[iy])\w*\b.{0,40}\b(?:licen[cs]e|permit|application)s?\b"
    r"|licen[cs]es?\b.{0,40}\b(?:refused|rejected|denied|turned down)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:knows? nothing of|no (?:such )?(?:knowledge|truth|word of truth)|not so\b"
    r"|nothing of the (?:sort|kind)|out of (?:the )?question|waved away|turned down|said no\b"
    r"|withdrew from|pull(?:ed|s) out|called (?:it|this|that|them) (?:a |an |mere |pure )*(?:rumou?r"
    r"|invention|fabrication|lie)s?|lacks? (?:any )?(?:truth|ground|basis)|den(?:y|ies|ied|ying)\b"
    r"|refut\w+|reject(?:s|ed|ing)\b|dismiss(?:ed|es|ing)\b|disput(?:ed|es)\b|contradict\w*|disavow\w*"
    r"|negat\w+"
    r"|rul(?:ed|es|ing) out|call(?:ed|s|ing)\b[^.;]{0,60}\b(?:wrong|false|untrue|baseless|nonsense|off"
    r"|invented|fiction|unfounded|fabricated)"
    r"|(?:is|are|was|were|be) (?:wrong|false|untrue|nonsense|invented|a fabrication|pure invention)"
    r"|not (?:true|correct|the case|in line with the facts|a fact|accurate)"
    r"|(?:stop|halt|end|drop|cancel)\w* (?:the |its |their )?(?:building|construction|project)|drop(?:s"
    r"|ped)? (?:its|the|their) plan|without (?:any )?(?:ground|basis|foundation|truth)s?|groundless"
    r"|baseless|unfounded|refus(?:e|es|ed|ing)\b|declin(?:ed|es) to|called off|cancell?ed (?:the|its|his"
    r"|her|their) (?:meeting|visit|talks|plan|strike|trip|signing)|(?:meeting|visit|talks|plan|strike|trip"
    r"|signing)s? (?:\w+ ){0,4}(?:was|were|is|has been|have been) (?:cancell?ed|called off|scrapped"
    r"|dropped)"
    r"|broke(?:n)? (?:off|down)|fell through|backed out|shelved|g[ai]ve up (?:its|the|his|their) plan"
    r"|gave the plan up|abandon\w*|averted|avoided|contrary to"
    r"|neither\b|nor\b|never\b|nobody\b|no (?:\w+ ){0,4}?(?:plans?|intention|intent|decision|ban"
    r"|restriction|restrictions|control|controls|quota|quotas|strike|shortage|agreement|memorandum|talks?"
    r"|meeting|fire|stop|outage|leak|explosion|accident|price|licen[cs]e|limit|limits|curbs?|such|lack"
    r"|contract|deal|subsid\w+|tariffs?|investment|programme|thought|question|reason to|truth|ground)"
    r"|there (?:is|was|are|were|has been|have been|will be) no(?:t|ne)?\b|(?:did|does|do|has|have|had|is"
    r"|are|was|were|will|would|shall|can|could|need) ?n(?:ot|'t|’t)\b|won['’]t|not (?:been|being|going"
    r"|planning|considering|decided|signed|reached|to)\b|not any|no one)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:(?:informed (?:persons?|people|sources?)|knowing persons?|(?:industry|market|government|trade"
    r"|business) (?:circles|people|parties)|someone|sources?|insiders?|people (?:familiar|in the|with"
    r"|close|who|near)|persons? (?:familiar|in the|with|close|who)|residents?|witnesses|traders?|dealers"
    r"|circles|those in the know|one source|a person|two people|market participants|media|newspapers?"
    r"|a newspaper|the press|foreign press|reports?)\b[^.;]{0,50}?\b(?:sa(?:y|ys|id)|tell|tells|told"
    r"|report|reports|reported|claim\w*|write|writes|wrote|whisper\w*|believe|hear|heard|disclos\w+"
    r"|reveal\w+)\b"
    r"|according to (?:sources?|insiders?|people|persons|unnamed|media|reports?|rumou?rs?|a (?:source"
    r"|person|report|newspaper)|industry (?:sources|insiders|people)|market (?:talk|rumou?rs?)|press"
    r"|newspapers|what is heard|those)"
    r"|(?:is|are|was|were) (?:said|reported|rumou?red|believed|understood|alleged|thought|heard) to|sa(?:y"
    r"|id) to (?:be|have|prepare|plan)|speculat\w+|it seems|seems to|seemingly|as is heard|to be heard"
    r"|(?:it )?(?:is|was) learn(?:ed|t)|a source|the market speaks|reportedly|allegedly|supposedly"
    r"|apparently|rumou?rs?|rumou?red|hearsay|gossip"
    r"|(?:the |a )?(?:talk|word|story|news) (?:goes|is|has it|circulat\w+|spread\w*)|it is (?:said"
    r"|rumou?red|heard|reported)|one hears|is it heard|unconfirmed|anonymous|whisper\w*|unnamed"
    r"|not (?:want|wish)(?:ed|ing)? to be named|word of mouth|leaked (?:paper|document|draft)|grapevine"
    r"|circulat\w+)",
    re.IGNORECASE,
)
_OF_REPORTS = re.compile(r"\b(?:reports?|rumou?rs?|saying|newspaper|claims?|talk|gossip|story|press)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will\b|shall\b|would\b|plan(?:s|ned|ning)?(?: to\b| an?\b| the\b| for\b)|intend(?:s|ed|ing)?\b"
    r"|(?:is|are|was|were) (?:to|set to|due|scheduled|expected|going to|about to|preparing|planning"
    r"|considering|weighing|studying|discussing)\b|expect(?:s|ed)?\b|prepar(?:e|es|ing)\b|weigh(?:s"
    r"|ing)?\b|consider(?:s|ing)?\b|wants? to\b|want to\b|aims?\b|hopes?\b|propos(?:e|es|ed)\b|stud(?:y"
    r"|ies) (?:to|whether)|stands? ready|ready to|upcoming|coming (?:week|month|year)|is being prepared"
    r"|are being prepared|tomorrow\b|threaten\w*|could\b|may (?:be|have to|go|stop)\b|might\b|soon\b"
    r"|in the future|seeks? to|goal of|target of|forecast\w*|fear(?:s|ed)?\b|warns? (?:of|that)"
    r"|next (?:week|month|year|spring|summer|autumn|winter|quarter)\b)",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:announced|made public|declared|made known|publish(?:ed|es)|decided|has agreed|have agreed"
    r"|agreed|reached|concluded|signed|exchanged|passed|adopted|approved|unveiled|notified|ordered|issued"
    r"|presented|adding|added|put(?:s)? .{0,40}(?:on|under)|imposed|introduced|prolonged|extended|renewed"
    r"|sealed|came to terms|told|informed|confirmed|stated)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(r"expect|fear|forecast|threat", re.IGNORECASE)
_BEFALLEN = (Action.ACCIDENT, Action.OUTAGE, Action.SHORTAGE)
_BY_WORD = (Action.CONTROL_ANNOUNCED, Action.AGREEMENT, Action.MEMORANDUM, Action.POLICY, Action.QUOTA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A modality with the words it was read from."""

    modality: Modality
    passage: Passage
    score: float


def judge(text: str, acted: Acted, date: PartialDate | None, released: dt.date) -> Judged:
    """Whether the action of a sentence is done, planned, denied or reported."""
    action = acted.action
    plain = _BESIDE.sub(lambda match: "_" * len(match[0]), text)
    if action in (Action.CONTROL_IN_FORCE, Action.CONTROL_ANNOUNCED):
        plain = _REFUSED_LICENCE.sub(lambda match: "_" * len(match[0]), plain)
    denied, reported = _DENIED.search(plain), _REPORTED.search(text)
    if reported and not (denied and _is_object(denied, reported)):
        return _judged(Modality.REPORTED, reported, 0.85)
    if denied:
        return _judged(Modality.DENIED, denied, 0.9)
    planned, settled = _PLANNED.search(text), _SETTLED.search(text)
    if planned and action in _BEFALLEN and planned.start() > acted.passage.end and not _EXPECTED.search(planned[0]):
        planned, date = None, None  # what is planned is what follows from it
    if action is Action.CONTROL_ANNOUNCED and settled and planned and planned[0].lower() in ("will", "shall"):
        planned = None
    is_ahead = date is not None and date.first > released
    is_said = action in _BY_WORD and settled and not (planned and planned.start() < settled.start())
    if is_said and settled and not (is_ahead and action in (Action.QUOTA,)):
        return _judged(Modality.DONE, settled, 0.85)
    if planned:
        return _judged(Modality.PLANNED, planned, 0.85)
    if is_ahead:
        return Judged(modality=Modality.PLANNED, passage=Passage(start=0, end=len(text), text=text), score=0.8)
    return Judged(modality=Modality.DONE, passage=Passage(start=0, end=len(text), text=text), score=0.7)


def _is_object(denied: re.Match[str], reported: re.Match[str]) -> bool:
    """Whether a report or rumour is what is denied."""
    is_report = _OF_REPORTS.search(reported[0]) is not None
    is_source = (
        re.search(r"\b(?:sources?|insiders?|people|persons?|residents?)\b", reported[0], re.IGNORECASE) is not None
    )
    return is_report and not is_source and ("den" in denied[0].lower() or denied.start() != reported.start())


def _judged(modality: Modality, match: re.Match[str], score: float) -> Judged:
    passage = Passage(start=match.start(), end=match.end(), text=match[0])
    return Judged(modality=modality, passage=passage, score=score)
