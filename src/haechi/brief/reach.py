"""How far a programme has come, as blocks: its target, its cohorts as each source counts them, where the pace leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from haechi.alliance.pace import Pace
from haechi.brief.document import Block, Paragraph, Table
from haechi.brief.messages import Messages
from haechi.model.entries import Actual, Programme
from haechi.sentence import said

_ASSUMED = {
    "mean cohort": (
        said("mean cohort"),
        said("recorded cohorts, and for each planned one to come the mean of those recorded"),
    ),
    "last cohort": (
        said("last cohort"),
        said("recorded cohorts, and for each planned one to come as many as in the last"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A programme and the pace towards one of its targets; `sources` are numbers of references by id."""

    title: str
    programme: Programme
    pace: Pace
    sources: dict[str, int]


def shortfall(reach: Reach, say: Messages) -> Iterator[str]:
    """The sentence that a programme falls short by every projection, where it does."""
    pace = reach.pace
    if pace.falls_short:
        yield say(
            "{title}: at the pace so far {range} by {until}, against a target of {target:,.0f}: it falls short by "
            "every projection.",
            title=reach.title,
            range=_range(min(row.low for row in pace.projections), max(row.high for row in pace.projections), say),
            until=pace.target.period.end,
            target=pace.target.value,
        )


def unseen(reach: Reach, say: Messages) -> Iterator[str]:
    """What is not known of a programme."""
    if reach.pace.missing:
        yield say(
            "{title}: planned cohorts of the past without a record: {n}. Unknown, not none.",
            title=reach.title,
            n=reach.pace.missing,
        )


def blocks(reach: Reach, say: Messages) -> tuple[Block, ...]:
    """Target and reach, cohorts side by side, projections."""
    lines = (Paragraph(text=_target(reach, say)), Paragraph(text=_planned(reach, say)))
    cohorts = (_cohorts(reach, say),) if reach.programme.actuals else ()
    projections = (_projections(reach, say),) if reach.pace.projections else ()
    return (*lines, *cohorts, *projections)


def _target(reach: Reach, say: Messages) -> str:
    pace = reach.pace
    return say(
        "Target: {target:,.0f} ({indicator}) in {period}. Reached: {range}, counted as {counts}.",
        target=pace.target.value,
        indicator=reach.programme.indicator,
        period=pace.target.period,
        range=_range(pace.reached_low, pace.reached_high, say),
        counts=say(reach.programme.counts.value),
    )


def _planned(reach: Reach, say: Messages) -> str:
    pace = reach.pace
    if pace.planned is None:
        return say("No rhythm of cohorts is known, so that no pace can be projected.")
    planned = say(
        "Cohorts planned: {planned}; of the past without a record: {missing}; to come: {ahead}.",
        planned=pace.planned,
        missing=pace.missing,
        ahead=pace.ahead,
    )
    needed = say("Needed from each one to come: {n:,.0f}.", n=pace.needed) if pace.needed is not None else ""
    return f"{planned} {needed}".strip()


def _cohorts(reach: Reach, say: Messages) -> Table:
    disputed = {cohort.name for cohort in reach.pace.cohorts if cohort.is_disputed}
    return Table(
        caption=say(
            "Cohorts as each source counts them; different counts are never added. Sources agree where they give the "
            "same number of the same people."
        ),
        header=(say("Cohort"), say("Number"), say("Counted"), say("Whom"), say("Do the sources agree"), say("Source")),
        rows=tuple(_cohort(reach, row, disputed, say) for row in reach.programme.actuals),
        widths=(4, 2, 3, 9, 3, 2),
    )


def _cohort(reach: Reach, row: Actual, disputed: set[str], say: Messages) -> tuple[str, ...]:
    is_counted = row.counts is reach.programme.counts
    counted = say(row.counts.value)
    agreed = say("no") if row.cohort in disputed else say("yes")
    return (
        row.cohort,
        say.number(f"{row.value:,.0f}"),
        counted if is_counted else say("{counts}, not towards the target", counts=counted),
        row.group,
        agreed if is_counted else "–",
        f"[{reach.sources[row.source]}]" if row.source in reach.sources else row.source,
    )


def _projections(reach: Reach, say: Messages) -> Table:
    return Table(
        caption=say(
            "Where the pace leads by the end of {until}: a range for each definition.",
            until=reach.pace.target.period.end,
        ),
        header=(say("If each one to come is"), say("By the end"), say("That is")),
        rows=tuple(
            (say.put(_ASSUMED[row.name][0]), _range(row.low, row.high, say), say.put(_ASSUMED[row.name][1]))
            for row in reach.pace.projections
        ),
        widths=(4, 4, 14),
    )


def _range(low: float, high: float, say: Messages) -> str:
    return say.number(f"{low:,.0f}") if low == high else say("{low:,.0f} to {high:,.0f}", low=low, high=high)
