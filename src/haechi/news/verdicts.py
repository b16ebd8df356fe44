"""Which event a passage tells and how sure it is, by rules and by likeness to labelled passages together.

Rules read the words that somebody thought of; likeness reads what passages of the same kind have in common, and is
wrong in other places. Each says something for every answer, and the answer for which both say most is taken.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from haechi.model.news import Action, Modality
from haechi.news import actions, certainty
from haechi.news.actions import Acted
from haechi.news.certainty import Weighed
from haechi.news.learned import Learned
from haechi.news.modality import Judged

_TOLD = 0.2  # of likeness, that words for an action count for
_UNTOLD = 0.1  # that no words for one count for, against any
_NOTHING = 0.04  # that nothing is told counts for beforehand: most sentences of an article tell no event
_LIKE = 0.6  # score of what likeness alone tells
_RULE = "likeness to labelled passages"
_CALLED_MEMORANDUM = re.compile(r"memorand|\bMO[Uu]s?\b|\bLO[Ii]s?\b|letters? of intent", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What labelled passages teach of events and how sure they are.

    odds : party, date or certainty -> log odds of its marks
    """

    of_actions: Learned
    of_certainty: Learned
    odds: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(
        cls,
        passages: Sequence[tuple[str, Action | None, Modality | None]],
        odds: Mapping[str, Mapping[str, float]],
    ) -> "Taught":
        """Learn from passages with the event and the certainty that a reader took from each."""
        certain = [(text, said) for text, _, said in passages if said]
        return cls(
            of_actions=Learned.of(
                [text for text, _, _ in passages], [action for _, action, _ in passages], tells_names=True
            ),
            of_certainty=Learned.of([text for text, _ in certain], [said for _, said in certain], tells_names=False),
            odds=odds,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The event of a passage and how sure it is; None where nothing is told.

    weighed : what was said for and against each certainty; None where rules alone decide
    """

    acted: Acted | None = None
    judged: Judged | None = None
    weighed: Weighed | None = None


def settle(
    text: str, acted: Acted | None, judge: Callable[[Acted], Judged], times: Sequence[str], taught: Taught | None
) -> Settled:
    """The event of a passage and how sure it is.

    Parameters
    ----------
    acted : what rules take for the event
    judge : how sure rules take an event to be
    times : whether the dates of the passage are past, now or future, each once
    taught : None where rules alone decide
    """
    judged = judge(acted) if acted else None
    if acted and judged:
        acted = replace(acted, action=actions.settled(acted.action, judged.modality))
    if taught is None:
        return Settled(acted=acted, judged=judged)
    acted = _likeliest_action(text, acted, taught.of_actions)
    if acted is None:
        return Settled()
    weighed = Weighed(likeness=taught.of_certainty.weigh(text), judged=judge(acted), times=times)
    judged = _likeliest_certainty(text, acted, weighed, taught)
    acted = replace(acted, action=actions.settled(acted.action, judged.modality))
    return Settled(acted=acted, judged=judged, weighed=weighed)


def _likeliest_action(text: str, acted: Acted | None, learned: Learned) -> Acted | None:
    told = acted.action if acted else None
    weights = learned.weigh(text)
    if not _CALLED_MEMORANDUM.search(text):
        weights.pop(Action.MEMORANDUM, None)
    weights[told] = weights.get(told, 0.0) + (_TOLD if told else _UNTOLD)
    weights[None] = weights.get(None, 0.0) + _NOTHING
    likeliest = max(weights, key=lambda label: weights[label])
    if likeliest == told or likeliest is None:
        return acted if likeliest else None
    return Acted(action=Action(likeliest), passage=learned.telling(text, likeliest), score=_LIKE, rule=_RULE)


def _likeliest_certainty(text: str, acted: Acted, weighed: Weighed, taught: Taught) -> Judged:
    judged = weighed.judged
    if acted.action is Action.CONTROL_DENIED:
        return replace(judged, modality=Modality.DENIED)
    likeliest = certainty.likeliest(weighed, taught.odds["certainty"])
    if likeliest is judged.modality:
        return judged
    passage = taught.of_certainty.telling(text, likeliest)
    return Judged(modality=likeliest, passage=passage, score=_LIKE, rule=_RULE)
