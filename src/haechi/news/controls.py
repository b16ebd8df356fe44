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
    rf"|cut(?:s|ting)? off (?:the )?(?:\w+ ){{1,3}}(?:to|from) (?-i:[A-Z]))",
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
    r"|undone|again (?:allow|permit)\w*)\b",
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
    r"|applies)\b|began to apply|now appl(?:y|ies)|start(?:ed"
    r"|s)? to (?:apply|execute|implement)|executed|implemented|is valid|became valid)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:licen[cs]e|permit)s?\b.{0,60}\b(?:withdrawn|revoked|cancelled|suspended)"
    r"|(?:revok|withdr[ae]w)\w* (?:\w+ ){0,2}(?:licen[cs]es?|permits?)\b(?! (?:demand"
    r"|requirement|duty|obligation|rule))",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\bsuspend\w* (?:\w+ ){0,3}(?:sales|exports?|shipments|deliveries)(?! (?:ban|control|rule|curb))", re.IGNORECASE
)
_OF_POWER = re.compile(r"\b(?:tak|took|seiz|gain|los|under)\w* (?:back )?control(?: of| over)?\b", re.IGNORECASE)


def find(text: str) -> re.Match[str] | None:
    """The words by which a sentence speaks of a control."""
    return _CONTROL.search(_OF_POWER.sub(lambda match: "_" * len(match[0]), text))


def lifting(text: str) -> re.Match[str] | None:
    """The words by which a control is lifted."""
    plain = _STOPPED.sub(lambda match: "_" * len(match[0]), text)
    return None if _TAKEN_BACK.search(plain) else _LIFTED.search(plain)


def stage(text: str) -> Action:
    """How far a control has come; a licence taken back is one in force."""
    if _TAKEN_BACK.search(text):
        return Action.CONTROL_IN_FORCE
    if lifting(text):
        return Action.CONTROL_LIFTED
    return Action.CONTROL_IN_FORCE if _IN_FORCE.search(text) else Action.CONTROL_ANNOUNCED
