"""What a scenario takes, from whom and from when, and the ground of each number."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from haechi.brief import quantities
from haechi.brief.citation import cited
from haechi.brief.document import Block, Paragraph, Table
from haechi.brief.messages import Messages
from haechi.brief.outcome import Announced, Number, Outcome, Supply

_ASSUMED = "*"


def blocks(outcome: Outcome, numbers: Mapping[str, int], say: Messages) -> Iterator[Block]:
    """What brought the loss about, the supplies that are lost, and what users had in stock."""
    if outcome.events:
        yield Paragraph(text=" ".join(_announced(outcome.events, numbers, say)))
    yield Table(
        caption=say("Each number is drawn between its ends. {mark} An assumption, without a source.", mark=_ASSUMED),
        header=(
            say("Supply"),
            say("Who loses it"),
            say("Since"),
            say("Part of it lost"),
            say("Part of what buyers get"),
            say("How long"),
            say("Source"),
        ),
        rows=tuple(_supply(row, numbers, say) for row in outcome.supplies),
        widths=(8, 5, 5, 5, 6, 9, 3),
    )
    texts = [
        say(
            "Stock of {item} in those days: {days} days {numbers}.",
            item=row.item,
            days=_days(row.number, say),
            numbers=cited([row.number.source or ""], numbers),
        ).replace(" .", ".")
        for row in outcome.held
    ]
    if outcome.left_out:
        texts.insert(0, say("Further supplies that stand in the run: {n}.", n=outcome.left_out))
    if outcome.rest:
        texts.append(say("Further sources of the scenario: {numbers}.", numbers=cited(outcome.rest, numbers)))
    if texts:
        yield Paragraph(text=" ".join(texts))


def _announced(events: Sequence[Announced], numbers: Mapping[str, int], say: Messages) -> Iterator[str]:
    """Events in sentences, those of the same days in one."""
    for (announced, effective), rows in groupby(events, key=lambda row: (row.announced, row.effective)):
        titles = "; ".join(f"{row.title} {cited([row.source], numbers)}".strip() for row in rows)
        if announced and effective:
            days = [quantities.date(day, say) for day in (announced, effective)]
            yield say("Announced {day}, in force {start}: {titles}.", day=days[0], start=days[1], titles=titles)
        elif announced or effective:
            day = quantities.date(announced or effective, say)
            yield say("{day}: {titles}.", day=day, titles=titles)
        else:
            yield f"{titles}."


def _supply(row: Supply, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    sources = dict.fromkeys(number.source for number in row.numbers.values() if number.source)
    share = row.numbers.get("share")
    return (
        row.what,
        ", ".join(row.buyers) or say("all that buy"),
        quantities.day(row.start, say),
        _part(row.numbers["depth"], say),
        say("as published") if share is None else _part(share, say),
        _length(row.numbers, say),
        cited(sources, numbers),
    )


def _length(numbers: Mapping[str, Number], say: Messages) -> str:
    """How long a supply is lost, how it comes back, and what stands against it before."""
    spans = {name: _days(number, say) for name, number in numbers.items()}
    told = say("{days} days", days=spans["duration_days"]) if "duration_days" in spans else say("to an open end")
    if "recovery_days" in spans:
        told = say("{time}, then back over {days} days", time=told, days=spans["recovery_days"])
    if "arriving_days" in spans:
        told = say("{time}; goods on their way for {days} days", time=told, days=spans["arriving_days"])
    if "rush_days" in spans:
        told = say("{time}; {days} days of use laid in before", time=told, days=spans["rush_days"])
    return told


def _part(number: Number, say: Messages) -> str:
    return quantities.parts(number.low, number.high, say, digits=1) + _mark(number)


def _days(number: Number, say: Messages) -> str:
    ends = (quantities.number(end, say) for end in (number.low, number.high))
    return "–".join(dict.fromkeys(ends)) + _mark(number)


def _mark(number: Number) -> str:
    return "" if number.source else _ASSUMED
