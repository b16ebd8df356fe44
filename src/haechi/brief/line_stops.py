"""When lines stop, in words, as a picture and as a table; and what moves the first stop."""

from collections.abc import Iterator

from haechi.brief import quantities
from haechi.brief.document import Block, Paragraph, Picture, Table
from haechi.brief.messages import Messages
from haechi.brief.outcome import Moment, Outcome, Stage, Stop
from haechi.charts import stops
from haechi.sentence import said

_LINE = 7.0  # height of an interval in the picture
_NAMED = 5  # unknowns without a source
# Filled in where the picture is described.
_DAY = said("day {n:.0f}")
_SPAN = said("{name} {early} to {late}")
_BOUND = said("bound {day}")


def when(outcome: Outcome, stage: Stage, say: Messages) -> str:
    """The first stop of a stage: half of the draws, nine in ten, the worst, and how many see none."""
    if stage.worst is None:
        return say(
            "no line stops within {days} days, whatever the stocks: {why}.", days=outcome.horizon_days, why=stage.reason
        )
    worst = _day(stage.worst, say)
    if stage.median is None:
        start = say("none in half of the draws; on {worst} with lean stocks and all else at its worst.", worst=worst)
    elif stage.high is None:
        start = say(
            "about {day}; in nineteen draws of twenty not before {low}; at the worst on {worst}.",
            day=_day(stage.median, say),
            low=_day(stage.low, say),
            worst=worst,
        )
    else:
        start = say(
            "about {day}; in nine draws of ten between {low} and {high}; at the worst on {worst}.",
            day=_day(stage.median, say),
            low=_day(stage.low, say),
            high=_day(stage.high, say),
            worst=worst,
        )
    never = say(
        "No line stops within {days} days in {part} of {draws} draws.",
        days=outcome.horizon_days,
        part=stage.never,
        draws=quantities.number(outcome.draws, say),
    )
    return f"{start} {never}"


def bound(stage: Stage, say: Messages) -> str:
    """The day before which no stop comes, and what is lost from then on, called a bound."""
    return say(
        "Bound, which is no forecast: from {day} on {part} of the output, without any stock, goods on their way or "
        "substitute. No stop is earlier.",
        day=_day(stage.bound, say),
        part=quantities.parts(*stage.part_lost, say),
    )


def matters(outcome: Outcome, stage: Stage, say: Messages) -> Iterator[str]:
    """The unknown that moves the answer most; nothing where none does beyond chance."""
    for driver in stage.drivers[:1]:
        yield (
            say(
                "What matters most: {unknown}. First stop where it is low: {low}; where it is high: {high}.",
                unknown=driver.name,
                low=_result(outcome, driver.at_low, say),
                high=_result(outcome, driver.at_high, say),
            )
            if stage.is_stopping
            else say(
                "What matters most: {unknown}. Output lost where it is low: {low}; where it is high: {high}.",
                unknown=driver.name,
                low=_result(outcome, driver.at_low, say),
                high=_result(outcome, driver.at_high, say),
            )
        )


def blocks(outcome: Outcome, say: Messages) -> Iterator[Block]:
    """The picture of the stages that can stop, and the table of all."""
    names = assumptions(say)
    rows = [_drawn(outcome, row) for row in outcome.stages if row.worst is not None]
    if rows:
        title = say("First stop of a line, by stage")
        drawn = stops.stops(
            rows,
            names=names,
            horizon=float(outcome.horizon_days),
            title=title,
            axis=say("days from {start} to the first stop of a line", start=quantities.day(outcome.start, say)),
            words=words(say),
            line=_LINE,
        )
        told = "; ".join(f"{_label(outcome, row)}: {when(outcome, row, say)}" for row in outcome.stages)
        caption = say("Each bar runs from all else at its worst to all at its best. The bound is no forecast.")
        yield Picture(svg=drawn, caption=caption, alternative=f"{title}. {told}")
    caption = say(
        "Earliest first stop by assumption on stocks, and days of output lost with usual stocks. A dash: none within "
        "{days} days.",
        days=outcome.horizon_days,
    )
    hidden = say("Further stages that stand in the run: {n}.", n=outcome.hidden) if outcome.hidden else ""
    yield Table(
        caption=f"{caption} {hidden}".strip(),
        header=(
            *([say("Economy")] if _is_wide(outcome) else []),
            say("Stage"),
            say("First to stop"),
            *(name[:1].upper() + name[1:] for name in names),
            say("Half of the draws"),
            say("Lost at the bound"),
            say("Days lost"),
        ),
        rows=tuple(_row(outcome, row, say) for row in outcome.stages),
        widths=(*([8] if _is_wide(outcome) else []), 11, 12, 8, 8, 8, 8, 8, 6),
    )


