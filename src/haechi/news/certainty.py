"""How sure a passage is of its event: regression over likeness to labelled ones, words of certainty by rule, and dates.

Each of done, planned, denied and reported is held against the others; the one for which most speaks is taken. The
weights of the marks are learned from labelled passages by `tools/news_weights.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haechi.model.news import Modality
from haechi.news.learned import Label
from haechi.news.marks import log_odds
from haechi.news.modality import Judged

_STEP = 0.05  # of likeness
_STEPS = range(-12, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What speaks for how sure a passage is.

    likeness : label -> how like the passage is to those that bear it
    judged : how sure rules take it to be
    times : whether its dates are past, now or future, in order, each once
    """

    likeness: Mapping[Label, float]
    judged: Judged
    times: Sequence[str]


def likeliest(weighed: Weighed, weights: Mapping[str, float]) -> Modality:
    """What most speaks for; `weights` are log odds of each mark."""
    return max(Modality, key=lambda said: log_odds(marks(said, weighed), weights))


def marks(said: Modality, weighed: Weighed) -> frozenset[str]:
    """Marks of a passage that speak for or against one certainty: by how much its likeness leads, rules, and dates."""
    others = [likeness for label, likeness in weighed.likeness.items() if label != said]
    lead = weighed.likeness.get(said, 0.0) - max(others, default=0.0)
    rule = f"{weighed.judged.modality.value} by {weighed.judged.rule}"
    dates = f"dates {', '.join(weighed.times) or 'none'}"
    leads = (f"leads by {_STEP * step:.2f}" for step in _STEPS if lead >= _STEP * step)
    return frozenset(f"{said.value}: {mark}" for mark in (*leads, rule, dates, f"{rule}, {dates}"))
