"""What binds on an item: promises of the alliance with their state, and rules in force, as tables."""

from collections.abc import Iterator, Mapping

from haechi.brief import quantities
from haechi.brief.citation import cited
from haechi.brief.document import Table
from haechi.brief.dossier import Dossier, Pledge, Regulation
from haechi.brief.messages import Messages


def tables(dossier: Dossier, numbers: Mapping[str, int], say: Messages) -> Iterator[Table]:
    """Promises, then rules; none of what there is nothing of."""
    if dossier.around.pledges:
        yield Table(
            caption=say("Promises of the alliance that name the item or its stage."),
            header=(say("Promise"), say("Where it stands"), say("Due"), say("Sides"), say("Source")),
            rows=tuple(_pledge(dossier, row, numbers, say) for row in dossier.around.pledges),
            widths=(10, 6, 4, 5, 2),
        )
    if dossier.around.regulations:
        yield Table(
            caption=say("Rules, funds and agreements in force that name the item or its stage, the nearest first."),
            header=(say("Rule"), say("Instrument"), say("Issued by"), say("Since"), say("Until"), say("Source")),
            rows=tuple(_regulation(dossier, row, numbers, say) for row in dossier.around.regulations),
            widths=(10, 5, 5, 3, 3, 2),
        )


def _pledge(dossier: Dossier, row: Pledge, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    state = say(row.state.value)
    return (
        row.title,
        say("{state}, {n} days late", state=state, n=row.late_days) if row.late_days else state,
        quantities.date(row.due, say) if row.due else "–",
        ", ".join(dossier.names[side] for side in row.sides),
        cited(row.sources, numbers),
    )


def _regulation(dossier: Dossier, row: Regulation, numbers: Mapping[str, int], say: Messages) -> tuple[str, ...]:
    return (
        row.title,
        row.instrument,
        ", ".join(dossier.names[economy] for economy in row.economies),
        quantities.date(row.start, say) if row.start else "–",
        quantities.date(row.end, say) if row.end else "–",
        cited(row.sources, numbers),
    )