def changes(outcome: Outcome, stage: Stage, say: Messages) -> Iterator[Block]:
    """What would change the answer: unknowns that move it, and how they become known."""
    if stage.drivers:
        caption = (
            say("Median of the first stop where each unknown lies in the low and in the high third of its band.")
            if stage.is_stopping
            else say("Median of the output lost where each unknown lies in the low and in the high third of its band.")
        )
        rows = tuple(
            (
                row.name[:1].upper() + row.name[1:],
                *(_result(outcome, value, say) for value in (row.at_low, row.at_high)),
            )
            for row in stage.drivers
        )
        header = (say("Unknown"), say("Where it is low"), say("Where it is high"))
        yield Table(caption=caption, header=header, rows=rows, widths=(10, 6, 6))
    else:
        yield Paragraph(text=say("No unknown moves the answer beyond chance."))
    texts = [
        say("Stocks, open licences, goods on their way and qualified suppliers that are entered narrow these bands.")
    ]
    if stage.assumed:
        named, more = "; ".join(stage.assumed[:_NAMED]), len(stage.assumed) - _NAMED
        if more > 0:
            named = say("{named} and {n} more", named=named, n=more)
        texts.append(say("No source stands behind: {names}.", names=named))
    yield Paragraph(text=" ".join(texts))


def _result(outcome: Outcome, value: Stop | float, say: Messages) -> str:
    if isinstance(value, Moment):
        return say("{date} (day {n:.0f})", date=_day(value, say), n=value.day)
    if value is None:
        return say("none within {days} days", days=outcome.horizon_days)
    return say("{n} days of output", n=quantities.number(value, say, digits=1))


def _day(moment: Moment | None, say: Messages) -> str:
    return quantities.day(moment.date, say) if moment else "–"


def _label(outcome: Outcome, row: Stage) -> str:
    return f"{row.item}, {row.economy}" if _is_wide(outcome) else row.item


def _is_wide(outcome: Outcome) -> bool:
    """Whether several economies stand in it."""
    return len(outcome.economies) > 1


def _drawn(outcome: Outcome, row: Stage) -> stops.Stop:
    return stops.Stop(
        label=_label(outcome, row),
        spans=tuple((_number(early), _number(late)) for early, late in row.stops),
        bound=row.bound.day,
        median=_number(row.median),
    )


def _number(moment: Stop) -> float | None:
    return None if moment is None else moment.day


def _row(outcome: Outcome, row: Stage, say: Messages) -> tuple[str, ...]:
    return (
        *([row.economy] if _is_wide(outcome) else []),
        row.stage,
        row.item,
        *(_short(early) for early, _ in row.stops),
        _short(row.median),
        quantities.parts(*row.part_lost, say),
        "–".join(dict.fromkeys(quantities.number(days, say) for days in row.lost_days)),
    )


def _short(moment: Moment | None) -> str:
    return moment.date.isoformat() if moment else "–"


def words(say: Messages) -> stops.Words:
    """Texts of the picture of first stops."""
    return stops.Words(
        bound=say("bound, without stocks"),
        median=say("median of the draws"),
        none=say("none"),
        open=say("or none"),
        nothing=say("no stage is reached"),
        day=say.known(_DAY.message),
        span=say.known(_SPAN.message),
        bound_is=say.known(_BOUND.message),
    )


def assumptions(say: Messages) -> tuple[str, str, str]:
    """The three assumptions on stocks that nobody entered."""
    return (say("lean stocks"), say("usual stocks"), say("ample stocks"))
