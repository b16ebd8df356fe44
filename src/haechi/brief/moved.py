"""What moved, in words and tables: price and quantity, and the parts of a sum."""

from haechi.brief import quantities
from haechi.brief.document import Table
from haechi.brief.dossier import Dossier
from haechi.brief.messages import Messages
from haechi.model.signal import Node
from haechi.watch.card import Card, Split
from haechi.watch.movers import Amount, Movers, State


def in_words(split: Split, say: Messages) -> str:
    """A change of value as one of quantity and one of unit value, in words; what is not known is said."""
    against = say(split.against)
    if split.value_usd is None or split.base_usd is None:
        return say("Against {against}: nothing to compare with.", against=against)
    if split.value_usd == 0:
        return say(
            "Against {against} ({base}): nothing was traded.",
            against=against,
            base=quantities.money(split.base_usd, say),
        )
    if split.ln_value is None:
        return say("Against {against}: nothing was traded then.", against=against)
    way = say("rose") if split.ln_value > 0 else say("fell")
    by = quantities.change(split.ln_value, say).lstrip("+−")
    if split.ln_quantity is None:
        return say(
            "Against {against}, value {way} by {by}; the weight is not known: price and quantity cannot be told apart.",
            against=against,
            way=way,
            by=by,
        )
    return say(
        "Against {against}, value {way} by {by}: quantity {quantity}, unit value {price}.",
        against=against,
        way=way,
        by=by,
        quantity=quantities.change(split.ln_quantity, say),
        price=quantities.change(split.ln_unit_value, say),
    )


def counted(found: Movers, say: Messages) -> str:
    """How many parts moved."""
    return say(
        "Of {n} parts {moved} moved by more than their usual spread, {quiet} are quiet, {unjudged} cannot be judged.",
        n=sum(found.counts.values()),
        moved=found.counts[State.MOVED],
        quiet=found.counts[State.QUIET],
        unjudged=found.counts[State.UNJUDGED],
    )


def splits(card: Card, say: Messages) -> Table:
    """Changes as numbers, against each thing that the month is held against."""
    rows = []
    for split in card.splits:
        logs = [split.ln_value, split.ln_quantity, split.ln_unit_value]
        words = [quantities.change(number, say) + quantities.logarithm(number, say) for number in logs]
        rows.append(
            (say(split.against), quantities.money(split.base_usd, say), quantities.weight(split.base_kg, say), *words)
        )
    return Table(
        caption=say(
            "Price and quantity: in logarithms (in brackets) value is quantity plus unit value. What was expected of "
            "the unit value here is expected value over expected weight; the picture shows an expectation of its own."
        ),
        header=(
            say("Against"),
            say("Value then"),
            say("Weight then"),
            say("Value"),
            say("Quantity"),
            say("Unit value"),
        ),
        rows=tuple(rows),
        widths=(5, 3, 3, 3, 3, 3),
    )


def parts(dossier: Dossier, whole: Node, found: Movers, say: Messages) -> Table:
    """Who moved: the parts of a node that sum up to it."""
    rows = [
        (_part(dossier, whole, row.node), say(row.state.value), *_amounts(row.value_usd, row.weight_kg, say))
        for row in found.listed
    ]
    if found.rest:
        rows.append((say("{n} others", n=found.rest), "", *_amounts(found.rest_usd, found.rest_kg, say)))
    left_usd, left_kg = _without_seen(found.left_over_usd), _without_seen(found.left_over_kg)
    rows.append((say("left over"), "", *_amounts(left_usd, left_kg, say)))
    rows.append((say("together"), "", *_amounts(found.whole_usd, found.whole_kg, say)))
    return Table(
        caption=say(
            "By change against what was expected of each. Left over: the sum is expected as a whole, and parts that "
            "cannot be judged have no expectation of their own."
        ),
        header=(
            say("Part"),
            say("State"),
            say("Value"),
            say("expected"),
            say("change"),
            say("Weight"),
            say("expected"),
            say("change"),
        ),
        rows=tuple(rows),
        widths=(6, 4, 4, 4, 5, 4, 4, 4),
    )


def _part(dossier: Dossier, whole: Node, node: Node) -> str:
    """What tells a part from the others of its sum."""
    exporter, importer = (dossier.names[name] if name else "" for name in (node.exporter, node.importer))
    ways = (
        *(() if whole.code else (node.code or "",)),
        *(() if whole.exporter else (exporter,)),
        *(() if whole.importer else (importer,)),
    )
    return " → ".join(ways)


def _amounts(value: Amount, weight: Amount, say: Messages) -> tuple[str, ...]:
    return (
        quantities.money(value.seen, say),
        quantities.money(value.expected, say),
        quantities.signed(quantities.money(value.change, say), value.change),
        quantities.weight(weight.seen, say),
        quantities.weight(weight.expected, say),
        quantities.signed(quantities.weight(weight.change, say), weight.change),
    )


def _without_seen(amount: Amount) -> Amount:
    """What came is shared out wholly among the parts."""
    return Amount(seen=None, expected=amount.expected, change=amount.change)
