"""What is said to happen in a sentence: which of the actions, by which words, and how sure that is."""

import re
from dataclasses import dataclass

from haechi.model.news import Action, Modality, Passage
from haechi.news import controls

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
    r"|talk at (?:dinner|lunch)|volleyball|strike partner|striker|centre-forward"
    r"|traffic jam|yearbook|lost control over|fire(?:d)? up (?:the"
    r"|their) imagination|under fire from)\b"
    r"|\b(?:shares?|stocks?) (?:of [A-Z]\w+(?: \w+)? )?(?:had|lost|rose|fell|gained|jumped|climbed|dropped"
    r"|closed|slid|sank|were|was)\b"
    r"|\b[A-Z]\w+(?: \w+)? (?:shares|stock) (?:had|lost|rose|fell|gained|jumped|climbed|dropped|closed|slid|sank)\b",
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
        r"|industrial action|strikers|walk(?:s|ed|ing)? off the job|stay(?:s"
        r"|ed)? away from work|stoppages?|slowdown strike|refus\w+ (?:overtime|to work)",
        0.9,
    ),
    (
        Action.ACCIDENT,
        r"(?:pipe|tank|valve|cylinder|boiler)s?\b.{0,25}\b(?:broke|burst|cracked)|to hospital|flames"
        r"|smoke\b|burn\b|went up in smoke|burst\w*|gas(?:es)? (?:has |had )?escaped|poison\w*|detonat\w*"
        r"|collapse[ds]?|accidents?|fires?(?! ?(?:wall|sale|ing|d\b))|blaze|explo(?:sion|ded|des)\w*|blast"
        r"|leak(?:ed|s|age|ing)?\b|inferno|hospitalised|release of\b|bl[eo]w(?:s|n)? up|faint(?:ed|ing)|vapours?\b"
        r"|spills?\b|fumes?\b|fell to (?:his |her )?death|overcome by|(?:was|were) (?:killed"
        r"|burned|gassed)|died\b|lost (?:his|her|their) li(?:fe|ves)|burn(?:ed|t|ing)"
        r"|caught fire|chemical spill|spilled|gas escape",
        0.9,
    ),
    (
        Action.QUOTA,
        r"quotas?\b|(?:export|import|annual|yearly|mining|production|output) (?:ceilings?|caps?"
        r"|allotments?|allowances?|amounts?)|(?:allow|permit|export|mine"
        r"|mining)\w* .{0,30}no more than|upper limit (?:of|for|on)|cap(?:s|ped"
        r"|ping)? (?:\w+ ){0,3}(?:exports?|imports?|output|mining)\b|(?:its"
        r"|the) (?:\w+ )?(?:export |output |mining )?cap\b"
        r"|limit\w* .{0,60}\b\d[\d,]* (?:\w+ )?tonnes|caps? on (?:mining|output|imports?"
        r"|production)|cap(?:s|ped)? (?:the )?exports",
        0.92,
    ),
    (
        Action.MEETING,
        r"(?:met|meets?|talked|conferred|spoke|discussed|talks)\b.{0,60}(?:export controls"
        r"|curbs|restrictions|tariffs|trade rules)"
        r"|(?:in|at|during) the (?:dialogue|meeting|talks|summit|consultation)|attended|exchanged? (?:views"
        r"|opinions|(?:the |their |its )?(?:industrial )?polic)",
        0.9,
    ),
    (Action.AGREEMENT, r"(?:agreement|accord|treaty|pact) (?:which|that) .{0,80}(?:reached|concluded|signed)", 0.9),
    (
        Action.AGREEMENT,
        r"(?:agreement|accord|treaty|pact|contract|deal)s?\b.{0,100}\b(?:is|are|was|were|be|been) (?:\w+ )?"
        r"(?:signed|concluded|reached|sealed|struck|found)|(?:lead|leads|led) to (?:an? |the )?(?:\w+ )?"
        r"(?:agreement|accord|treaty|pact|contract|deal)",
        0.86,
    ),
    (
        Action.AGREEMENT,
        r"(?:agreement|accord|treaty|pact) (?:between|with)|negotiat\w+ (?:an? "
        r"|the )(?:\w+ )?(?:agreement|deal|pact|treaty|contract)"
        r"|agreed (?:\w+ ){0,3}(?:on|to)\b|sign\w* .{0,50}letter of intent|enter(?:ed"
        r"|s)? (?:into )?an? (?:\w+ )?(?:alliance|partnership)",
        0.75,
    ),
    (Action.SHORTAGE, r"short supply|supply shortages?", 0.87),
    (
        Action.AGREEMENT,
        r"(?:reach|conclud|sign|seal|clos|str[iu]ck|clinch)\w* .{0,25}(?:agreement|accord|treaty|pact|contract|deal)s?",
        0.86,
    ),
    (
        Action.TRAINING,
        r"(?:winter|summer|evening) schools?|workshops? for|seminars? for|instruct\w*"
        r"|teach(?:es|ing)?\b|class(?:es)? (?:for|of|in)"
        r"|interns\b|lectures?|educat(?:e|es|ed|ing)\b|retrain\w*|learn(?:s|ed|ing)? (?:the|how)|stud(?:y"
        r"|ies|ied) (?:in|for)|graduat(?:ed|es) (?:its|the|from|\d)|talents?\b|doctorates?"
        r"|degree|skills|train(?:ing|s|ed)?\b(?! (?:station"
        r"|line|ride|crash))|academy|(?:chip |semiconductor |joint |summer |winter )course\b"
        r"|courses? (?:for|in|of)|curricul\w+|cultivat\w+"
        r"|scholarships?|graduate (?:programme|program|course)s?|(?:technician|engineering"
        r"|design|master) courses?|(?:master|doctor)\w* (?:programme|program|course)s?"
        r"|apprentices|graduate school"
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
        r"(?:price|prices|quotation|quotations|cost|costs|fee|fees|futures|quotes"
        r"|charges)\b.{0,70}?\b(?:jump\w*|r[io]s(?:e|es|en"
        r"|ing)|rose|surg\w+|soar\w*|climb\w*|increas\w*|doubl\w+|tripl\w+|go(?:es)? up|went up|gone up"
        r"|advanc\w*|gain\w*|added|leap\w*|spik\w*|rall(?:y|ied)|hit|reach\w*|flew|gr[eo]w\w*|expensive"
        r"|upwards?|higher|hike\w*|broke|lift\w*|up (?:by )?\d|shot up|record|highest)"
        r"|(?:rais|increas|lift|hik|jump|ris|doubl|surg|soar|climb)\w*\b.{0,50}?\b(?:prices?|quotations?|quotes)"
        r"|price (?:rise|jump|hike|increase|surge)|put(?:s|ting)? up .{0,30}\bprices"
        r"|hiking .{0,50}\bprices|(?:cost|fetch|sell)\w*\b.{0,20}(?:% )?more\b|\bdear\b"
        r"|expensive|\d ?% above|(?:doubl|tripl)\w* .{0,40}\d (?:\w+ )?(?:dollars?|yuan|yen"
        r"|euros?|won) per|(?:demand|ask|charg)\w* .{0,25}\bmore for|pass(?:es|ed"
        r"|ing)? on .{0,40}(?:costs?|charges?|prices?)|charg\w+ .{0,20}\bmore\b"
        r"|costs?\b.{0,20}% .{0,40}\bmore\b|(?:hit|reach|cross|trad|fetch|climb|rise|rose|jump"
        r"|surg|soar)\w* .{0,30}\d[\d,.]* "
        r"(?:\w+ )?(?:dollars?|yuan|yen|euros?|won) (?:an?|per) (?:tonne|ton|kilo\w*|pound"
        r"|ounce|litre)|dearer|(?:ask|demand|charg|pay)(?:s|e|es|ed|ing)?\b.{0,20}% more"
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
        r"|not enough|(?:days?|weeks?|months?)['’]?s? (?:worth )?of .{0,40}left|(?:be|is|are"
        r"|stay|remain)s? (?:very )?tight|a want of|short of\b|delays? (?:in"
        r"|of) (?:\w+ )?(?:supply|deliver)\w*|staying tight|(?:remain|stay)\w* short"
        r"|nowhere to be|waits? in vain|drying up|crunch|squeeze\b|get(?:s"
        r"|ting)? hold of enough|too (?:few|little)|insufficient|bottleneck|cannot (?:get"
        r"|obtain)|sold out|hard to (?:get|find|come by"
        r"|obtain)|gap in (?:the )?suppl\w+|supply gap|no stock|stocks? .{0,30}(?:gone|exhausted|empty)",
        0.8,
    ),
    (
        Action.OUTAGE,
        r"lost power|(?:los(?:t|es|ing)) (?:\w+ )?(?:power|electricity|water|steam|gas"
        r"|cooling)|wind(?:s|ing)? down|wound down|off the grid|at rest\b|(?:power|electricity"
        r"|current|water|gas|steam|cooling)(?: supply)? (?:fail\w*|broke\w*"
        r"|stopped|was cut|were cut|went|dropped|lost|stop)|broke down|break-?downs?|overhaul\w*"
        r"|maintenance|ransomware|hackers?|cyber ?attacks?|contaminat\w+|offline|out of action|(?:is|are"
        r"|was|were) to rest|lies? still|lay still|quake|paus(?:ed?|es|ing) .{0,30}\b(?:production|output|lines?"
        r"|operations?|work)|(?:goes|gone|going|went) dark|(?:was|were|been|is"
        r"|are) (?:\w+ )?(?:shut|idled)|lost .{0,30}(?:production|output)|mothball\w*|half speed|(?:let"
        r"|leav)\w* .{0,30}\brest\b|put out the (?:current|power)|resum\w* work|(?:trim|cut"
        r"|curb|slash|reduc|lower)\w* (?:\w+ ){0,2}(?:output|production|wafer starts)"
        r"|to rest\b|crippl\w*|short circuit|knock(?:s|ed)? (?:out|off)|power(?:s|ed"
        r"|ing)? down|(?:proceed|run|operat|work|go)\w* (?:on )?(?:as usual|normally"
        r"|as normal)|off line|(?:slow|reduc)\w* .{0,15}(?:production|output)"
        r"|ceas(?:e|ed|es) (?:work|production|output|operations?)|turn(?:s|ed)? off"
        r"|cut off (?:the )?(?:power|electricity|water|gas|steam|supply)|freez\w+|froze"
        r"|(?:plant|fab|works|factory"
        r"|furnace|production|line|kiln|reactor)s?\b.{0,50}\b(?:stop(?:s|ped|ping)?|suspend\w*|clos(?:e|es"
        r"|ed|ing)|down)\b|stop(?:s|ped|ping)?\b.{0,40}\b(?:plants?|fabs?|works|factor(?:y|ies)|furnaces?"
        r"|kilns?|reactors?)|stopped (?:working|running|producing)|power (?:cut|outage|failure"
        r"|interruption|loss)|outage|blackout|(?:unplanned|emergency) (?:stop|halt|shutdown)|stop(?:ped"
        r"|s)? (?:the )?(?:machines|production|lines?|operation|work of|output|one line)|stop of (?:the )?"
        r"|shut ?downs?|shut(?:s|ting)? (?:down|its|the)|halt(?:ed|s|ing)?|standstill|come to a halt"
        r"|came to a halt"
        r"|switch(?:ed)? off|suspend(?:ed|s|ing)? (?:\w+ ){0,2}(?:\w+ing\b|production"
        r"|operations?|output|work)|stood still"
        r"|stand still|idle|interrupt\w*|(?:lines?|plant|fab|works|factory|furnace)s? .{0,30}(?:stopped"
        r"|stops|stand|stood|down\b|offline)|out of (?:operation|service)|maintenance stop|earthquake"
        r"|flood\w*|typhoon|water cut|voltage (?:dip|drop)",
        0.75,
    ),
    (
        Action.AGREEMENT,
        r"(?:came|come) to terms|(?:prolong|extend|renew)\w* .{0,20}(?:contract|agreement|pact|deal)"
        r"|consensus|partnership|develop\w* .{0,60}(?:together|jointly)|initialled"
        r"|protocol (?:on|of|with|between)|framework (?:on"
        r"|for|of|with|that)|understanding (?:with|between|on)|mergers?\b|arrangement"
        r"|shook hands|joint communiqu|settlement|sign(?:ed|s|ing)?\b(?! of)"
        r"|conclud\w+|join(?:ed|s)? forces|consent\w*|agree(?:d|s|ment|ments)?\b|accords?\b|treat(?:y|ies)"
        r"|pact|contracts?\b(?!ed)|joint statement|joint declaration|deal (?:worth|with|on|for|of)|deals?\b"
        r"|sign(?:ed|s)? .{0,40}(?:statement|declaration|alliance|partnership)|alliance (?:of|with"
        r"|between)|(?:form|found|set up|build|establish|join)\w* .{0,30}(?:coalition|alliance"
        r"|partnership|joint venture)"
        r"|joint venture|letter of intent",
        0.7,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"foundation stone|pour(?:s|ed|ing)? |outlay|ramp(?:s|ed|ing)? up|start(?:s"
        r"|ed)? (?:of )?(?:mass )?production|second phase|pilot line|commission(?:ed|ing) (?:of )?(?:the"
        r"|its|a)|(?:went|goes|go|come|comes|put) into operation|moved? in the (?:first )?machines"
        r"|expansion|invest(?:s|ed|ing|ment|ments)?\b(?! (?:bank|fund|screening|credit|tax))|(?:build|builds|built"
        r"|building|erect\w*|construct\w*|enlarg\w+|expand\w*|extend\w*|widen\w*|complet\w+|finish\w*|open(?:ed|s|ing)?"
        r"|inaugurat\w+|put\w* up|set\w* up|double\w*|add)\b.{0,60}?\b(?:plants?|factor(?:y|ies)|fabs?"
        r"|halls?|lines?|capacity|campus|works|site|facilit\w+|cent(?:re|er)|building"
        r"|headquarters|laborator(?:y|ies)|clean ?rooms?|base|output)"
        r"|(?:new|second|third|first|packaging|wafer|further|another|chip) (?:plant|factory|fab|hall|line"
        r"|works|facility|campus)|first stone|ground-?breaking|broke ground|breaks? ground"
        r"|capacity (?:expansion|investment|increase)|into its .{0,30}fab|put(?:s|ting)? .{0,40}(?:into"
        r"|in) (?:a |its |the )?(?:new )?(?:plant|fab|factory|line)|install(?:ed|ing|s)?"
        r"|raise .{0,30}capacity|(?:spending|expansion|investment|building) (?:plan|budget"
        r"|programme)s?|(?:billion|million|trillion) (?:\w+ )?(?:dollars|euros|won|yen"
        r"|yuan)\b.{0,25}\b(?:for|into|in|on) (?:\w+ ){0,4}\w*(?:fabs?|plants?|factor(?:y|ies)"
        r"|campus)\b"
        r"|(?:pledg|promis|commit)\w* .{0,30}(?:billion|million|trillion)|(?:billion|million"
        r"|trillion) (?:dollar|euro|won|yen|yuan) (?:\w+ ){0,2}\w*(?:fab|plant|factory"
        r"|campus)\b|fab projects?"
        r"|capital (?:spending|expenditure)|capex"
        r"|research (?:house|cent(?:re|er))|(?:g[ai]ve(?:s|n)? up|giving up|scrap\w*"
        r"|abandon\w*|cancel\w*) (?:\w+ ){0,3}projects?|mass production"
        r"|extension of .{0,20}(?:plant|factory|fab|campus|works|site|line)"
        r"|(?:mov|relocat|shift|transfer)\w* .{0,40}(?:production|packaging|assembly"
        r"|manufacturing|lines?)\b.{0,10} to\b"
        r"|(?:land|site|place) .{0,20}for (?:a |an |its )?(?:new )?(?:works|plant|fab|factory)",
        0.7,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"(?:put off|shelv\w*|delay\w*|postpon\w*|plan(?:s|ned)?|project|announc\w+"
        r"|unveil\w*).{0,40}(?:plant|fab|factory"
        r"|factorie|line)s?\b|(?:plant|fab|factory|line)s?\b.{0,40}(?:delayed|postponed|pushed back|put off)",
        0.5,
    ),
    (
        Action.POLICY,
        r"(?:special |framework )?(?:law|laws|act|bill|decree|ordinance|legislation)\b|polic(?:y|ies)"
        r"|tax (?:credit|break|relief|deduction)|subsid\w+|tariffs?|customs dut(?:y|ies)|(?:support|growth"
        r"|aid|chip|stabili[sz]ation) fund|\bfund of\b|stockpil\w+|strategic (?:stock|reserve)s?"
        r"|state reserves?|standards?\b|screening|strategy|roadmap|road map|budget|master plan"
        r"|support (?:plan|package|programme|program|scheme)|aid (?:plan|package|programme)"
        r"|plan of(?! (?:\w+ ){0,2}(?:plant|fab|factory)\b)"
        r"|cluster plan|loans?\b|guarantees?|lev(?:y|ies|ied)\b|regulations?|guidelines?"
        r"|cabinet (?:decision|approved|adopted)|(?:parliament|congress|chamber|diet|senate"
        r"|assembly)\b.{0,20} (?:passed|adopted|approved|voted)|reserves?\b|(?:state|national|emergency"
        r"|public) stocks?|support package|set(?:s)? aside .{0,30}(?:euros?|won|yen|dollars?|yuan)"
        r"|earmark\w*|tax(?:es|ation)?\b|import duties|ministerial order|public money|incentives?"
        r"|(?:state|government|public|German|euros of|dollars of|yen of|won of) (?:\w+ )?aid\b"
        r"|grants?\b|vot(?:e|es|ed) (?:on|to|for)|(?:list|act|law) (?:of"
        r"|on) (?:\w+ )?(?:critical|strategic)"
        r"|take-?overs?\b|award of|(?:revis|propos|issu|adopt|publish"
        r"|finali[sz])\w* .{0,20}rules|opened proceedings|accus(?:e|es|ed)\b|aid (?:of|for)\b"
        r"|(?:tak"
        r"|buy)\w* (?:\w+ )?(?:shares|stakes?) in|support\w* .{0,40}(?:billion|million)"
        r"|seiz\w* control|nationali[sz]\w*|expropriat\w*|(?:tax|investment|chip) credits?"
        r"|stakes? (?:of|in)|charg\w+ importers|dut(?:y|ies) on|package (?:of|worth)",
        0.72,
    ),
    (
        Action.POLICY,
        r"investigat\w+|prob(?:e|es|ing)\b(?! cards?)|inquir(?:y|ies)|anti-?dumping|anti-?trust|monopoly"
        r"|orders? (?:on|over|against)",
        0.65,
    ),
    (
        Action.MEETING,
        r"travel(?:led|s|ed|ling)? to|(?:arriv\w+|came|comes|flew|fly|flies|went) (?:to|in) (?-i:[A-Z])|trip (?:to"
        r"|of)|host(?:ed|s)|conversation|discuss\w*|committee|gather\w*|welcomed(?! \d)"
        r"|appointments?|see each other|(?:saw|see|sees|seen) (?:\w+ ){0,3}(?:colleague"
        r"|counterpart|heads?|chiefs?|ministers?|president|boss)|conferred|dined|invitation"
        r"|talked|encounter"
        r"|face[ -]to[ -]face|rounds? of|convened?|meet(?:s|ing|ings)?\b|met (?:with|in|on|yesterday)?"
        r"|dialogues?|talks?\b(?! goes| that| of (?:an? )?\w+(?:ing|ure|ures|age|ages|cut"
        r"|cuts)\b)|summit|conference|round ?table|forum|consultations?|visit(?:s|ed"
        r"|ing)?\b|spoke (?:again|at length|for|by telephone|on the phone|with)|(?:telephone|phone"
        r"|video) (?:call|conference"
        r"|talk)s?|called on|receiv(?:ed?|es|ing) .{0,30}(?:minister|delegation|president|chief|heads?|chair\w*"
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
    if control := controls.find(text):
        candidates.append((0.88, -control.start(), Action.CONTROL_ANNOUNCED, control))
    if not candidates:
        return None
    score, _, action, match = max(candidates, key=lambda one: one[:2])
    if action is Action.CONTROL_ANNOUNCED:
        action = controls.stage(text)
    return Acted(action=action, passage=Passage(start=match.start(), end=match.end(), text=match[0]), score=score)


def settled(action: Action, modality: Modality) -> Action:
    """A control that is said not to be, be decided or be planned is a control denied; a lifting denied stays one."""
    is_control = action in (Action.CONTROL_ANNOUNCED, Action.CONTROL_IN_FORCE)
    return Action.CONTROL_DENIED if is_control and modality is Modality.DENIED else action
