"""Whether what a sentence says is done, planned, denied or only reported; what somebody does not confirm is denied.

What comes from unnamed sources is reported, whatever else it is. Negation of something beside the matter (nobody was
hurt, no comment) denies nothing.
"""

import re
from dataclasses import dataclass

from haechi.model.news import Action, Modality, Passage
from haechi.news import controls, rumours
from haechi.news.actions import Acted

_BESIDE = re.compile(
    r"\b(?:nobody|no one|no-one|none|no (?:people|person|worker|staff|employee)s?)\b[^.;]{0,25}\b(?:hurt"
    r"|injured|harmed|wounded|killed|died|confirmed)"
    r"|no (?:casualt\w+|injur\w+|victims?|comment|details?|reason(?! to)|damage to people|date|figures?)|(?:gave"
    r"|give|made|make) no\b"
    r"|(?:has|have|had|was|were|is|did|does|could) ?n[o']t (?:yet )?(?:been )?(?:confirm\w*|comment\w*"
    r"|give|gave|name\w*|specif\w+|disclos\w+|determin\w+|fixed|known|say|want to be|wish to be|reveal\w*"
    r"|answer\w*|repl\w+"
    r"|made public)"
    r"|not (?:yet )?(?:confirmed|determined|known|named|disclosed|specified|fixed)|without (?:any |prior "
    r"|further )?(?:notice|warning|naming|giving|saying|announcement|delay)"
    r"|(?:will|would|should) not be (?:affected|hit|touched|disturbed)|smil\w+ and (?:did|said) no\w*"
    r"|\bif\b[^.;,]*|not only|(?:not|no more) (?:needed|required|necessary) any ?more"
    r"|no longer(?! (?:explor|consider|plan|pursu|seek|want|intend|in talks|interested))"
    r"|(?:refus|declin)\w+ to (?:comment|say|discuss|give|name)|unconfirmed|unnamed|no later than|no more than"
    r"|not (?:yet |been )*(?:turned|switched|started|put) (?:on |up )?again"
    r"|(?:will|would|can|could|did|does|has|have) ?not (?:yet |been )*(?:restart|resum|reopen)\w*"
    r"|without which|(?:so as"
    r"|in order) not to|let(?:s|ting)? no\b|\bno [^.;]{0,60}\bwithout\b|(?:could"
    r"|can) ?not be (?:confirmed|verified|reached)"
    r"|without (?:an? |the |\w+ )?(?:permission|licen[cs]e|permit|approval)\b[^.;,]{0,40}\bnot\b[^.;,]*"
    r"|(?:nobody|no one|no \w+) (?:may|can|must)\b|(?:may|must) not\b",
    re.IGNORECASE,
)
_DETAIL = (
    r"(?:dates?|day|time|timing|start|amounts?|numbers?|figures?|size|value|cause|reasons?|details?|scope|place"
    r"|names?|when|where|how|why|who|which)"
)
_UNCONFIRMED = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|would|will|could|can) ?n(?:ot|['’]t) (?:yet )?(?:be (?:able to )?)?"
    r"confirm(?:ed)?|(?:unable|not able) to confirm|without confirming)\b"
    rf"(?! (?:(?:the|its|their|any|an?) )?(?:\w+ )?{_DETAIL}\b)",
    re.IGNORECASE,
)
_STAYS_UNCONFIRMED = re.compile(
    r"\b(?:(?:has|have|had|was|were|is|are) ?n(?:ot|['’]t) (?:yet )?(?:been )?|(?:could|can) ?not (?:yet )?be )"
    r"confirmed\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(rf"[,;]|\b(?:and|but|while|though|although)\b|\b{_DETAIL}\b", re.IGNORECASE)
_REFUSED_LICENCE = re.compile(
    r"applications?\b.{0,70}\b(?:refused|rejected|denied|turned down)|(?:refus|reject"
    r"|den[iy])\w*\b(?!.{0,30}\bthat\b).{0,40}\b(?:licen[cs]e|permit|application)s?\b"
    r"|licen[cs]es?\b.{0,40}\b(?:refused|rejected|denied|turned down)"
    r"|(?:licen[cs]e|permission|permit|approval)s?\b.{0,60}\bnot (?:yet )?(?:come|been (?:issued|granted|given))"
    r"|not (?:prolong|renew|extend)\w*\b.{0,30}\b(?:licen[cs]e|permit)s?\b"
    r"|turn\w* down\b.{0,60}\b(?:licen[cs]e|permit|application)s?\b",
    re.IGNORECASE,
)
_UNTOUCHED = re.compile(
    r"(?:production|output|deliver\w+|operations?|customers?|suppl\w+|furnaces?|machines"
    r"|equipment)\b[^.;]{0,30}\b(?:not|un)(?: been)? ?(?:affected"
    r"|hit|touched|disturbed|interrupted)"
    r"|\b(?:did|does|has|have|had) not (?:touch|affect|hit|reach|damage|harm|disturb|interrupt|spread|concern)\w*"
    r"|\bno (?:\w+ ){0,2}(?:setback|impact|influence|effect|disruption)s?\b",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(
    r"\b(?:has|have|had|was|were|is|are) (?:\w+ )?(?:been )?(?:scrapped|dissolved|called off"
    r"|cancelled|canceled|dropped|shelved|abandoned"
    r"|withdrawn|suspended|frozen|put on (?:ice|hold))\b"
    r"|\b(?:(?:has|have|had) )?(?:suspended|froze|frozen|cancelled|canceled|withdr[ae]wn?|terminat\w+|called off)"
    r" (?:on \w+ )?(?:its|the|their|his|her|a)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\bno (?!less|fewer|more|later|longer|matter|doubt|time|sooner|wonder|secret)[a-z]+\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:knows? nothing of|no (?:such )?(?:knowledge|truth|word of truth)|not so\b"
    r"|nothing of the (?:sort|kind)|out of (?:the )?question|(?:waved|brushed"
    r"|swept) (?:away|aside)|turned down|said no(?= to\b|[.,;]|$)"
    r"|withdrew from|pull(?:ed|s) out|called (?:it|this|that|them) (?:a |an |mere |pure )*(?:rumou?r"
    r"|invention|fabrication|lie)s?|lacks? (?:any )?(?:truth|ground|basis)|den(?:y|ies|ied|ying)\b"
    r"|refut\w+|reject(?:s|ed|ing)\b|dismiss(?:ed|es|ing)\b|disput(?:ed|es)\b|contradict\w*|disavow\w*"
    r"|negat\w+"
    r"|rul(?:ed|es|ing) out|call(?:ed|s|ing)\b[^.;]{0,60}\b(?:wrong|false|untrue|baseless|nonsense|off"
    r"|invent(?:ed|ion)|made up|fantasy|fiction|unfounded|fabricated)"
    r"|(?:is|are|was|were|be) (?:\w+ly )?(?:wrong|false|untrue|nonsense|invented|a fabrication|pure invention)"
    r"|not (?:true|correct|the case|in line with the facts|a fact|accurate)"
    r"|(?:stop|halt|end|drop|cancel)\w* (?:the |its |their )?(?:building|construction|project)|drop(?:s"
    r"|ped)? (?:its|the|their) plan|without (?:any )?(?:ground|basis|foundation|truth)s?|groundless"
    r"|baseless|unfounded|refus(?:e|es|ed|ing)\b|declin(?:ed|es) to|called off|cancell?ed (?:on \w+ )?(?:the|its|his"
    r"|her|their) (?:meeting|visit|talks|plan|strike|trip|signing)|(?:meeting|visit|talks|plan|strike|trip"
    r"|signing)s? (?:\w+ ){0,4}(?:was|were|is|has been|have been) (?:cancell?ed|called off|scrapped"
    r"|dropped)"
    r"|(?:talks?|negotiations?|contacts)\b(?:[^.;]|\.\d){0,60}\b(?:broke(?:n)? down|ruptur\w+)|broke(?:n)? off"
    r"|fell through|walk(?:ed|s) away from|took (?:\w+ ){1,6}back\b"
    r"|(?:^|[.:] *['‘“\"]?|that )(?:no|not (?:a single|one)) (?:\w+ ){1,4}(?:escaped|leaked|burn\w+|stood still"
    r"|(?:is|was) (?:lacking|lost)|caught fire|ran out)"
    r"|stays? (?:where|as|in (?:force|place))\b|(?:suspended|postponed) (?:indefinitely|until further notice)"
    r"|backed out"
    r"|shelved|g[ai]ve up (?:its|the|his|their) plan"
    r"|gave the plan up|abandon\w*|avert(?:s|ed|ing)?|avoided|no longer|(?:has|have|is"
    r"|are) yet to|came through|unscathed|unharmed|g[ai]ve(?:s|n)? up|not (?:to )?go(?:ing)? ahead"
    r"|contrary to"
    r"|(?:suspend|drop|withdr[ae]w|cancel|call off)\w* (?:\w+ ){0,4}(?:strike|walk-?out)s?(?: plans?| call| threat)?"
    r"|(?:found no|deaf) ears?|in vain|(?:rumou?rs?|reports|speculation|suggestions|claims"
    r"|allegations|stor(?:y|ies)) (?:of|that|about|on|which) [^;]{5,120}? (?:is|are|was"
    r"|were) "
    r"(?!circulat|go|grow|mount|mak|do|spread|sa|hear|true)|none of"
    r"|(?:fell|fallen|falls) (?:flat|through)|came to nothing|(?:counter|contradict)\w* (?:the |a |any )?(?:talk"
    r"|reports?|rumou?rs?|fears?)"
    r"|pull(?:s|ed)? the plug|without (?:a |any )?(?:break|interruption|pause|disturbance)|(?:halt|stopp|froz|freez"
    r"|paus)\w* (?:\w+ ){0,3}(?:construction|"
    r"expansion|building|investment)|oppos(?:es|ed)\b|stay(?:s|ed)? open|on ice\b|off the table|no question of"
    r"|(?:is|are|was"
    r"|were) no more than (?:a )?(?:rumou?r|talk)"
    r"|postponed (?:indefinitely|until further notice)|vot(?:ed|es) (?:down"
    r"|against)|as usual|(?:operat|run|work)\w* normally|(?:scrap|drop|shelv|abandon"
    r"|cancel|bur[iy]|axe|ditch)\w* (?:its |the |his |her |their |all |an? )?(?:\w+ ){0,4}"
    r"(?:plans?|projects?|deals?|talks|meetings?|visits?|proposals?|bids?|ideas?)\b|(?:saw"
    r"|seen) no|plenty of|rebut\w*|unanswered|ignored"
    r"|snub\w*|(?:does|do|did) not exist|sees? no|quash\w*|scotch\w*|rebuff\w*|repudiat\w*"
    r"|dr[ae]w(?:s|ing)? (?:a|the) line\b|knock\w* (?:down|back) (?:the |any )?(?:chatter|reports?|rumou?rs?|talk)"
    r"|without (?:a|any) hitch|(?:strike|meeting|visit|talks|signing|deal|plan|walk-?out)\b[^.;,]{0,60}"
    r" (?:is|are|was|were) off\b(?! (?:to|by|\d))"
    r"|cold water|play\w* down (?:the |a )?(?:reports?|rumou?rs?|talk)"
    r"|fail(?:s|ed|ing)? to (?:agree|reach|sign|meet|conclude|clinch)|(?:talks?|deal"
    r"|agreement|accord)\b.{0,40}(?:collapsed|failed|fell apart"
    r"|came to nothing)|without (?:an? )?(?:agreement|accord|deal|contract)"
    r"|stopp?\w* short of|stays? as (?:it|they)|remain\w* (?:in place|unchanged|unsigned)"
    r"|differ(?:s|ed)? from (?:the )?facts?|(?:purely|simply) false"
    r"|no (?:\w+ ){1,3}(?:was|were|is|are|has been|have been|is being|are being) \w+ed\b|no \w+ (?:was|were"
    r"|has been) made\b|(?<!so that )(?<!so )nothing\b"
    r"|neither\b|nor\b|never\b|nobody\b|no (?:\w+ ){0,4}?(?:plans?|intention|intent|decision|ban"
    r"|restriction|restrictions|control|controls|quota|quotas|strike|shortage|agreement|memorandum|talks?"
    r"|meeting|fire|stop|outage|leak|explosion|accident|price|licen[cs]e|limit|limits|curbs?|such|lack"
    r"|contract|deal|subsid\w+|tariffs?|investment|programme|thought|question|reason to|truth|ground)"
    r"|there (?:is|was|are|were|has been|have been|will be) no(?:t|ne)?\b|(?:did|does|do|has|have|had|is"
    r"|are|was|were|will|would|shall|can|could|need) ?n(?:ot|'t|’t)\b|won['’]t|not (?:been|being|going"
    r"|planning|considering|decided|signed|reached|to)\b|not any|no one)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will\b|shall\b|would\b|plan(?:s|ned|ning)?(?: to\b| an?\b| the\b| for\b)|intend(?:s|ed|ing)?\b"
    r"|(?:is|are|was|were) (?:to|set to|due|scheduled|expected|going to|about to|preparing|planning"
    r"|considering|weighing|studying|discussing)\b|expect(?:s|ed)?\b|prepar(?:e|es|ing)\b|weigh(?:s"
    r"|ing)?\b|consider(?:s|ing)?\b|wants? (?:an?|to)\b|looking for|aims? (?:to|at|for)\b|hopes?\b|propos(?:e|es"
    r"|ed)\b|stud(?:y"
    r"|ies) (?:to|whether)|stands? ready|ready to|upcoming|coming (?:week|month|year)|is being prepared"
    r"|are being prepared|tomorrow\b|threaten\w*|could\b|may (?:be|have to|go(?! on)|stop)\b|might\b|soon\b"
    r"|in the future|seeks? to|think(?:s|ing)? (?:of|about)|(?:ask|urg|call)(?:s"
    r"|ed)? (?:on |for )?(?:the |its )?(?:\w+ )?to\b"
    r"|(?:is|are|was|were) (?:(?:reviewing|examining|coordinating|arranging) (?:to|whether|\w+ing\b)|drafting"
    r"|drawing up|working on|mulling"
    r"|pondering|exploring|toying with|seen to"
    r"|looking (?:at|into)|gearing up|poised|tipped)"
    r"|means? to|meant to|(?<!attempted )(?<!said )(?<!found )to be (?:\w+ed|held|built|met|sent)\b|postpon\w*"
    r"|delay(?:s|ed"
    r"|ing)?|put(?:s|ting)? off|pushed back|in talks to|on track|(?:close|near) to an?|nearing|mulls|ponders|eyes"
    r"|envisag\w+|foresee\w*|vow(?:s|ed)? to|(?:pledg|promis)(?:es?|ed) to|goal of"
    r"|target of|forecast\w*|fear(?:s|ed)?\b|warns? (?:of|that)"
    r"|next (?:week|month|year|spring|summer|autumn|winter|quarter)\b|(?:is|are|was|were) (?:likely|going|forecast"
    r"|predicted|projected|estimated|on course|sure|certain) (?:to|not to)\b|it is (?:forecast|predicted|expected)\b"
    r"|(?:has|have) the (?:policy|intention|plan|aim) of|(?:starting|beginning) (?:from|in|next) (?!today)|(?:this"
    r"|the) coming (?:\w+day|\d)|(?:is|are|was|were) (?:deliberating|debating whether|slated|pencilled)"
    r"|deliberates?\b|(?:has|have) in mind|in the pipeline"
    r"|in (?:the )?direction (?:of|to)\b|on the (?:agenda|drawing board)|(?:solidif|harden"
    r"|firm)\w* (?:up )?(?:an? |its |the )?(?:policy|plan|intention|course)"
    r"|in favou?r of (?:an? |the )?(?:strike|walk-?out|stoppage|industrial action)"
    r"|(?:finish|finali[sz])ing (?:the )?(?:wording|text|terms|details)|push(?:es|ing)? (?:forward|ahead with)"
    r"|would like to|(?:sees?"
    r"|foresees?)\b[^.;,]{0,40}\b(?:stay|remain|ris|fall|climb|last)ing\b"
    r"|(?:goes|travels|flies|comes|visits|meets|receives|holds|opens|begins|starts)\b[^,;.]{0,70}\bthis (?:week"
    r"|month|year|spring|summer|autumn|winter|quarter))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:will|would|shall) (?:go on|continue|last|remain|stay)\b", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(
    r",? (?:from |to |after |of |by )?which\b|\b(?:that|who) (?:will|would|is to|are to)\b|, (?:where|whose|while"
    r"|with)\b"
    r"|, the (?:\w+ ){1,2}(?:is to|are to|will)\b|, (?:and|but) (?:the|an?|several|some|many|\d+)\b"
    r"|\b(?:\w+ )?(?:days|hours|weeks|months) (?:before|after)\b"
    r"|,? (?:before|until|unless|so that)\b|, (?:and|but) (?:it|they|this|he|she)\b|;",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:(?:announc|unveil|pledg|promis|approv)(?:e|es|ed|ing)\b|(?:decided|agreed|resolved|committed) to|commits to"
    r"|(?:rais|lift|increas)(?:e|es|ed) (?:its |the )?(?:\w+ )?(?:plan|budget|target)s?)",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:announced|made public|declared|made known|publish(?:ed|es)|decided|has agreed|have agreed"
    r"|agreed|reached|concluded|signed|exchanged|passed|adopted|approved|unveiled|notified|ordered|issued"
    r"|presented|disclosed|wrote|adding|added|put(?:s)? .{0,40}(?:on|under)|imposed|introduced|prolonged|extended"
    r"|renewed"
    r"|fixed|decreed|granted|rescinded|sealed|came to terms|told|informed|confirmed|stated)\b",
    re.IGNORECASE,
)
_FUTURE = ("will", "shall", "would")
_FROM_A_DAY = re.compile(r"(?:starting|beginning) (?:from|in)", re.IGNORECASE)
_TO_BE_TOLD = re.compile(
    r"\b(?:will|shall|is to|are to) be (?:\w+ly )?(?:made public|announced|published|released|unveiled|issued)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(r"told|informed|confirmed|stated", re.IGNORECASE)
_CONCLUDED = re.compile(
    r"\b(?:deal|agreement|accord|pact|contract|treaty|memorandum|MOU)s? (?:\w+ ){0,2}(?:signed|reached|concluded"
    r"|struck|sealed|initialled|inked)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because(?: of)?|as a (?:result|consequence) of|due to|owing to|on account of|in view of|over (?:pay"
    r"|wages|a))\b[^,;.]*",
    re.IGNORECASE,
)
# what somebody refused before something else came of it (refused the offer, and a strike is under way)
_OTHER_CLAUSE = re.compile(
    r"\b(?:refus|reject|turned down|brok|broke|fail|ended without|ran out|collapsed)\w*\b(?!.{0,40}\b(?:reports?"
    r"|rumou?rs?|talk of))"
    r"[^,;.]*(?:;|,? (?:and|so|whereupon|after which)(?: (?:now|therefore|then))? (?=an? |the |its |\d))",
    re.IGNORECASE,
)
_LATER_CLAUSE = re.compile(
    r"[;:]|, (?:and|but|while|whereas|so|after|when|as|because|where|whose|with|though|although)\b",
    re.IGNORECASE,
)
_OF_THE_MATTER = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut|reject|dismiss|rumou?r|reports?|true|false|such|plans?|fact|call\w* off|cancel"
    r"|nothing|off|said no|no (?:fire|explosion|leak|accident|stop|outage|strike)\b|rul\w+ out|scrap|shelv|postpon"
    r"|abandon|fell through|remain\w*|stays?)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r", (?:which|who|whose) (?:\w+ )?(?:will|would|is to|are to)\b[^,;.]*,", re.IGNORECASE)
_FLAT = re.compile(
    r"\b(?:den|refut|reject|dismiss|true|false|such|wrong|ground|base|found|truth|rumou?r|invent|nonsense|disput"
    r"|contradict)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:no|not|cannot|unable|refus\w+)\b|n['’]t\b", re.IGNORECASE)
_EXPECTED = re.compile(r"expect|fear|forecast|threat", re.IGNORECASE)
_BEFALLEN = (Action.ACCIDENT, Action.OUTAGE, Action.SHORTAGE)
_ARRANGED = (
    Action.MEETING,
    Action.AGREEMENT,
    Action.MEMORANDUM,
    Action.STRIKE,
    Action.TRAINING,
    Action.CAPACITY_INVESTMENT,
)
_BY_WORD = (Action.CONTROL_ANNOUNCED, Action.AGREEMENT, Action.MEMORANDUM, Action.POLICY, Action.QUOTA)


_DAY_TO_COME = "a day to come"
_NO_WORDS = "no words of certainty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A modality with the words it was read from, and by which rule."""

    modality: Modality
    passage: Passage
    score: float
    rule: str = "words of certainty"


def judge(text: str, acted: Acted, *, is_ahead: bool, is_told: bool, is_set: bool) -> Judged:
    """Whether the action of a sentence is done, planned, denied or reported.

    Parameters
    ----------
    is_ahead : the first date of the sentence lies after the release
    is_told : it names a day of saying
    is_set : it sets the action on that later day or month (in January 2027), not only its effect (from January 2027)
    """
    text = _blank(rumours.BORNE_OUT, text)
    denied, reported = _denial(text, acted), rumours.REPORTED.search(text)
    if reported and not (denied and _is_object(text, denied, reported)):
        return _judged(Modality.REPORTED, reported, 0.85)
    if denied:
        return _judged(Modality.DENIED, denied, 0.9)
    if unconfirmed := _unconfirmed(text, acted.passage):
        return _judged(Modality.DENIED, unconfirmed, 0.8)
    if is_set:
        return _to_come(text)
    return _settled_or_planned(text, acted, is_ahead=is_ahead, is_told=is_told)


def _denial(text: str, acted: Acted) -> re.Match[str] | None:
    action, plain = acted.action, _without_side_matters(text, acted)
    plain = _blank(_CAUSE, plain)
    if (other := _OTHER_CLAUSE.search(plain)) and other.end() <= acted.passage.start:
        plain = f"{'_' * other.end()}{plain[other.end() :]}"
    later = _LATER_CLAUSE.search(plain, acted.passage.end)
    if later and not _OF_THE_MATTER.search(plain, later.start()):
        plain = plain[: later.start()]
    return _DENIED.search(plain) or (_CALLED_OFF.search(plain) if action in _ARRANGED else None) or _none(plain, action)


def _unconfirmed(text: str, action: Passage) -> re.Match[str] | None:
    """The words by which somebody does not confirm the action itself, and not only its day or amount."""
    active = _UNCONFIRMED.search(text, 0, action.start)
    if active and not _NEW_CLAUSE.search(text, active.end(), action.start):
        return active
    passive = _STAYS_UNCONFIRMED.search(text, action.end)
    return passive if passive and not _NEW_CLAUSE.search(text, 0, passive.start()) else None


def _none(plain: str, action: Action) -> re.Match[str] | None:
    """No funding, no cap, no invitation; but no supply is a shortage and no power a stop."""
    return None if action in _BEFALLEN else _NO.search(plain)


def _without_side_matters(text: str, acted: Acted) -> str:
    """The text without negations that deny nothing of the action."""
    action, plain = acted.action, _blank(_BESIDE, text)
    if action in (Action.SHORTAGE, Action.STRIKE) and _NEGATIVE.search(acted.passage.text):
        start, end = acted.passage.start, acted.passage.end
        plain = f"{plain[:start]}{'_' * (end - start)}{plain[end:]}"
    if action in (Action.CONTROL_IN_FORCE, Action.CONTROL_ANNOUNCED):
        plain = _blank(_REFUSED_LICENCE, plain)
    elif action in (Action.ACCIDENT, Action.STRIKE):
        plain = _blank(_UNTOUCHED, plain)
    elif action is Action.CONTROL_LIFTED:
        plain = controls.without_lifting(plain)
    return plain


def _blank(words: re.Pattern[str], text: str) -> str:
    return words.sub(lambda match: "_" * len(match[0]), text)


def _settled_or_planned(text: str, acted: Acted, *, is_ahead: bool, is_told: bool) -> Judged:
    action = acted.action
    text = text if action is Action.SHORTAGE else _blank(_GOES_ON, text)
    rest = _AFTERTHOUGHT.search(text, acted.passage.end)
    text = _blank(_RELATIVE, text)
    planned, settled = _PLANNED.search(text, 0, rest.start() if rest else len(text)), _SETTLED.search(text)
    if planned and action in _BEFALLEN and planned.start() > acted.passage.end and not _EXPECTED.search(planned[0]):
        planned, is_ahead = None, False  # what is planned is what follows from it
    if planned and _FROM_A_DAY.match(planned[0]) and not is_ahead:
        planned = None
    if action in _BY_WORD and (untold := _TO_BE_TOLD.search(text, 0, rest.start() if rest else len(text))):
        return _judged(Modality.PLANNED, untold, 0.85)
    if action is Action.CONTROL_ANNOUNCED and (settled or is_told) and planned and planned[0].lower() in _FUTURE:
        planned, is_ahead = None, False
    if action in (Action.AGREEMENT, Action.MEMORANDUM) and _CONCLUDED.search(text):
        planned, is_ahead = None, False
    is_plan_told = settled and planned and _SAYING.match(settled[0]) and planned[0].lower() not in _FUTURE
    is_said = action in _BY_WORD and settled and not (planned and (is_plan_told or planned.start() < settled.start()))
    if is_said and settled and not (is_ahead and action is Action.QUOTA):
        return _judged(Modality.DONE, settled, 0.85)
    if planned:
        return _judged(Modality.PLANNED, planned, 0.85)
    promised = _PROMISED.search(text, 0, acted.passage.end)
    if promised and action is Action.CAPACITY_INVESTMENT:
        return _judged(Modality.PLANNED, promised, 0.8)
    return _to_come(text) if is_ahead else _plain(text)


def _to_come(text: str) -> Judged:
    return Judged(modality=Modality.PLANNED, passage=_whole(text), score=0.8, rule=_DAY_TO_COME)


def _plain(text: str) -> Judged:
    return Judged(modality=Modality.DONE, passage=_whole(text), score=0.7, rule=_NO_WORDS)


def _whole(text: str) -> Passage:
    bare = text.strip()
    start = text.index(bare)
    return Passage(start=start, end=start + len(bare), text=bare)


def _is_object(text: str, denied: re.Match[str], reported: re.Match[str]) -> bool:
    """Whether a report or rumour is what is denied."""
    is_report = rumours.OF_REPORTS.search(reported[0]) is not None
    is_source = (
        re.search(r"\b(?:sources?|insiders?|people|persons?|residents?)\b", reported[0], re.IGNORECASE) is not None
    )
    is_aside = _LATER_CLAUSE.search(text, reported.end(), denied.start()) is not None and not _FLAT.search(denied[0])
    return (
        is_report
        and not is_aside
        and not is_source
        and ("den" in denied[0].lower() or denied.start() != reported.start() or denied.end() > reported.end())
    )


def _judged(modality: Modality, match: re.Match[str], score: float) -> Judged:
    passage = Passage(start=match.start(), end=match.end(), text=match[0])
    return Judged(modality=modality, passage=passage, score=score)
