"""The two-page brief of a stress run: what is lost, when lines stop, what would change that, what it cannot say."""

from collections.abc import Iterator

from haechi.brief import line_stops, lost_supply, quantities, unfolding
from haechi.brief.citation import numbered
from haechi.brief.document import Brief, Bullets, Paragraph, Picture, Section
from haechi.brief.messages import Messages
from haechi.brief.outcome import Outcome, Stage
from haechi.brief.unfolding import Unfolding

_MOST_PAGES = 2


def compose(outcome: Outcome, say: Messages) -> Brief:
    """The brief in the language of the messages; names stand in the outcome in that language already."""
    return Brief(
        title=outcome.title,
        subtitle=_subtitle(outcome, say),
        issued=outcome.issued,
        language=say.language,
        lead=tuple(_lead(outcome, say)),
        sections=tuple(_sections(outcome, say)),
        references_heading=say("Sources"),
        references=tuple(reference.text for reference in outcome.references),
        colophon=(say.put(outcome.colophon),),
        most_pages=_MOST_PAGES,
    )


def _subtitle(outcome: Outcome, say: Messages) -> str:
    economies = ", ".join(outcome.economies)
    if outcome.is_history:
        return say("Stress run of what happened: what it does to lines in {economies}", economies=economies)
    return say("Stress run of what could happen: what it would do to lines in {economies}", economies=economies)


def _lead(outcome: Outcome, say: Messages) -> Iterator[str]:
    first = outcome.first
    if first is None:
        yield say("Nothing is lost in {economies}: {why}", economies=", ".join(outcome.economies), why=outcome.nothing)
        return
    yield _stop(outcome, first, say)
    yield line_stops.bound(first, say)
    yield from line_stops.matters(outcome, first, say)


def _stop(outcome: Outcome, first: Stage, say: Messages) -> str:
    economies = ", ".join(outcome.where)
    if first.worst is None:
        return say(
            "No line stops in {economies} within {days} days, whatever the stocks: {why}.",
            economies=economies,
            days=outcome.horizon_days,
            why=first.reason,
        )
    when = line_stops.when(outcome, first, say)
    return say("First line stop ({item}, {economies}): {when}", item=first.item, economies=economies, when=when)


def _sections(outcome: Outcome, say: Messages) -> Iterator[Section]:
    numbers, first = numbered(outcome.references), outcome.first
    lost = lost_supply.blocks(outcome, numbers, say)
    yield Section(heading=say("What is lost, by whom, from when"), blocks=tuple(lost))
    if first is not None:
        yield Section(heading=say("When lines stop"), blocks=tuple(line_stops.blocks(outcome, say)))
        if max(first.course["most"]) > 0:
            yield Section(heading=say("How the loss grows"), blocks=(_growth(outcome, first, say),))
        changes = line_stops.changes(outcome, first, say)
        yield Section(heading=say("What would change the answer"), blocks=tuple(changes))
    if outcome.happened:
        yield Section(heading=say("What happened in fact"), blocks=(Paragraph(text=outcome.happened),))
    yield Section(heading=say("What this cannot say"), blocks=(Bullets(points=tuple(_unsaid(outcome, say))),))


def _growth(outcome: Outcome, stage: Stage, say: Messages) -> Picture:
    shown = Unfolding(
        name=stage.item,
        economy=stage.economy,
        start=outcome.start,
        end=stage.end,
        course=stage.course,
        stop=stage.median,
        bound=stage.bound,
    )
    told = unfolding.end(shown, say)
    alternative = f"{unfolding.title(shown, say)}. {told}"
    return Picture(svg=unfolding.picture(shown, say, is_low=True), caption=told, alternative=alternative)


def _unsaid(outcome: Outcome, say: Messages) -> Iterator[str]:
    yield say("It does not say how likely the scenario is: exposure is no probability.")
    yield say("A stock counts only where somebody entered it; what firms agree among themselves is not seen.")
    if outcome.later:
        yield say(
            "The scenario was written afterwards: {n} of its {of} sources are later than {day}. On that day nobody "
            "could have known them.",
            n=outcome.later,
            of=outcome.sources,
            day=quantities.day(outcome.issued, say),
        )
    yield from outcome.notes
