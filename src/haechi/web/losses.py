"""The picture of a loss that grows, in the words of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from haechi.app.runs import Beside, Run, View
from haechi.brief.messages import Messages
from haechi.charts.losses import Curve, Marked, Words, losses


def unfolding(run: Run, view: View, say: Messages) -> str:
    """The output that a stage has lost by the end of each day, with the day of its first stop."""
    row = view.row
    course: Mapping[str, Sequence[float]] = row["course"]
    curve = Curve(
        label=say("half of the draws lose more"),
        **{name: tuple(course[name]) for name in ("median", "low", "high", "least", "most")},
    )
    marks = []
    if (median := row["sampled_stop_days"]["median"]) is not None:
        day = row["sampled_stop_date"]
        marks.append(Marked(day=median, text=say("first stop of a line in half of the draws, {day}", day=day)))
    bound = say("bound of the first stop, without stocks and substitutes: {day}", day=row["bound_date"])
    marks.append(Marked(day=row["bound_days"], text=bound))
    return losses([curve], marks, _words(_title(row, say), run.start.isoformat(), _last(view, say), say))


def overlaid(beside: Beside, say: Messages) -> str | None:
    """The losses of several runs over each other, each from its own start; None where they share no stage."""
    if beside.shared is None:
        return None
    economy, stage = beside.shared
    curves = [
        Curve(label=f"{run.job['job']}: {run.job['title']}", median=median)
        for run, median in zip(beside.runs, beside.curves, strict=True)
    ]
    ends = "; ".join(
        say(
            "{run} loses {lost} days of output by day {day}",
            run=curve.label,
            lost=curve.median[-1],
            day=len(curve.median),
        )
        for curve in curves
    )
    title = say("Output lost so far in half of the draws: {stage}, {economy}", stage=stage, economy=economy)
    return losses(curves, [], _words(title, None, ends, say))


def _end(curve: Curve, say: Messages) -> str:
    lost, day = curve.median[-1], len(curve.median)
    return say("{run} loses {lost} days of output by day {day}", run=curve.label, lost=lost, day=day)


def _title(row: Mapping[str, Any], say: Messages) -> str:
    return say("Output lost so far: {name}, {economy}", name=row["name"], economy=row["economy"])


def _last(view: View, say: Messages) -> str:
    day, date, least, low, median, high, most = view.days[-1]
    return say(
        "By day {day}, {date}, half of the draws lose more than {median} days of output, nine in ten between {low} and "
        "{high}, all between {least} and {most}.",
        day=day,
        date=date,
        median=median,
        low=low,
        high=high,
        least=least,
        most=most,
    )


def _words(title: str, start: str | None, description: str, say: Messages) -> Words:
    return Words(
        title=title,
        axis=say("days from {start}", start=start) if start else say("days from the start of each run"),
        unit=say("days of output"),
        band=say("nine in ten draws"),
        ends=say("all at its best, all at its worst"),
        description=description,
    )
