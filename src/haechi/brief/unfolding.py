"""How a loss grows from day to day, as a picture with its words; for pages and briefs alike."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haechi.brief import quantities
from haechi.brief.messages import Messages
from haechi.brief.outcome import Moment, Stop
from haechi.charts.losses import Curve, Marked, Words, losses

_LOW = 120.0  # of the field in a brief, of which pages are few


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfolding:
    """The loss of a stage: who loses, days of output lost by the end of each day, the first stop and its bound."""

    name: str
    economy: str
    start: dt.date
    end: dt.date
    course: Mapping[str, Sequence[float]]
    stop: Stop
    bound: Moment


def title(shown: Unfolding, say: Messages) -> str:
    """What the picture shows."""
    return say("Output lost so far: {name}, {economy}", name=shown.name, economy=shown.economy)


def end(shown: Unfolding, say: Messages) -> str:
    """What is lost by the last day, in a sentence."""
    last = {name: quantities.number(days[-1], say, digits=1) for name, days in shown.course.items()}
    return say(
        "In {day} days, to the end of {date}, half of the draws lose more than {median} days of output, nine in ten "
        "between {low} and {high}, all between {least} and {most}.",
        day=len(shown.course["median"]),
        date=quantities.day(shown.end, say),
        **last,
    )


def picture(shown: Unfolding, say: Messages, *, is_low: bool = False) -> str:
    """The output that a stage has lost by the end of each day, with the day of its first stop; low for a brief."""
    curve = Curve(
        label=say("half of the draws lose more"), **{name: tuple(days) for name, days in shown.course.items()}
    )
    marks = []
    if shown.stop is not None:
        text = say("first stop of a line in half of the draws, {day}", day=quantities.day(shown.stop.date, say))
        marks.append(Marked(day=shown.stop.day, text=text))
    day = quantities.day(shown.bound.date, say)
    bound = say("bound of the first stop, without stocks and substitutes: {day}", day=day)
    marks.append(Marked(day=shown.bound.day, text=bound))
    words = _words(title(shown, say), shown.start, end(shown, say), say)
    return losses([curve], marks, words, height=_LOW) if is_low else losses([curve], marks, words)


def overlaid(curves: Sequence[tuple[str, tuple[float, ...]]], *, stage: str, economy: str, say: Messages) -> str:
    """The losses of a stage in several runs over each other, each from its own start, by the name of the run."""
    ends = "; ".join(
        say(
            "{run} loses {lost} days of output in {day} days",
            run=run,
            lost=quantities.number(median[-1], say, digits=1),
            day=len(median),
        )
        for run, median in curves
    )
    title = say("Output lost so far in half of the draws: {stage}, {economy}", stage=stage, economy=economy)
    drawn = [Curve(label=run, median=median) for run, median in curves]
    return losses(drawn, [], _words(title, None, ends, say))


def _words(title: str, start: dt.date | None, description: str, say: Messages) -> Words:
    return Words(
        title=title,
        axis=say("days from {start}", start=quantities.day(start, say))
        if start is not None
        else say("days from the start of each run"),
        unit=say("days of output"),
        band=say("nine in ten draws"),
        ends=say("all at its best, all at its worst"),
        description=description,
    )
