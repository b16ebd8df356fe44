"""Actions that two words tell only together: what is spoken of, and what becomes of it.

A plant that rests is an outage and a price that rests is none. Frames are asked where no wording tells an action by
itself; the two words stand in one clause, at most 80 characters apart.
"""

import re

from haechi.model.news import Action

_APART = 80  # characters between the two words
_FACILITY = (
    r"(?:plants?|fabs?|works|factor(?:y|ies)|lines?|furnaces?|kilns?|reactors?|smelters?|mines?|machines|modules?"
    r"|foundr(?:y|ies)|clean ?rooms?)"
)
_WORKER = (
    r"(?:workers?|cleaners?|engineers?|employees?|technicians?|contractors?|operators?|electricians?|labourers?"
    r"|residents?|passers-by)"
)
_VESSEL = (
    r"(?:vessels?|tanks?|cylinders?|bottles?|pipes?|pipelines?|valves?|drums?|boilers?|containers?|warehouses?"
    r"|transformers?|scrubbers?|ducts?|compressors?)"
)
_LEARNER = (
    r"(?:students?|young people|trainees?|pupils?|graduates?|technicians|engineers|experts|talents?|apprentices"
    r"|teachers|professionals|specialists|designers|doctorandi|postgraduates)"
)
_NO_PRICE = re.compile(
    r"\b(?:output|capacity|production|exports?|imports?|shipments?|sales|wages?|salar\w+|stakes?|revenue|profits?"
    r"|tariffs?"
    r"|dut(?:y|ies)|headcount|investments?|tax\w*|spending|yields?|shares?|dividend|forecast|guidance|efficiency"
    r"|speed|orders?)\b",
    re.IGNORECASE,
)
_SHARE = r"(?:\d[\d.]* ?(?:%|per ?cent|percent)|a (?:tenth|fifth|quarter|third|half)|half|twice|double)"
_FRAMES: tuple[tuple[Action, str, str], ...] = (
    (
        Action.CONTROL_ANNOUNCED,
        r"(?:exports?|exit|outflow|shipments?|leav(?:e|es|ing)|outbound|going abroad|overseas|abroad|exporters?"
        r"|end[ -]use)",
        r"(?:licen[cs]\w+|permi(?:t|ts|ssions?)|approv\w+|certificates?|papers?|conditions?|declar(?:e|ation)s?"
        r"|clearance"
        r"|check(?:s|ed)|list of licen[cs]es|control list|formalit\w+|prior notice)",
    ),
    (
        Action.CONTROL_ANNOUNCED,
        r"(?:put|place|putting|placing|bring|bringing|tak(?:e|ing)|stand|stands|fall|falls|go|goes)",
        r"(?:under control|on the (?:control )?list|under (?:permit|licen[cs]e|licensing|watch)"
        r"|the list of licen[cs]es)",
    ),
    (
        Action.OUTAGE,
        _FACILITY,
        r"(?:stop\w*|halt\w*|paus\w*|idl(?:e|ed|ing)|rest(?:s|ed|ing)?|silent|shut\w*|clos(?:e|es|ed|ing|ure)|suspen\w+"
        r"|ceas\w+|interrupt\w*|standstill|mothball\w*|from the (?:net|grid)|fail(?:s|ed|ure)|stagnat\w*|paraly\w+"
        r"|out of order"
        r"|disrupt\w*|restart\w*|r[ea]sum\w*)",
    ),
    (
        Action.OUTAGE,
        r"(?:electricity|power|current|water|steam|cooling|voltage|mains)",
        r"(?:gone|cut(?: off)?|fail\w*|off|lost|drop\w*|dip\w*|br[eo]k\w*|interrupt\w*|collapse\w*|missing"
        r"|fluctuat\w*|sag(?:s|ged|ging)?)",
    ),
    (
        Action.ACCIDENT,
        _WORKER,
        r"(?:crushed|scalded|burn(?:ed|t|s)|hurt|injur\w+|kill(?:s|ed)|died|dead|suffocat\w+|faint\w*|poison\w*"
        r"|hospital\w*"
        r"|trapped|electrocuted|wounded|lost (?:his|her|their) li\w+|unconscious|first aid|splashed|gassed)",
    ),
    (
        Action.ACCIDENT,
        _VESSEL,
        r"(?:crack\w*|burst\w*|broke\w*|split|leak\w*|explod\w*|bl[eo]w\w*|toppl\w*|ruptur\w*|collaps\w*|caught"
        r"|burn\w*|torn|gave way)",
    ),
    (
        Action.STRIKE,
        r"(?:workers|employees|members|staff|unions?|dockers|drivers|crews|labou?rers|operators)",
        r"(?:left (?:the|their) (?:lines?|plants?|posts?|works|machines|fab)|(?:put|lay|laid|set)\w* down"
        r"|walk\w* (?:out|off)"
        r"|stay\w* (?:away|at home|out)|out on|(?:call|calls|called|calling)\b.{0,60}\bout|picket\w*"
        r"|work[ -]to[ -]rule|down(?:ed|ing)? tools"
        r"|protest\w*|refus\w+ to work|ballot\w*|vot\w+ (?:for|to) (?:stop|walk)\w*)",
    ),
    (
        Action.QUOTA,
        r"(?:exports?|mining|smelting|refining|exit|outflow|import|ship)\w*",
        r"(?:indicators?|batch|contingents?|sets? aside|allot\w*|ceilings?|caps?|maximum|volume limits?|limited to \d)",
    ),
    (
        Action.PRICE_JUMP,
        r"(?:rais|lift|increas|hik|charg|demand|ask|pay|add|mark|climb|r[io]s|jump|surg|soar|cost|dearer|up)\w*",
        rf"(?:by )?{_SHARE}(?: more)?(?: for| on)?",
    ),
    (
        Action.TRAINING,
        _LEARNER,
        r"(?:teach\w*|taught|train\w*|practi[cs]e|courses?|lessons?|school\w*|facult\w+|instruct\w*|educat\w*"
        r"|curricul\w+"
        r"|degrees?|internships?|placements?|enrol\w*|admit\w*|tak(?:e|es|ing) in|certificates?|academy|lectures?"
        r"|stud(?:y|ies))",
    ),
    (
        Action.TRAINING,
        r"(?:chips?|semiconductors?|packaging|lithography|clean ?rooms?|design)",
        r"(?:facult\w+|professorship|curricul\w+|degree|academy|lectures?|courses?|classes|master['’]?s|schools?)",
    ),
    (
        Action.POLICY,
        r"(?:governments?|cabinet|parliament|congress|senate|commission|ministr(?:y|ies)|state|council|treasury|diet)",
        r"(?:\d[\d.,]* (?:billion|million|trillion)|funds?|purse|fund(?:s|ing)|tax(?:es)?|lev(?:y|ies)"
        r"|import dut(?:y|ies)|rebates?"
        r"|stock of|reserves? of|programme for|support|aid|rules? (?:for|on)|decree|bill|law|ban(?:s|ned)?|oblig\w+)",
    ),
    (
        Action.POLICY,
        r"(?:impos|levi|charg|rais|slap|put|introduc)\w*",
        r"\d[\d.]* ?(?:%|per ?cent|percent) on (?:\w+ ){0,2}(?:chips|imports?|goods|semiconductors|wafers|equipment)",
    ),
    (
        Action.SHORTAGE,
        r"(?:stocks?|suppl(?:y|ies)|inventor(?:y|ies)|deliver(?:y|ies)|allocations?|parts|chips|diodes|materials?"
        r"|gas|buyers|customers)",
        r"(?:at an end|empt(?:y|ied)|exhausted|dr(?:y|ies|ied) up|thin|scarce|tight|insufficient|dwindl\w*"
        r"|run\w* (?:out|low|dry)|wait (?:for )?"
        r"(?:weeks|months)|hardly|nowhere|in vain|not (?:arrive|come)|fail\w* to arrive|only for \d+ days)",
    ),
    (
        Action.MEETING,
        r"(?:minister|president|premier|chief|head|boss|secretary|commissioner|envoy|delegation|chair\w*|executive"
        r"|king|officials?)s?",
        r"(?:breakfast|lunch|dinner|speak(?:s|ing)? with|s[ai]t with|tak\w+ a plane|flew|call(?:s|ed) on|receiv\w+"
        r"|welcom\w+|conversation"
        r"|exchange of (?:views|words)|guest of|had a word|visit\w*)",
    ),
    (
        Action.CAPACITY_INVESTMENT,
        r"(?:output|capacity|production|plants?|fabs?|factor(?:y|ies)|halls?|lines?|buildings?|campus|sites?)",
        r"(?:tripl\w*|doubl\w*|quadrupl\w*|expan\w+|enlarg\w*|boost\w*|build\w*|built|erect\w*|construct\w*"
        r"|rent(?:s|ed)|leas(?:e|es|ed)"
        r"|invest\w*|green light|ground|commission\w*|ramp\w*|launch\w*|inaugurat\w*|widen\w*|extend\w*|rais(?:e|es"
        r"|ed|ing)|lift\w*|scale\w* up)",
    ),
)
_PATTERNS = tuple(
    (
        action,
        re.compile(
            rf"\b(?:{what})\b[^.;:]{{0,{_APART}}}?\b(?:{becomes})(?!\w)"
            rf"|\b(?:{becomes})(?!\w)[^.;:]{{0,{_APART}}}?\b(?:{what})\b",
            re.IGNORECASE,
        ),
    )
    for action, what, becomes in _FRAMES
)


def find(text: str) -> tuple[Action, re.Match[str]] | None:
    """The first action that two words of a clause tell together, in the order of the frames."""
    for action, pattern in _PATTERNS:
        match = pattern.search(text)
        if match and not (action is Action.PRICE_JUMP and _NO_PRICE.search(text)):
            return action, match
    return None
