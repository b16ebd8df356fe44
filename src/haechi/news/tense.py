"""Whether the words around a date look ahead or back.

The nearest words before it tell; those after it do where none stands before, as with a date that opens its sentence.
"""

import re

_FINITE = (
    r"(?:will|shall|(?-i:may|might)|intends?|wants|hopes|plans? to|going to|expects|means to|aims? to"
    r"|(?:is|are) (?:to|due|set|seen|scheduled|planned|expected|slated|arranged|fixed|foreseen|called for|likely|about"
    r"|ready|poised|on track))"
)
_AHEAD = (
    rf"(?:{_FINITE}|would|to be|plans?(?= (?:to|for|an?|the|its|their|new|\w+ing)\b)|planned|scheduled"
    r"|due(?! to (?:the|an?|\w+ing)\b)|set to|hopes?|(?<!the )(?-i:begins?|starts?)|opens|takes place|lays"
    r"|(?:is|are) (?:meeting|going|hosting|visiting|travell?ing|flying|leaving|holding|signing|launching|opening"
    r"|closing)|(?<!on )holds?|meets?|leaves?|ends|kicks? (?:in|off)|expires|arrives|lapses"
    r"|flies|follows|feared|(?:was|were|seen|forecast|likely|tipped) to|expected|upcoming"
    r"|aiming (?:to|for)|preparing to|whether to|weighing|considering|mulling|drafting|brewing|schedule of)"
)
_SAYING = (
    r"(?:said|told|announced|confirmed|reported|stated|declared|warned|added|denied|withdrew|rejected|refuted"
    r"|dismissed|disclosed|revealed|expressed|made clear|showed|stressed|emphasi[sz]ed|wrote|informed|insisted"
    r"|clarified|replied|answered|explained|noted|posted|repeated)"
)
_BACK = (
    rf"(?:{_SAYING}|(?<!\bbe )(?<!\bto )(?<!\bis )(?<!\bare )(?!(?:need|speed|feed|indeed|exceed|proceed|seed)\b)"
    r"\w{2,}ed"
    r"|began|became|bound|broke|brought|built|came|chose|drew|fell|flew|found|gave|went|got|grew|had|held|hung|kept|laid"
    r"|led|left|lost|made|met|paid|ran|rose|sank|saw|sent|shook|sold|spoke|stood|struck|took|was|were|won|wrote|having"
    r"|(?:have|has) been|(?:is|are) (?:already )?in (?:effect|force))"
)
_COMING = re.compile(rf"\b{_AHEAD}\b", re.IGNORECASE)
_PAST = re.compile(rf"\b{_BACK}\b", re.IGNORECASE)
_DEED = re.compile(rf"\b(?!{_SAYING}\b|\w+ed (?:for|by)\b){_BACK}\b", re.IGNORECASE)
_DUE = re.compile(rf"\b{_FINITE}\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,:]|\b(?:that|which|who|it|he|she|they|and|but|after|as|because|while|when|where|until)\b", re.IGNORECASE
)
_SUBCLAUSE = re.compile(r"\b(?:that|which|who|after|as|because|while|when|where|until)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.;!?](?:\s|$)")
_OPENING = re.compile(r"\W*(?:\w+ ){0,4}$")
_SAID = re.compile(
    rf"\b(?<!be ){_SAYING}(?: \w+){{0,2}} (?:on )?$|\baccording to [^.,;]{{1,60}} on (?:the )?$", re.IGNORECASE
)
_STILL_SAID = re.compile(rf"\b{_SAYING}\b[^,;:]*$", re.IGNORECASE)
_SAID_AFTER = re.compile(rf",? (?:\w+ ){{0,2}}{_SAYING}\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:the )?(?:early |mid(?:dle)?(?: of)? |end of |late )?(?:the )?$", re.IGNORECASE)
_BEGUN = r"(?:began|started|entered|stopped|halted|stood|fell into|went (?:into|on))"
_BEGUN_FROM = re.compile(rf"\b{_BEGUN}\b[^.;,]*\bfrom (?:the )?$", re.IGNORECASE)
_BEGUN_AFTER = re.compile(rf" (?:\w+ )?{_BEGUN}\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"(?<!\bbe )\b(?:signed|reached|concluded|sealed|struck|initialled|adopted|approved|published|notified)"
    r"(?: late| early)? (?:on )?$",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:from|effective|starting|beginning)(?: (?:on|from|in))? (?:the )?$", re.IGNORECASE)
_AFTER_DEED = re.compile(r", after (?:having )?\w+ing\b", re.IGNORECASE)
_PUT_OFF = re.compile(
    r"\b(?:put off|postponed|delayed|deferred|moved|pushed back|extended|prolonged) (?:\w+ )?(?:to|until|till|for)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_TO_START = re.compile(rf"\bto [a-z]+\b[^.;:,]{{0,40}}{_STARTS.pattern}", re.IGNORECASE)
_HEADLINE = re.compile(
    r"(?<!ed) to (?:hold|meet|visit|sign|open|launch|build|begin|start|resume|halt|stop|cut|raise|expand|strike|invest"
    r"|host|send|impose|lift|ban|curb|require|tighten|ease|train|close|shut|suspend|unveil|vote|discuss|fly)\b"
)


def looks_ahead(before: str, after: str) -> bool | None:
    """Whether a date between two stretches of text is to come; None where no words tell.

    Examples
    --------
    >>> looks_ahead("The plant will close on ", "."), looks_ahead("On ", " the plant closed.")
    (True, False)
    """
    if any(words.search(before) for words in (_BEGUN_FROM, _SAID, _HAPPENED, _SINCE)) or _BEGUN_AFTER.match(after):
        return False
    if _TO_START.search(before) or _PUT_OFF.search(before):
        return True
    before, after = _BREAK.split(before)[-1], _BREAK.split(after)[0]
    if plans := list(_COMING.finditer(before)):
        return not _is_overtaken(plans[-1], before, after)
    if _PAST.search(before):
        return False
    clause = (_SUBCLAUSE if _OPENING.match(before) else _CLAUSE).search(after)
    main = after[: clause.start()] if clause else after
    done, coming = _PAST.search(main), _DUE.search(main)
    if coming and not (done and _CLAUSE.search(main, done.end(), coming.start())):
        return True
    if done:
        return False
    return True if _HEADLINE.search(before + after) else None


def starts(before: str) -> bool:
    """Whether something starts on a date right behind these words."""
    return _STARTS.search(before) is not None


def is_said(before: str) -> bool:
    """Whether a date right behind these words is the day of the words alone."""
    return _SAID.search(before) is not None


def _is_overtaken(plan: re.Match[str], before: str, after: str) -> bool:
    """Whether what follows a plan looks back: a strike planned for May was called off; it will open, having burnt."""
    if not _DUE.fullmatch(plan[0]) and _DEED.search(before, plan.end()):
        return True
    if _AFTER_DEED.search(before, plan.end()):
        return True
    clause = _CLAUSE.search(before, plan.end())
    if clause is None:
        return False
    return bool(
        _DEED.search(before, clause.end()) or _STILL_SAID.search(before, clause.end()) or _SAID_AFTER.match(after)
    )
