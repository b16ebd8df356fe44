"""How the press, ministries and translation say each of the actions: action, the words, and the weight they have.

Of the words in a sentence the heaviest win. Controls of exports have their words in `controls`.
"""

from haechi.model.news import Action

WORDING: tuple[tuple[Action, str, float], ...] = (
    (
        Action.MEETING,
        r"receiv(?:e|es|ed|ing) (?-i:[A-ZŠČŽ])\w+ (?:in|at|on|for)\b|(?:spoke|talked|conferred"
        r"|met) (?:[\w-]+ ){0,4}with\b.{0,80}\b(?:about|on|over)\b|exchang\w+ (?:views"
        r"|opinions)",
        0.9,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"(?:inject|put|pour|invest|plough|pump)\w* .{0,20}\d[\d.,]* (?:billion|million|trillion)\b.{0,60}\b"
        r"(?:factory|fab|plant|line|campus|cluster|works)s?\b",
        0.745,
    ),
    (
        Action.TRAINING,
        r"(?:department|faculty|college) of (?:\w+ ){0,2}(?:semiconductor|chip|microelectronic)s?\b"
        r"|(?:contract[- ](?:style |type )?|talent |chip )department|tuition|recruit\w* .{0,20}(?:students|persons"
        r"|trainees)",
        0.82,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"(?:put|puts|lay|lays|laid) (?:\w+ ){0,7}(?:projects?|expansion) on (?:ice"
        r"|hold)",
        0.72,
    ),
    (Action.STRIKE, r"collective (?:refusal|walk-?out|stoppage)|refusal of (?:transport|work|overtime)", 0.9),
    (Action.POLICY, r"(?:national|state|chip|semiconductor|big) funds?\b", 0.72),
    (Action.OUTAGE, r"(?:power|electricity|water) ration\w*|ration\w* (?:of )?(?:power|electricity|water)", 0.87),
    (
        Action.OUTAGE,
        r"(?:press\w* down|lower\w*|reduc\w*|cut\w*) (?:the |its )?(?:load|operating rate)"
        r"|restor\w* .{0,40}\b(?:operat\w+|production|lines?|plant|fab)\b"
        r"|(?:left|leav\w+|kept|stay\w*) (?:[\w'’-]+ ){0,5}dark\b|(?:machines?|tools?|lines?|units?)\b.{0,40}"
        r"\b(?:jumped off|tripped)|(?:turn|start|runn?)\w* (?:on )?again|(?:turn|runn?|operat)\w* .{0,40}\bat half\b"
        r"|\brest(?:s|ed|ing)? (?:since|from|until)|(?:big|strong|violent|intensity[ -]\d\w*) shak(?:e|ing)\b",
        0.76,
    ),
    (
        Action.ACCIDENT,
        r"(?:ammonia|acid|chlorine|silane|vapou?rs?|chemicals?) (?:has |have |had )?escaped|deflagrat\w*|(?:acids?"
        r"|gas|liquid|solution|chemicals?|solvents?|ammonia|slurry|oil)\b.{0,30}\bflow\w* out",
        0.9,
    ),
    (
        Action.SHORTAGE,
        r"br(?:oke|eaks?|oken) (?:of )?(?:goods|stock|supply)\b|(?:shelves|stocks?|inventor\w+)\b.{0,40}"
        r"\b(?:bottom\w* out|bare|(?:hit|reach\w*|touch\w*) (?:the )?bottom)|out of stock|only (?:satisfy|meet|cover"
        r"|fill) \d+ ?(?:%|per ?cent)|grab\w* (?:for )?goods|scrambl\w+ for"
        r"|supply (?:setback|trouble)s?|(?:got|get|gets|receiv\w+|getting) (?:barely|only|just"
        r"|less than) (?:\w+ )?(?:half"
        r"|third|quarter|tenth)|(?:stocks?|in hand|inventor\w+)\b.{0,60}\b(?:cut|shr[aiu]nk|fell|down|dwindl\w*) to "
        r"(?:\w+ ){0,2}(?:days|weeks)|can ?not be (?:got|had|obtained|(?:finished|built|assembled|made) without)",
        0.8,
    ),
    (
        Action.QUOTA,
        r"(?:mining|smelting|separation|total control) (?:index|indices|indicators?)|total (?:amount )?control",
        0.9,
    ),
    (Action.QUOTA, r"allotments?\b", 0.7),
    (Action.STRIKE, r"(?:abstention|abstain\w*) from work|refus\w+ (?:the |to )?(?:transport|load)\w*", 0.9),
    (
        Action.MEETING,
        r"board(?:ed|s) (?:a |the )?(?:plane|flight)|(?:depart\w*|left|leaves) for (?-i:[A-Z])"
        r"|(?:had|has|took|ate|shar\w+) (?:\w+ )?(?:dinner|lunch|breakfast)|(?:by|over|via) video(?: link)?\b"
        r"|through a screen|toured the (?:\w+ ){0,2}clean ?room",
        0.73,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"(?:plan|will|decid|want|intend)\w* (?:to )?(?:lift|rais|increas|expand|doubl)\w* (?:the |its )?(?:output"
        r"|capacity|production)\b",
        0.74,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"la(?:id|y|ys|ying) (?:the |a )?(?:foundations?|corner ?stone)\b"
        r"|l(?:it|ights?) (?:up )?(?:its |the |a )?(?:\w+ ){0,5}line\b|ship(?:ped|s) (?:its |the )?first"
        r"|enter\w* (?:into )?production|lines? (?:is|are|was|were|will be|is to be|are to be) (?:placed|built|put|set)"
        r"|(?:smash|throw|threw)\w* (?:in |down )?\d[\d.,]* (?:billion|million|trillion)|ground[ -]breaking"
        r"|(?:nam|pick|choos|chose|select)\w* .{0,60} (?:for|as the site of) (?:an? |its |the )(?:[\w-]+ ){0,4}"
        r"(?:plant|fab|factory)",
        0.71,
    ),
    (Action.PRICE_JUMP, r"pull\w* up .{0,40}\bprices?\b", 0.85),
    (
        Action.POLICY,
        r"cabinet\b.{0,40}\b(?:cleared|approved)\b|notif(?:y|ies|ied) (?:the |a )?scheme|scheme (?:for|of) support",
        0.75,
    ),
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
        r"|collapse[ds]?|accidents?|fires?(?! ?(?:wall|sale|ing|d\b|drill))|blaze|explo(?:sion|ded|des)\w*|blast"
        r"|leak(?:ed|s|age|ing)?\b|inferno|hospitalised|release of\b|bl[eo]w(?:s|n)? up|faint(?:ed|ing)|vapours?\b"
        r"|spills?\b|fumes?\b|fell to (?:his |her )?death|overcome by|(?:was|were) (?:killed"
        r"|burned|gassed)|died\b|lost (?:his|her|their) li(?:fe|ves)|burn(?:ed|t|ing)\b(?! (?:hot|issue|question"
        r"|desire|money|cash))"
        r"|caught fire|chemical spill|spilled|gas escape",
        0.9,
    ),
    (
        Action.QUOTA,
        r"quotas?\b|(?:export|import|annual|yearly|mining|production|output) (?:ceilings?|caps?\b"
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
        r"(?:agreement|treaty|pact) (?:between|with)|accord between|negotiat\w+ (?:an? "
        r"|the )(?:\w+ )?(?:agreement|deal|pact|treaty|contract)"
        r"|agreed (?:\w+ ){0,3}(?:on|to)\b|sign\w* .{0,50}letter of intent|enter(?:ed"
        r"|s)? (?:into )?an? (?:\w+ )?(?:alliance|partnership)",
        0.75,
    ),
    (Action.SHORTAGE, r"short supply|supply shortages?", 0.87),
    (
        Action.AGREEMENT,
        r"(?:reach|conclud|sign|seal|clos|str[iu]ck|clinch)\w* .{0,25}(?:agreement|accord(?! with)|treaty|pact"
        r"|contract|deal)s?",
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
        r"|conclud\w+|join(?:ed|s)? forces|consent\w*|agree(?:d|s|ment|ments)?\b|accords?\b(?! with)|treat(?:y|ies)"
        r"|pact|contracts?\b(?!ed| (?:prices?|quotations?))|inked\b|pens? fell|join(?:ed|s|ing)? hands"
        r"|joint statement|joint declaration"
        r"|deal (?:worth|with|on|for|of)|deals?\b"
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
        r"(?:special |framework )?(?:law|laws|act|bill|decree|ordinance|legislation)\b"
        r"|polic(?:y|ies)\b(?! (?:officer|director|secretary|chief|head|adviser|bureau|office)s?\b)"
        r"|tax (?:credit|break|relief|deduction)|subsid\w+|tariffs?|customs dut(?:y|ies)|(?:support|growth"
        r"|aid|chip|stabili[sz]ation) fund|\bfund of\b|stockpil\w+|strategic (?:stock|reserve)s?"
        r"|state reserves?|standards?\b|screening|strategy|roadmap|road map|budget|master plan"
        r"|support (?:plan|package|programme|program|scheme)|aid (?:plan|package|programme)"
        r"|plan of(?! .{0,40}\b(?:build|plant|fab|factory)\b)"
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
    (
        Action.AGREEMENT,
        r"(?:reach|conclud|sign|seal|str[iu]ck|clinch|ink|initial|renew|agreed? o)\w* (?:\w+ ){0,3}"
        r"(?:agreement|accord|treaty|pact|deal|framework) (?:on|to|for|about|that|under|limiting|restricting)\b"
        r"|(?:agreement|accord|treaty|pact|framework)s? (?:on|about) .{0,90}\b(?:signed|concluded|reached|sealed"
        r"|inked)",
        0.89,
    ),
    (
        Action.OUTAGE,
        r"(?:lack|want|loss|failure|cut|shortage) of (?:current|power|electricity|cooling|steam|water|mains|gas|heat)\b"
        r"|(?:cost(?! of)|robbed|deprived|stripped)\b.{0,40}\b(?:power|current|electricity)\b"
        r"|(?:tak|took|go|went|bring|put)\w* .{0,40}\b(?:out of (?:operation|service|action)|off ?line)\b",
        0.89,
    ),
    (
        Action.STRIKE,
        r"(?:(?:lay|put|laid|set)\w* (?:down|aside)|down(?:ed|ing|s)?|drop(?:ped|s|ping)?) (?:their |the "
        r"|all )?(?:work|tools)\b"
        r"|work (?:\w+ ){0,2}(?:laid|put) down|walk(?:s|ed|ing)? out\b|(?:stop|ceas|quit|refus)\w* work(?:ing)?\b"
        r"(?=.{0,60}\b(?:pay|wages?|bonus|hours|staff|union|shift))|sit-ins?\b|lock-?outs?\b"
        r"|(?:labou?r|industrial) (?:dispute|action|unrest|stoppage)s?|go-slow|(?:staff|workers"
        r"|employees) .{0,20}protest\w*",
        0.9,
    ),
    (
        Action.ACCIDENT,
        r"overturn\w*|derail\w*|inhal\w+|spray(?:ed|s)? over|spew\w*|gushed|seep\w*|crash(?:ed|es)?\b(?! (?:course"
        r"|of the))"
        r"|(?:burns|wounds|injuries|injured|wounded|hurt)\b(?=.{0,60}\b(?:plants?|fabs?|works|factor|line|site|acid"
        r"|gas|steam))"
        r"|(?:plants?|fabs?|works|factor\w+|site|acid|gas)\b.{0,60}\b(?:injur(?:ed|ing)|wounded|hurt|hurting)\b"
        r"|(?:taken|brought|sent|rushed|carried|entered|went) (?:in)?to (?:the |a )?(?:hospital|clinic)"
        r"|caught (?:on )?fire"
        r"|(?:on|set) fire\b|(?:went|going|go) off\b(?=.{0,40}\b(?:tank|cylinder|plant|works))|mishap",
        0.9,
    ),
    (
        Action.QUOTA,
        r"(?:set|fix|lower|rais|cut|trim|lift|halv|reduc)\w* (?:the |its |a |this year['’]s "
        r"|next year['’]s )?(?:\w+ ){0,3}"
        r"(?:ceilings?|caps?|allotments?|contingents?|allowances?|allocations?)\b|ceilings? (?:for|of|on)\b"
        r"|(?:export|import|mining|smelting|refining) contingents?|limit\w* (?:the )?(?:yearly |annual )?(?:output"
        r"|exports?|exit"
        r"|mining) .{0,50}\bto \d|no more than \d[\d,.]* (?:\w+ )?(?:tonnes?|tons?)",
        0.91,
    ),
    (
        Action.PRICE_JUMP,
        r"mark(?:s|ed|ing)? up\b|(?:mark-?ups?|surcharges?)\b|(?:r[io]s\w+|up|jump\w*|climb\w*) in price"
        r"|multipl(?:y|ied|ies)\b|(?:a |an? \w+ |all-time )?(?:record|high|peak)\b.{0,30}\b(?:dollars?|yuan|yen|won"
        r"|euros?) (?:an?|per) "
        r"|(?:rais|lift|increas|hik|put)\w* (?:up )?(?:what|how much) \w+ (?:charges?|asks?)"
        r"|(?:charge|ask|demand|pay)\w* (?:\w+ ){0,2}\d[\d.]* ?(?:%|per ?cent|percent) (?:more|extra)"
        r"|(?:fees?|tariff of|rates?|list)\b.{0,20}\b(?:go|goes|went|going) up|(?:becom\w*|became|made|get\w*"
        r"|grow\w*|grew) "
        r"(?:\w+ )?(?:dear\w*|costly|costlier|pricier)|costlier|pricier|\d[\d.,]* ?(?:%|per ?cent"
        r"|percent) (?:dearer|costlier)"
        r"|(?:doubl|tripl|quadrupl)\w* (?:in (?:price|value|cost)|its (?:price|value))|price (?:climb|spike|rally"
        r"|upswing|advance)s?"
        r"|dearness|(?:soar|surg|shoot|shot|leap)\w* to \d",
        0.85,
    ),
    (
        Action.SHORTAGE,
        r"dearth|wait(?:s|ed|ing)? (?:up to |as long as |for )?(?:\w+ )?(?:weeks|months)\b|f[ae]ll(?:s|ing)? short"
        r"|run(?:s|ning)? (?:short|low|dry|out)|ran (?:short|low|dry|out)|starv(?:e"
        r"|ed|ing)\b"
        r"|ration(?:ed|ing|s)?\b|on allocation|allocat(?:ed|ing) (?:among|to) customers|(?:no longer|cannot"
        r"|can ?not|unable to) "
        r"(?:\w+ )?(?:get|obtain|secure|procure|be (?:had|got|obtained|delivered|bought))\b|(?:demand"
        r"|need) (?:exceed|outstrip|outrun|surpass)\w*"
        r"|(?:unable|not able|fail\w*|cannot) (?:to )?(?:follow|keep (?:up|pace) with|meet|cover"
        r"|satisfy) (?:the )?(?:demand|need|orders)"
        r"|(?:for|only|than|within|just|hardly|enough for) (?:\w+ ){0,2}(?:days?|weeks?|a week|a month)\b(?: only"
        r"| left)?(?=.{0,40}\b(?:stocks?|supply|left|only)\b)"
        r"|stocks? .{0,40}\b(?:for|lasts?|last only|suffic\w*) (?:only |about |just )?(?:\w+ )?(?:days|weeks)"
        r"|hand to mouth"
        r"|scantily|scanty|meagre|supply (?:gap|crunch|squeeze|bottleneck|pinch)|not enough to go r",
        0.86,
    ),
    (
        Action.MEMORANDUM,
        r"memorandum|letters? of understanding|notes? of understanding",
        0.95,
    ),
    (
        Action.TRAINING,
        r"school(?:ed|ing)? (?:\w+ ){0,2}(?:technicians|engineers|workers|students|people|experts|operators)"
        r"|to school \d"
        r"|(?:practice|practical|short|joint|language|crash|laboratory|lab|hands-on) (?:courses?|class(?:es)?|lessons)"
        r"|courses? (?:on|at|with|by|about)\b|freshm[ae]n|traineeships?|trainees?|boot ?camps?|certificates? (?:to"
        r"|for|on|in)\b"
        r"|got their certificates|doctoral (?:students?|candidates|places)|further education|qualif(?:y|ied"
        r"|ication) (?:of|for) (?:workers|engineers|staff)"
        r"|(?:study|student|university|training|doctoral|degree) places?|(?:professor|teaching) posts?|hands-on",
        0.79,
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"ground (?:was|is|will be|has been) broken|(?:plan|decid|agre|want|intend|consider|weigh)\w* (?:to set up "
        r"|on )?(?:an? |the |its |for an? |another )"
        r"(?:\w+ ){0,3}(?:base|plant|fab|factory|line|campus|hall|works|site|facility|cent(?:re|er))\b"
        r"|(?:start|launch|begin|began|open|r[au]n|switch)\w* (?:on |up |off )?(?:\w+ ){0,3}(?:line|plant|fab"
        r"|factory|furnace|kiln|hall|module|phase|production|base)\b(?! (?:stop|fail|fell|shut))"
        r"|(?:add|creat|bring|put|install)\w* (?:\w+ ){0,4}\d[\d,]* (?:\w+ ){0,2}wafers|(?:put|pump|pour|sink"
        r"|plough|plow|spend|channel)\w* (?:in |in another |another |a further )?"
        r"(?:\w+ ){0,3}\d[\d.,]* (?:\w+ )?(?:billion|million|trillion)\b.{0,40}\b(?:into|in|to build|on|for)\b"
        r"|(?:the |a |its |construction of |build(?:ing)? of )(?:\w+ ){0,3}(?:fab|plant|factory|works|line|campus"
        r"|hall)\b.{0,25}\b(?:that|which) .{0,30}\b(?:build|erect|construct|put up|set up)\w*"
        r"|(?:halt|stop|freez|froze|paus|suspend|resum)\w* (?:\w+ ){0,3}(?:construction|building work|expansion"
        r"|investment)"
        r"|(?:construction|building|erection|expansion) (?:of|work|has|is|was|will)\b|hand(?:ed|s"
        r"|ing)? over the (?:keys?|building)"
        r"|(?:resum|reviv|restart)\w* (?:\w+ ){0,4}(?:project|plan)|(?:buy|bought|acquir|purchas"
        r"|leas)\w* (?:\w+ ){0,4}(?:plot|land|site)\b"
        r"|(?:move|moves|moved|moving) (?:its |the )?(?:\w+ ){0,3}(?:production|line|packaging|equipment|machines"
        r"|tools) (?:in|into|to)"
        r"|topping[ -]out|tool(?:s|ing)? (?:move-?in|install)|put(?:s|ting)? (?:\w+ ){0,5}into (?:operation|service"
        r"|use)|(?:comes?|came|went|goes?) (?:on ?(?:stream|line)|into (?:operation|service))"
        r"|more than doubl\w*|production capacity|output of .{0,40}wafers|(?:new|second|third|fourth) (?:base"
        r"|module|phase|building|production)",
        0.71,
    ),
    (
        Action.POLICY,
        r"(?:allocat|grant|award|allot|approv|releas|pledg|set(?:s|ting)? aside|hand|giv|gave|pay|paid|provid"
        r"|earmark|inject|channel)\w* .{0,40}?\d[\d.,]* (?:\w+ )?(?:billion|million|trillion)\b.{0,20}\b(?:euros?"
        r"|won|yen|yuan|dollars?|renminbi|pounds)\b"
        r"|(?:hold|build|keep|creat|set up|replenish|draw|releas|tap)\w* (?:\w+ ){0,4}(?:stocks?|reserves?"
        r"|stockpiles?) (?:of|from|for)\b|stockpil\w*"
        r"|(?:urg|advis|instruct|order|direct|call)\w* (?:\w+ ){0,3}(?:companies|firms|enterprises|chipmakers"
        r"|makers|carmakers)\b.{0,30} (?:to|not)\b"
        r"|buying into|public procurement|(?:puts?|levies|levied|impos\w+|introduc\w+) (?:an? "
        r"|the )?(?:\w+ ){0,2}(?:tax|duty|levy|tariff)"
        r"|to tax\b|white paper|action plan|five-year plan|legislat\w*|enact\w*|bills?\b(?! of (?:lading|exchange))"
        r"|amend\w*|ordinances?|decrees?\b"
        r"|(?:state|public|federal|government) (?:funds?|funding|financing|money|support|investment|loans?|guarantees?)"
        r"|antitrust|merger control|review of (?:the )?(?:takeover|acquisition|purchase)|forced sale|order(?:s"
        r"|ed)? (?:the )?(?:sale|divest)",
        0.73,
    ),
    (
        Action.MEETING,
        r"(?:called|phoned|rang|telephoned) (?:(?:up|his|her|the|minister|president"
        r"|secretary) )*(?-i:[A-Z])\w+.{0,30}\b(?:about|on|over)\b"
        r"|s[ai]t(?:s|ting)? (?:\w+ )?(?:at (?:the|one) table|together|down)|shook hands with|is on (?:its|his|her"
        r"|their) way to|paid (?:an? |his |her |their )?(?:\w+ )?(?:visit|call)"
        r"|(?:flew|flown|flies|fly|travel\w*|went|goes?|going|gone|set out|left|leaves) (?:out )?(?:to"
        r"|for) (?-i:[A-Z])\w+|(?:was|were|be|is|are|been) received\b"
        r"|sidelines of|working (?:lunch|dinner|breakfast)|tour(?:ed|s|ing)? (?:the |a )?(?:\w+ ){0,3}(?:plant|fab"
        r"|factory|campus|line|headquarters|works)"
        r"|audience|met\b|phone(?:d)?\b(?! makers?)|teleconference|joint committee|working group|bilateral"
        r"|consult(?:s|ed|ing)? with|held (?:\w+ ){0,3}(?:talks|consultations|meeting)",
        0.7,
    ),
)
