"""What is said to happen in a sentence: which of the actions, by which words, and how sure that is."""

import re
from dataclasses import dataclass

from haechi.model.news import Action, Modality, Passage

# words in another sense, after which nothing in the sentence is taken as an action
_NO_ACTION = re.compile(
    r"\b(?:lightning strike|strik(?:e|es|ing) (?:a |the )?(?:feature|balance|gold|price|difference"
    r"|contrast|view|example)"
    r"|most striking|by accident rather|quota of (?:jokes|questions|words|tickets)|(?:for"
    r"|from) (?:shortage|lack) of time"
    r"|in short(?:,| )(?!supply)|broad agreement|in agreement with|memorandum of (?:19|18)\d\d"
    r"|marathon|football|baseball|basketball|tennis|chess|hockey|goalkeeper|concert|orchestra|choir|song"
    r"|painting|museum"
    r"|film festival|novel|wedding|recipe|jokes?|canteen|historian|archive|gala|stadium|league|tournament"
    r"|(?:drone|air|missile|rocket) strikes?|strike price|driving licen[cs]e|licen[cs]e plates?"
    r"|fishing licen[cs]e|parking permits?|fire drill|fireworks|fired the"
    r"|leak\w* (?:of )?(?:the )?(?:secrets?|technology|data|documents?|information|plans?|to the press)"
    r"|meet(?:s|ing)? (?:the |its |their |all )?(?:demand|needs?|targets?|deadlines?|requirements?"
    r"|standards?|expectations|costs)"
    r"|dividend|orders? (?:for|of) .{0,60}came to|new orders|net profit|operating profit|revenue|turnover|market share"
    r"|share of \d+(?:\.\d+)? ?%|stands first among|target for the share|price target"
    r"|talk at (?:dinner|lunch)|volleyball|traffic jam|yearbook|lost control over|fire(?:d)? up (?:the"
    r"|their) imagination|under fire from)\b"
    r"|\b(?:shares?|stocks?) (?:of [A-Z]\w+(?: \w+)? )?(?:had|lost|rose|fell|gained|jumped|climbed|dropped"
    r"|closed|slid|sank|were|was)\b"
    r"|\b[A-Z]\w+(?: \w+)? (?:shares|stock) (?:had|lost|rose|fell|gained|jumped|climbed|dropped|closed|slid|sank)\b",
    re.IGNORECASE,
)
_EXPORT = r"(?:exports?|exit|exits|shipments?|overseas sales|sales? abroad|selling .{0,40} abroad|outbound)"
_RULE = (
    r"(?:controls?|restrictions?|restraints?|curbs?|bans?|banned|prohibit\w*|embargo|limits?|limitations?"
    r"|licen[cs]\w+|permi(?:t|ts|ssions?)"
    r"|authorisations?|examinations?|approvals?|control(?:led)? list|list of controlled|entity list|black ?list)"
)
_CONTROL = re.compile(
    rf"\b(?:{_EXPORT}\b.{{0,80}}?\b{_RULE}|{_RULE}\b.{{0,80}}?\b{_EXPORT}|{_RULE} (?:duty|demand"
    rf"|requirement|obligation)"
    rf"|(?:national |export |individual |case )(?:licen[cs]e|permission|examination|permit)s?|entity list|dual-use"
    rf"|(?:require|need|demand|under)s? (?:a |an |the )?(?:export |national |individual "
    rf"|prior )*(?:licen[cs]e|permit|permission|authorisation)s?"
    rf"|(?:put|place|bring|brought|set|take|taken|fall|come)s? .{{0,60}}under (?:export |the |a "
    rf"|strict )*(?:control|licen[cs]|permission|permit|examination|approval|limits?)"
    rf"|(?:forb[ia]d\w*|prohibit\w*|restrict\w*|tighten\w*|curb\w*|limit(?:s|ed|ing)?|ban(?:s|ned|ning)?"
    rf"|block(?:s|ed|ing)?|stop(?:s|ped|ping)?) .{{0,50}}\b(?:{_EXPORT}|sales?|sell\w*|ship\w*|outflow"
    rf"|deliver\w*|leav\w+ the country)"
    rf"|(?:{_EXPORT}|sales?|selling|shipping|outflow|deliver\w*) .{{0,70}}(?:forbidden|prohibited"
    rf"|restricted|tightened|curbed|limited|banned|blocked)"
    rf"|only (?:with|after|by) (?:a |an |the |prior )*(?:licen[cs]e|permission|permit|approval"
    rf"|authorisation)|(?:leave|go out of|out of) the country"
    rf"|(?:licen[cs]e|permit|permission|authorisation)s?\b.{{0,40}}\b(?:needed|required|obligatory"
    rf"|necessary|compulsory|must|mandatory|dropped|abolished|no longer)|subject to (?:a "
    rf"|an )?(?:licen[cs]e|permit|permission|export|approval)"
    rf"|(?:list of|listed as) (?:controlled|dual-use|restricted|strategic)|\bbans? (?:on|of|for|toward"
    rf"|towards|against)\b|(?:sell|send|ship|bring|tak|let|carr)\w* .{{0,40}}\bout of (?:the country|[A-Z])"
    rf"|(?:controlled|restricted|dual-use) (?:goods?|items?|products?|technolog)|(?:show|hold|have|get"
    rf"|obtain)s? (?:a |an |the )?(?:new |export )*(?:permit|licen[cs]e|permission)\b"
    rf"|from (?:the )?(?:export )?examination|special examination|(?:limits?|curbs?|restrictions?"
    rf"|controls?) (?:for|on|of|toward|against|to)\b|to limit\b"
    rf"|lifting the control|the control (?:of|on)|controlled exports?|(?:licen[cs]e|permit)s? (?:rule|system|regime)"
    rf"|export of .{{0,60}}(?:let free|set free|made free|released|free again)|applications? for .{{0,60}}refused)",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:lift\w*|remov\w+|eas(?:e|ed|es|ing)|relax\w*|withdr[ae]w\w*|suspend\w*|cancel\w*|abolish\w*"
    r"|repeal\w*|resum\w+"
    r"|revok\w+|exempt\w*|let free|set free|made free|free again|scrap(?:ped|s)?|drop(?:ped|s)?|end(?:ed"
    r"|s)? (?:the|its)|waiv\w+"
    r"|no longer (?:need|require)\w*|needs? no (?:licen[cs]|permi)\w*|expir\w+|free(?:d|s) (?:the|of|from)"
    r"|freely|re-?open\w*|opened again|bulk licen\w*|general licen\w*|white ?list|paus\w+|put on hold"
    r"|takes? off|took off"
    r"|free[ds]? .{0,40}from|(?:not|no more|no longer) (?:needed|required|necessary|asked)|(?:ban|control"
    r"|rule|restriction|curb|limit)s?\b.{0,40}\b(?:run out|runs out|ran out|ends?|ended|falls? away"
    r"|fell away)|g[ai]ve(?:s|n)? up|let go|again (?:free|open)\w*|took away|take away|taken off|loosen\w*"
    r"|put an end|restor\w+|undo|undone|again (?:allow|permit)\w*)\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"\b(?:(?:takes?|took|taken|taking|has|have|having|into|in) (?:legal )?(?:effect|force)|(?:enter|come"
    r"|came|go|goes|went)\w* (?:in)?to (?:force|effect|operation)"
    r"|enforc\w+|from today|since today|in operation|(?:is|are) now (?:subject|required|needed|under)"
    r"|now needs?|(?:begin|began|start)\w* (?:to (?:be )?)?(?:appl|requir|demand)\w*|(?:held|stopped"
    r"|detained|stuck) (?:up )?(?:at|by|in) (?:the )?(?:\w+ )?customs"
    r"|without the new (?:licen[cs]e|permit)|became effective|has been applied|valid since|entered force"
    r"|came to force|in force|effective (?:from|on|as of|since)|has applied|applies (?:as of|from|since)"
    r"|appl(?:y|ies|ied) (?:as of|from|since)"
    r"|carr(?:y|ies|ied) out|(?:were|was|been|being) (?:refused|denied|rejected|turned down)|(?:refused"
    r"|denied|rejected|turned down) .{0,40}(?:licen[cs]e|permit|application)s?"
    r"|applications? .{0,60}(?:refused|rejected|denied)|began to apply|now appl(?:y|ies)|start(?:ed"
    r"|s)? to (?:apply|execute|implement)|executed|implemented|is valid|became valid)\b",
    re.IGNORECASE,
)
_ACTIONS: tuple[tuple[Action, str, float], ...] = (
    (Action.MEMORANDUM, r"memorand(?:um|ums|a)\b|MOUs?\b|memos? of understanding|understanding memos?", 0.95),
    (
        Action.STRIKE,
        r"(?:go(?:es)?|went|going|on|general|unlimited|labou?r|hold|call(?:ed|s)?|plan(?:s|ned)?|warning"
        r"|hour|day|began|begin|a|the|avert\w*|of) strikes?\b(?! (?:price|rate))"
        r"|strikes?\b|pickets?|collective (?:action|leave)|work to rule|lay(?:s|ing)? down (?:their "
        r"|the )?(?:work|tools)|strikes? (?:of|by|at|has|began|will|ended|from|in)|walk-?outs?|walked out"
        r"|stop(?:ped)? work|work stoppage|laid down (?:their |the )?(?:work|tools)|down(?:ed)? tools"
        r"|industrial action|strikers",
        0.9,
    ),
    (
        Action.ACCIDENT,
        r"(?:pipe|tank|valve|cylinder|boiler)s?\b.{0,25}\b(?:broke|burst|cracked)|to hospital|flames"
        r"|smoke\b|burn\b|went up in smoke|burst\w*|gas(?:es)? (?:has |had )?escaped|poison\w*|detonat\w*"
        r"|collapse[ds]?|accidents?|fires?(?! ?(?:wall|sale|ing|d\b))|blaze|explo(?:sion|ded|des)\w*|blast"
        r"|leak(?:ed|s|age|ing)?\b|burn(?:ed|t|ing)|caught fire|chemical spill|spilled|gas escape",
        0.9,
    ),
    (
        Action.QUOTA,
        r"quotas?\b|(?:export|import|annual|yearly|mining|production|output) (?:ceilings?|caps?"
        r"|allotments?|allowances?|amounts?)|upper limit (?:of|for|on)|cap(?:s|ped)? (?:the )?exports",
        0.92,
    ),
    (
        Action.MEETING,
        r"(?:in|at|during) the (?:dialogue|meeting|talks|summit|consultation)|attended|exchanged? (?:views"
        r"|opinions|(?:the |their |its )?(?:industrial )?polic)",
        0.9,
    ),
    (Action.AGREEMENT, r"(?:agreement|accord|treaty|pact) (?:which|that) .{0,80}(?:reached|concluded|signed)", 0.9),
    (Action.SHORTAGE, r"in short supply|supply shortages?", 0.87),
    (Action.AGREEMENT, r"(?:reach|conclud|sign|seal|clos)\w* .{0,25}(?:agreement|accord|treaty|pact|contract)s?", 0.86),
    (
        Action.TRAINING,
        r"(?:winter|summer|evening) schools?|workshops? for|seminars? for|class(?:es)? (?:for|of|in)"
        r"|interns\b|lectures?|educat(?:e|es|ed|ing)\b|retrain\w*|learn(?:s|ed|ing)? (?:the|how)|stud(?:y"
        r"|ies|ied) (?:at|in|for)|talents?\b|doctorates?|degree|skills|train(?:ing|s|ed)?\b(?! (?:station"
        r"|line|ride|crash))|academy|(?:chip |semiconductor |joint |summer |winter )course\b"
        r"|courses? (?:for|in|of)|curricul\w+|cultivat\w+"
        r"|scholarships?|(?:master|doctor)\w* (?:programme|program|course)s?|apprentices|graduate school"
        r"|talent (?:programme|program|plan|project)|internships?|fellowships?|schooling",
        0.8,
    ),
    (
        Action.TRAINING,
        r"(?:programme|program|lessons|teaching) for .{0,30}(?:students|doctors|engineers|technicians"
        r"|graduates|experts|specialists|teachers)|(?:bring|brings|brought) up .{0,30}(?:engineers|experts"
        r"|specialists|technicians|professionals)|(?:foster|nurtur|rais|breed|form)\w* .{0,30}(?:engineers"
        r"|experts|specialists|technicians|professionals)"
        r"|(?:open|start|begin|began|run|found|set up|launch)\w*\b.{0,30}\bschool\b"
        r"|\d[\d,]* (?:[a-z-]+ ){0,2}(?:students|trainees|graduates|pupils)",
        0.68,
    ),
    (
        Action.PRICE_JUMP,
        r"(?:price|prices|quotation|quotations|cost|costs|fee|fees)\b.{0,70}?\b(?:jump\w*|r[io]s(?:e|es|en"
        r"|ing)|rose|surg\w+|soar\w*|climb\w*|increas\w*|doubl\w+|tripl\w+|go(?:es)? up|went up|gone up"
        r"|advanc\w*|gain\w*|added|leap\w*|spik\w*|rall(?:y|ied)|hit|reach\w*|flew|gr[eo]w\w*|expensive"
        r"|upwards?|higher|hike\w*|broke|lift\w*|up (?:by )?\d|shot up|record|highest)"
        r"|(?:rais|increas|lift|hik|jump|ris|doubl|surg|soar|climb)\w*\b.{0,50}?\b(?:prices?|quotations?)"
        r"|price (?:rise|jump|hike|increase|surge)|dearer|(?:ask|demand|charge|pay)s?\b.{0,20}% more"
        r"|(?:times|twice) as (?:dear|expensive|much)|more expensive|cost(?:s)? \d+(?:\.\d+)? ?% more",
        0.85,
    ),
    (
        Action.SHORTAGE,
        r"(?:for|in) want of|not available|unavailable|cannot be had|deficit|(?:not|n't) suffice"
        r"|undersuppl\w*|dried up|run(?:s|ning)? dry|used up|hardly (?:any|available)|delivery times?"
        r"|lead times?|tightness|(?:is|are|was|were|remain\w*|gets?|became|grow\w*) tight|missing"
        r"|short(?:age|ages|fall)|in short supply|(?:be|is|are|run|runs|ran|running|become|becoming) short"
        r"|scarc\w+|run(?:s|ning)? out|ran out|lack(?:ing|s|ed)?\b|tight supply|supply .{0,20}(?:is|are"
        r"|was|remains?) tight"
        r"|not enough|insufficient|bottleneck|cannot (?:get|obtain)|sold out|hard to (?:get|find|come by"
        r"|obtain)|gap in (?:the )?suppl\w+|supply gap|no stock|stocks? .{0,30}(?:gone|exhausted|empty)",
        0.8,
    ),
    (
        Action.OUTAGE,
        r"lost power|(?:power|electricity|current|water|gas|steam|cooling)(?: supply)? (?:fail\w*|broke\w*"
        r"|stopped|was cut|were cut|went|dropped|lost|stop)|broke down|break-?downs?|overhaul\w*"
        r"|maintenance|ransomware|hackers?|cyber ?attacks?|contaminat\w+|offline|out of action|(?:is|are"
        r"|was|were) to rest|lies? still|lay still|quake|paus(?:ed?|es|ing)? (?:production|output|lines?"
        r"|operations?|work)|went dark|turn(?:s|ed)? off|cut off|freez\w+|froze|(?:plant|fab|works|factory"
        r"|furnace|production|line|kiln|reactor)s?\b.{0,50}\b(?:stop(?:s|ped|ping)?|suspend\w*|clos(?:e|es"
        r"|ed|ing)|down)\b|stop(?:s|ped|ping)?\b.{0,40}\b(?:plants?|fabs?|works|factor(?:y|ies)|furnaces?"
        r"|kilns?|reactors?)|stopped (?:working|running|producing)|power (?:cut|outage|failure"
        r"|interruption|loss)|outage|blackout|(?:unplanned|emergency) (?:stop|halt|shutdown)|stop(?:ped"
        r"|s)? (?:the )?(?:machines|production|lines?|operation|work of|output|one line)|stop of (?:the )?"
        r"|shut ?downs?|shut(?:s|ting)? (?:down|its|the)|halt(?:ed|s|ing)?|standstill|come to a halt"
        r"|came to a halt"
        r"|switch(?:ed)? off|suspend(?:ed|s|ing)? (?:production|operations?|output|work)|stood still"
        r"|stand still|idle|interrupt\w*|(?:lines?|plant|fab|works|factory|furnace)s? .{0,30}(?:stopped"
        r"|stops|stand|stood|down\b|offline)|out of (?:operation|service)|maintenance stop|earthquake"
        r"|flood\w*|typhoon|water cut|voltage (?:dip|drop)",
        0.75,
    ),
    (
        Action.AGREEMENT,
        r"(?:came|come) to terms|(?:prolong|extend|renew)\w* .{0,20}(?:contract|agreement|pact|deal)"
        r"|consensus|partnership|arrangement|shook hands|joint communiqu|settlement|sign(?:ed|s|ing)?\b"
        r"|conclud\w+|join(?:ed|s)? forces|consent\w*|agree(?:d|s|ment|ments)?\b|accords?\b|treat(?:y|ies)"
        r"|pact|contracts?\b(?!ed)|joint statement|joint declaration|deal (?:worth|with|on|for|of)|deal\b"
        r"|sign(?:ed|s)? .{0,40}(?:statement|declaration|alliance|partnership)|alliance (?:of|with"
        r"|between)|(?:form|found|set up|build|establish)\w* .{0,30}(?:alliance|partnership|joint venture)"
        r"|joint venture|letter of intent",
        0.7,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"foundation stone|pour(?:s|ed|ing)? |outlay|ramp(?:s|ed|ing)? up|start(?:s"
        r"|ed)? (?:of )?(?:mass )?production|second phase|pilot line|commission(?:ed|ing) (?:of )?(?:the"
        r"|its|a)|(?:went|goes|go|come|comes|put) into operation|moved? in the (?:first )?machines"
        r"|expansion|invest(?:s|ed|ing|ment|ments)?\b(?! (?:bank|fund|screening))|(?:build|builds|built"
        r"|building|erect\w*|construct\w*|enlarg\w+|expand\w*|extend\w*|widen\w*|complet\w+|open(?:ed|s)?"
        r"|inaugurat\w+|put\w* up|set\w* up|double\w*|add)\b.{0,60}?\b(?:plants?|factor(?:y|ies)|fabs?"
        r"|halls?|lines?|capacity|campus|works|site|facilit\w+|cent(?:re|er)|clean ?rooms?|base|output)"
        r"|(?:new|second|third|first|packaging|wafer|further|another|chip) (?:plant|factory|fab|hall|line"
        r"|works|facility|campus)|first stone|ground-?breaking|broke ground|breaks? ground"
        r"|capacity (?:expansion|investment|increase)|into its .{0,30}fab|put(?:s|ting)? .{0,40}(?:into"
        r"|in) (?:a |its |the )?(?:new )?(?:plant|fab|factory|line)|install(?:ed|ing|s)?"
        r"|raise .{0,30}capacity|mass production",
        0.7,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"(?:put off|shelv\w*|delay\w*|postpon\w*|plan(?:s|ned)?|project).{0,40}(?:plant|fab|factory|line)s?\b",
        0.5,
    ),
    (
        Action.POLICY,
        r"(?:special |framework )?(?:law|laws|act|bill|decree|ordinance|legislation)\b|polic(?:y|ies)"
        r"|tax (?:credit|break|relief|deduction)|subsid\w+|tariffs?|customs dut(?:y|ies)|(?:support|growth"
        r"|aid|chip|stabili[sz]ation) fund|\bfund of\b|stockpil\w+|strategic (?:stock|reserve)s?"
        r"|state reserves?|standards?\b|screening|strategy|roadmap|road map|budget|master plan"
        r"|support (?:plan|package|programme|program|scheme)|aid (?:plan|package|programme)|plan of"
        r"|cluster plan|loans?\b|guarantees?|lev(?:y|ies|ied)\b|regulations?|guidelines?"
        r"|cabinet (?:decision|approved|adopted)|(?:parliament|congress|chamber|diet|senate"
        r"|assembly)\b.{0,20} (?:passed|adopted|approved|voted)|reserves?\b|(?:state|national|emergency"
        r"|public) stocks?|support package|set(?:s)? aside .{0,30}(?:euros?|won|yen|dollars?|yuan)"
        r"|earmark\w*|tax(?:es|ation)?\b|import duties|ministerial order|public money|incentives?"
        r"|state aid|grants?\b",
        0.72,
    ),
    (
        Action.MEETING,
        r"travel(?:led|s|ed|ling)? to|(?:arriv\w+|came|comes|flew|flies|went) (?:to|in) [A-Z]|trip (?:to"
        r"|of)|host(?:ed|s)|conversation|discuss\w*|committee|gather\w*|welcomed|talked|encounter"
        r"|face[ -]to[ -]face|rounds? of|convened?|meet(?:s|ing|ings)?\b|met (?:with|in|on|yesterday)?"
        r"|dialogues?|talks?\b(?! goes)|summit|conference|round ?table|forum|consultations?|visit(?:s|ed"
        r"|ing)?\b|spoke (?:by telephone|on the phone|with)|(?:telephone|phone|video) (?:call|conference"
        r"|talk)s?|called on|receiv(?:ed|es) .{0,30}(?:minister|delegation|president|chief|heads?|chair\w*"
        r"|envoy|ambassador)|negotiat\w+|delegation|came together|sat (?:down|together)|exchange of views"
        r"|hearing|session|2 ?\+ ?2|had a call|telephoned",
        0.7,
    ),
)
_PATTERNS = tuple((action, re.compile(rf"\b(?:{words})", re.IGNORECASE), score) for action, words, score in _ACTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """An action with the words it was read from."""

    action: Action
    passage: Passage
    score: float


def find(text: str) -> Acted | None:
    """The main action of a sentence, or None where nothing of the kind is said."""
    if _NO_ACTION.search(text):
        return None
    candidates = [
        (score, -match.start(), action, match)
        for action, pattern, score in _PATTERNS
        if (match := pattern.search(text))
    ]
    if control := _CONTROL.search(text):
        candidates.append((0.88, -control.start(), Action.CONTROL_ANNOUNCED, control))
    if not candidates:
        return None
    score, _, action, match = max(candidates, key=lambda one: one[:2])
    if action is Action.CONTROL_ANNOUNCED:
        action = _stage(text)
    return Acted(action=action, passage=Passage(start=match.start(), end=match.end(), text=match[0]), score=score)


def _stage(text: str) -> Action:
    """How far a control has come."""
    if _LIFTED.search(text):
        return Action.CONTROL_LIFTED
    return Action.CONTROL_IN_FORCE if _IN_FORCE.search(text) else Action.CONTROL_ANNOUNCED


def settled(action: Action, modality: Modality) -> Action:
    """A control that is said not to be, be decided or be planned is a control denied; a lifting denied stays one."""
    is_control = action in (Action.CONTROL_ANNOUNCED, Action.CONTROL_IN_FORCE)
    return Action.CONTROL_DENIED if is_control and modality is Modality.DENIED else action
