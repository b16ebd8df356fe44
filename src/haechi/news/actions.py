"""What is said to happen in a sentence: which of the actions, by which words, and how sure that is."""

import re
from dataclasses import dataclass

from haechi.model.news import Action, Modality, Passage
from haechi.news import controls, frames
from haechi.news.wording import WORDING

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
    r"|fishing licen[cs]e|parking permits?|fireworks|fired the"
    r"|leak\w* (?:of )?(?:the )?(?:secrets?|technology|data|documents?|information|plans?|to the press)"
    r"|meet(?:s|ing)? (?:the |its |their |all )?(?:demand|needs?|targets?|deadlines?|requirements?"
    r"|standards?|expectations|costs)"
    r"|dividend|orders? (?:for|of) .{0,60}came to|new orders|net profit|operating profit|revenue|turnover|market share"
    r"|share of \d+(?:\.\d+)? ?%|stands first among|target for the share|price target|target (?:stock |share )?price"
    r"|(?:share|stock) prices?"
    r"|talk of the town|documentar(?:y|ies)|webtoons?|podcasts?|television series"
    r"|by mutual (?:agreement|consent)|strike-?outs?|pitcher"
    r"|potato(?:es)?|ignit\w+ .{0,30}\b(?:concept|sector|rally)\b|(?-i:Were [A-Z]\w+) (?:ever )?to"
    r"|talk at (?:dinner|lunch)|volleyball|strike partner|striker|centre-forward"
    r"|traffic jam|bowling|exhibition that|results (?:meeting|briefing)|earnings (?:call|briefing)"
    r"|consecutive sessions|potato chips|fish and chips"
    r"|flagship|word of mouth|sued|sues|lawsuits?|jury|quota for women|parking (?:places|lots|spaces)|yearbook"
    r"|lost control over|fire(?:d)? up (?:the"
    r"|their) imagination|under fire from)\b"
    r"|\b(?:shares?|stocks?) (?:of [A-Z]\w+(?: \w+)? )?(?:had|lost|rose|fell|gained|jumped|climbed|dropped"
    r"|closed|slid|sank|were|was)\b"
    r"|\b[A-Z]\w+(?: \w+)? (?:shares|stock) (?:had|lost|rose|fell|gained|jumped|climbed|dropped|closed|slid|sank)\b",
    re.IGNORECASE,
)
# what an economy, a firm or the chain of supply is spoken of with; without it words are of another sense
_OF_THE_CHAIN = re.compile(
    r"\b(?:semiconductors?|wafers?|fabs?|foundr\w+|chip(?:s|makers?)?\b|exports?|imports?|exporters?|licen[cs]\w+"
    r"|tonnes?|tons?"
    r"|minist(?:ry|ries|er|ers)|governments?|smelters?|mines?|miners|unions?|suppliers?|suppl(?:y|ies)|makers?"
    r"|plants?|factor(?:y|ies)|works"
    r"|workers|truckers|chemicals?|mining|employees|dock\w*|ports?|customs|commission|trade|business|parliament|countries|sides"
    r"|firms?|compan(?:y|ies)|econom(?:y|ies|ic)|goods|billion|million|industr\w+|engineers?|technicians|students)\b",
    re.IGNORECASE,
)
# talks, laws and agreements that are only the occasion of something else
_OCCASION = re.compile(
    r"\b(?:after|before|during|following|ahead of|amid|on the (?:eve|margins|sidelines) of|in preparation (?:of"
    r"|for)|at (?:the|a|an))\b"
    r" (?!\d)[^,;.:]*",
    re.IGNORECASE,
)
_OCCASIONS = (Action.MEETING, Action.AGREEMENT, Action.POLICY)
_FRAMED = 0.6  # weight of what two words tell only together
_PATTERNS = tuple((action, re.compile(rf"\b(?:{words})", re.IGNORECASE), score) for action, words, score in WORDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """An action with the words it was read from, and by which rule."""

    action: Action
    passage: Passage
    score: float
    rule: str = "words for the action"


def find(text: str) -> Acted | None:
    """The main action of a sentence, or None where nothing of the kind is said."""
    acted = _heaviest(text)
    if acted is None or acted.action not in _OCCASIONS:
        return acted
    return _heaviest(_OCCASION.sub(lambda match: "_" * len(match[0]), text)) or acted


def is_of_another_sense(text: str) -> bool:
    """Whether a text has words of sports, markets or speech that are taken for actions and are none."""
    return _NO_ACTION.search(text) is not None


def is_of_the_chain(text: str) -> bool:
    """Whether a sentence speaks of trade, industry, labour or government at all."""
    return _OF_THE_CHAIN.search(text) is not None


def _heaviest(text: str) -> Acted | None:
    candidates = [
        (score, -match.start(), action, match)
        for action, pattern, score in _PATTERNS
        if (match := pattern.search(text))
    ]
    if control := controls.find(text):
        candidates.append((0.88, -control.start(), Action.CONTROL_ANNOUNCED, control))
    if not candidates and (framed := frames.find(text)):
        candidates.append((_FRAMED, 0, *framed))
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
