"""Controls of exports: whether a sentence speaks of one, and how far it has come."""

import re

from haechi.model.news import Action

_EXPORT = r"(?:exports?|exit|exits|shipments?|overseas sales|sales? abroad|selling .{0,40} abroad|outbound)"
_RULE = (
    r"(?:controls?|restrictions?|restraints?|curbs?|bans?|banned|prohibit\w*|embargo|limits?|limitations?"
    r"|licen[cs]\w+|permi(?:t|ts|ssions?)"
    r"|authorisations?|examinations?|approvals?|control(?:led)? list|list of controlled"
    r"|entity list|black ?list|trade list)"
)
_LEAVE = r"(?:permission|approval|authorisation|authorization|consent|licen[cs]e|permit|clearance|blessing|green light)"
_ASK = (
    r"(?:need|seek|sought|obtain|apply for|appl(?:y|ies) for|hold|requir|file for|ask for|show|must have"
    r"|wait for|subject to|conditional on|depend\w* on)\w*"
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
    rf"|export of .{{0,60}}(?:let free|set free|made free|released|free again)"
    rf"|applications?\b.{{0,80}}(?:refused|rejected|denied|turned down)"
    rf"|(?:apply|ask|seek|obtain|need|require|subject)\w* .{{0,40}}\b(?:for|to) (?:an? "
    rf"|the |prior |individual |official |export |case-by-case )*"
    rf"(?:authorisation|approval|permission|licen[cs]e|permit|review)s?\b"
    rf"|licensing (?:requirement|regime|rule|duty|system)"
    rf"|must (?:first )?ask\b|outlaw\w*|caps? on (?:\w+ ){{0,2}}(?:exports?|sales"
    rf"|shipments?|chips|accelerators)|diffusion rule|export rules?"
    rf"|(?:allow|permit|let)\w* .{{0,40}}\b(?:resume )?(?:sell|ship|export|sales"
    rf"|deliver)\w*|(?:tighten|extend|widen|expand|impos|introduc)\w* "
    rf"(?:\w+ ){{0,3}}(?:controls|curbs|restrictions)|waivers?\b|under (?:\w+ )?licensing"
    rf"|(?:allow|let)\w* .{{0,30}}\bto go\b|(?:case-by-case|export|individual) checks"
    rf"|(?:drop|lift|eas|remov)\w* (?:its |the |their )?(?:\w+ )?(?:restrictions|controls"
    rf"|curbs)"
    rf"|restrict\w* .{{0,30}}(?:equipment|tools?|technology|materials)\b|(?:renew"
    rf"|extend)\w* (?:\w+ )?(?:licen[cs]es|permits)|may not (?:enter|leave|be (?:sold|sent"
    rf"|shipped|exported))"
    rf"|bar(?:s|red|ring)? .{{0,30}} from (?:work|sell|suppl|export|deal|ship)\w*|(?:halt"
    rf"|suspend|ceas)\w* (?:\w+ ){{0,3}}(?:sales|exports?|shipments|deliveries)"
    rf"|blacklist\w*|end-use\w*|grip on\b|from review\b|stop (?:buying|selling|supplying"
    rf"|shipping|servicing)"
    rf"|(?<!patent )(?:licen[cs]es?|permits?) (?:for|to)\b|(?:licen[cs]es"
    rf"|permits)\b.{{0,40}}\b(?:com(?:e|ing) through|stuck|grant|issu|hand)\w*"
    rf"|(?:grant|issu|hand|resum)\w* .{{0,20}}\b(?:export )?(?:licen[cs]es|permits)\b"
    rf"|control list|(?:ship|sell|export|deliver)\w*\b.{{0,40}}\bonly with|(?:without"
    rf"|only with) (?:\w+ ){{0,3}}(?:licen[cs]e|permit"
    rf"|permission|approval|authorisation|leave|consent)\b|(?:new|needed|necessary) (?:licen[cs]e|permit)s?\b"
    rf"|(?:licen[cs]e|permit)s?\b.{{0,60}}\b(?:ship|sell|export|send|deliver|suppl)\w*"
    rf"|(?:waiv|scrap|revok|withdr[ae]w|abolish|lift)\w* "
    rf"(?:\w+ ){{0,3}}(?:licen[cs]\w+|permits?|permissions?)|(?:loosen|eas|relax"
    rf"|soften)\w* (?:the |its |their )?(?:export )?rules"
    rf"|cut(?:s|ting)? off (?:the )?(?:\w+ ){{1,3}}(?:to|from) (?-i:[A-Z])"
    rf"|export (?:stop|halt|freeze|stoppage|suspension|lock)|(?:stop|halt|freeze|suspension) (?:of|to"
    rf"|on) (?:\w+ ){{0,4}}{_EXPORT}"
    rf"|exports?\b.{{0,60}}\b(?:is|are|be|been|was|were) (?:\w+ )?(?:halted|stopped|suspended|frozen|forbidden)"
    rf"|{_ASK} (?:an? |the |prior |individual |official |special |state |export "
    rf"|new )*{_LEAVE}\b(?! from (?:the )?(?:board|court))"
    rf"|(?:check|review|examin|screen|assess|scrutin|vet)\w* (?:\w+ ){{0,2}}(?:case[ -]by[ -]case|individually"
    rf"|one by one)"
    rf"|{_EXPORT}\b.{{0,90}}(?:case[ -]by[ -]case|scope of|licensing|approval|consent|permit)"
    rf"|(?:individual|case-by-case) (?:review|examination|screening|licensing)s?|licen[cs](?:e|ing) (?:management"
    rf"|scheme|obligation)"
    rf"|(?:ship|sell|export|deliver|send|servic|suppl)\w*\b.{{0,50}}\b(?:without|only (?:with|after|upon)"
    rf"|unless) (?:\w+ ){{0,3}}{_LEAVE}"
    rf"|(?:permits?|allows?|lets?) (?:no|the) (?:\w+ )?{_EXPORT}|no longer (?:permit|allow|let|sell|ship|export"
    rf"|suppl)\w*"
    rf"|(?:restrict|curb|limit|forbid|ban|stop|prohibit)\w* .{{0,30}}(?:servicing|service|upkeep|maintenance"
    rf"|repair)s?\b"
    rf"|{_LEAVE}s? (?:of|for|on) .{{0,60}}(?:machines?|tools?|scanners?|equipment|software|chips?|materials?|metals?)\b"
    rf"|(?:goods|items?|articles?|products?) (?:of|for) (?:dual|double)[ -]use|(?:dual|double)[ -]use"
    rf"|unreliable entit\w+"
    rf"|(?:add|put|plac|bring|brought|includ|enter|writ)\w* .{{0,60}}\b(?:on|to|into|in|onto"
    rf"|under) (?:\w+ ){{0,4}}(?:control|licen[cs]e|licensing|permit|export|entity|restricted"
    rf"|sanctions?)[\w-]* ?(?:list|regime|system|scheme|management|catalogue|register|duty)"
    rf"|(?:control|licen[cs]e|permit)s? (?:duty|list|catalogue|register|scheme)|ownership rule|affiliates? rule"
    rf"|(?:turned|sent) back .{{0,40}}(?:shipments?|deliver\w+|consignments?|containers?)|(?:re-?exports?"
    rf"|transshipment)\b.{{0,40}}\b(?:rule|permit|licen|control|approv)\w*"
    rf"|(?:cap|limit|curb|restrict|tighten|forbid|ban|stop)\w* (?:\w+ ){{0,2}}(?:sales?"
    rf"|selling)\b.{{0,50}}\b(?:overseas|abroad)"
    rf"|list control|export measures?|rules?\b.{{0,90}}\b(?:tak\w+|took|in|into) (?:effect|force)"
    rf"|(?:software|chips?|tools?|equipment|materials?|metals?|memory|exports?) (?:restrict|curb|control|ban"
    rf"|prohibition)\w*"
    rf"|returned without (?:approval|permission)|turn\w* (?:the |an? |its "
    rf"|their )?(?:\w+ )?applications?\b.{{0,40}}\bdown\b"
    rf"|turn\w* down (?:\w+ ){{0,6}}applications?|control table|(?:verified|validated) end[ -]user|export management"
    rf"|white ?list"
    rf"|exempt\w* .{{0,40}}\bfrom .{{0,30}}\b(?:rules?|controls?|permits?|licen)|seek\w* .{{0,40}}['’]s leave\b"
    rf"|(?:add|includ|list|plac)\w* (?:in|to|into|among) (?:the )?[\w-]*(?:permit|permission|licen[cs]e|control)[\w-]* "
    rf"(?:items?|goods|articles)"
    rf"|(?:stop|halt|cut|suspend)\w* (?:of )?(?:[\w-]+ ){{0,3}}suppl(?:y|ies) to (?-i:[A-Z])"
    rf"|(?:measures?|prohibitions?) (?:of |on )?(?:forbid|prohibit|restrict)\w*"
    rf"|{_LEAVE} .{{0,60}}\b(?:has|have|had) come out|without (?:separate |individual )?{_LEAVE}s? becom\w+ possible"
    rf"|opened the gate|foreign direct product|(?:grant|giv|gave|issu|hand|refus|den[iy]|wait|reject"
    rf"|turn)\w*(?: \w+){{0,3}} {_LEAVE}s?\b)",
    re.IGNORECASE,
)
_LIFTED = re.compile(
    r"\b(?:lift\w*|remov\w+|eas(?:e|ed|es|ing)|relax\w*|withdr[ae]w\w*|suspend\w*|cancel\w*|abolish\w*"
    r"|repeal\w*|resum\w+"
    r"|revok\w+|exempt\w*|let free|set free|made free|free again|scrap(?:ped|s)?|drop(?:ped|s)?|end(?:ed"
    r"|s)? (?:the|its)|waiv\w+"
    r"|no longer (?:need|require)\w*|not (?:be )?appl(?:y|ied)|(?:issued|granted) again"
    r"|needs? no (?:licen[cs]|permi)\w*|expir\w+|free(?:d|s) (?:the|of|from)"
    r"|freely|re-?open\w*|opened again|bulk licen\w*|general licen\w*|white ?list|paus\w+|put on hold"
    r"|takes? off|took off"
    r"|free[ds]? .{0,40}from|(?:not|no more|no longer) (?:needed|required|necessary|asked)|(?:ban|control"
    r"|rule|restriction|curb|limit)s?\b.{0,40}\b(?:run out|runs out|ran out|ends?|ended|falls? away"
    r"|fell away)|g[ai]ve(?:s|n)? up|let go|again (?:free|open)\w*|took away|take away|taken off|loosen\w*"
    r"|rescind\w*|ending\b|again allow\w*|again (?:hand|issu|grant)\w*|spar(?:e|ed"
    r"|es) (?:from |the )|to free\b|roll(?:s|ed|ing)? back|phas\w+ out|(?:allow\w*"
    r"|lets?) .{0,40}\b(?:resume|sell|ship|export|go on)\b|put an end|restor\w+|undo"
    r"|undone|again (?:allow|permit)\w*|let(?:s|ting)? loose|take (?:it|them) off|opened the gate|(?:off|from"
    r"|out of|struck off) the (?:\w+ )?(?:control|export|entity"
    r"|licen[cs]e|restricted)?\s?list|frees?\b.{0,40}\bof (?:the |a )?(?:licen[cs]e|permit|duty|control)"
    r"|without a (?:licen[cs]e|permit) again"
    r"|shelv(?:ed|es|ing)|(?:put|puts|laid|lays) (?:on ice|aside)|need(?:s|ed)? (?:no|not)\b|need not (?:file|apply"
    r"|ask|seek)|general (?:licen[cs]e|permit|exemption)"
    r"|(?:export|shipment|sale|exit)s? .{0,60}(?:was|were|is|are|been|be) (?:\w+ )?(?:released|allowed|permitted"
    r"|cleared|approved|resumed|unblocked)"
    r"|(?:releas|clear|approv|unblock|green-?light)\w* (?:the )?(?:\w+ ){0,3}(?:export|shipment|sale|exit|deliver)\w*"
    r"|(?:stop|ceas)\w* (?:the |to )?(?:execution|demand\w*|ask\w*|requir\w*)"
    r"|stop\b.{0,40}\bexecution of|(?:permission|licen[cs]e|permit)s? .{0,60}(?:has|have|had) come out"
    r"|without (?:separate |individual )?(?:permit|licen[cs]e|permission|approval)s? becom\w+ possible"
    r"|(?:measures?|controls?|bans?|restrictions?) .{0,40}(?:is|are|was|were) stopped"
    r"|(?:be|being|were|was|are|is) (?:issued|granted|handed out)\b(?!.{0,30}\b(?:not|no|never)\b)|green light)\b",
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
    r"|applications?\b.{0,80}(?:refused|rejected|denied|turned down)"
    r"|since (?:last )?(?:\w+day|today)\b|(?:starting|from|since) today|now (?:falls?"
    r"|comes?|is|are) under|effective (?:\w+day|today)|stuck\b|not come through|(?:already"
    r"|now) (?:need|require|appl)\w*|(?:holding|held|holds) (?:back|up)"
    r"|(?:licensing|rules?|controls?|ban|regime|system)\b.{0,40}\b(?:starts?|begins?|began"
    r"|applies)\b|customs\b.{0,40}\b(?:detain|seiz|held|hold|return)\w*"
    r"|not (?:prolong|renew|extend)\w*\b.{0,30}\b(?:licen[cs]e|permit)s?|returned without (?:approval|permission)"
    r"|turn\w* (?:\w+ ){0,3}applications?\b.{0,40}\bdown\b|turn\w* down (?:\w+ ){0,6}applications?"
    r"|began to apply|now appl(?:y|ies)|start(?:ed"
    r"|s)? to (?:apply|execute|implement)|executed|implemented|is valid|became valid"
    r"|effective immediately|immediate effect|with effect from|(?:begun|began|begin|start)\w* (?:to )?(?:turn|refus"
    r"|den[iy]|reject|hold)\w*"
    r"|(?:has|have|been|being|are|is) carried out|come into effect|coming into (?:effect|force)|turned back"
    r"|sent back|now (?:wait|need|must|have to)\b"
    r"|^(?:from|as (?:of|from)|since|starting) [^,]{3,60}\b(?:needs?|requires?|(?:is|are|falls?"
    r"|stands?) (?:\w+ )?(?:subject|needed|required|forbidden|banned|under)"
    r"|goe?s? only|may only|only with))\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:licen[cs]e|permit)s?\b.{0,60}\b(?:withdrawn|revoked|cancelled|suspended)"
    r"|(?:revok|withdr[ae]w)\w* (?:[\w-]+ ){0,5}(?:waivers?|exemptions?|status)\b"
    r"|(?:revok|withdr[ae]w)\w* (?:\w+ ){0,2}(?:licen[cs]es?|permits?)\b(?! (?:demand"
    r"|requirement|duty|obligation|rule))",
    re.IGNORECASE,
)
# a partner struck off the list of trusted ones needs licences from then on
_DISTRUSTED = re.compile(
    r"\b(?:exclud|remov|delet|dropp|str[iu]ck|tak)\w* .{0,40}\b(?:from|off|out of) (?:the "
    r"|its )?\W?white ?list",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\bsuspend\w* (?:\w+ ){0,3}(?:sales|exports?|shipments|deliveries)(?! (?:ban|control|rule|curb))", re.IGNORECASE
)
_OF_POWER = re.compile(
    r"\b(?:outgoing|movement|travel|mobility|visa) restrictions?|\b(?:tak|took|seiz|gain|los"
    r"|under)\w* (?:back )?control(?: of| over)?\b",
    re.IGNORECASE,
)


def find(text: str) -> re.Match[str] | None:
    """The words by which a sentence speaks of a control."""
    return _CONTROL.search(_OF_POWER.sub(lambda match: "_" * len(match[0]), text))


def lifting(text: str) -> re.Match[str] | None:
    """The words by which a control is lifted."""
    plain = _STOPPED.sub(lambda match: "_" * len(match[0]), text)
    return None if _TAKEN_BACK.search(plain) or _DISTRUSTED.search(plain) else _LIFTED.search(plain)


def without_lifting(text: str) -> str:
    """The text without the words by which a control is lifted, some of which deny (no longer, need not)."""
    return text if _TAKEN_BACK.search(text) else _LIFTED.sub(lambda match: "_" * len(match[0]), text)


def stage(text: str) -> Action:
    """How far a control has come; a licence taken back is one in force."""
    if _TAKEN_BACK.search(text):
        return Action.CONTROL_IN_FORCE
    if lifting(text):
        return Action.CONTROL_LIFTED
    return Action.CONTROL_IN_FORCE if _IN_FORCE.search(text) else Action.CONTROL_ANNOUNCED
