"""Items that customs codes stand for, and stages of the chain that these belong to."""

import datetime as dt

from haechi.app.desk import Desk
from haechi.flows.editions import in_force
from haechi.model.chain import ItemCode
from haechi.model.signal import Node
from haechi.model.trade import Edition


def items_of(desk: Desk, code: str, edition: str, day: dt.date) -> tuple[ItemCode, ...]:
    """Items that a code stands for; a code as reported is read in the edition in force on the day."""
    read_in = in_force(day) if edition == Edition.AS_REPORTED else edition
    return desk.facts.items_of(code, read_in)


def items_of_node(desk: Desk, node: Node, day: dt.date) -> tuple[str, ...]:
    """Ids of the items of a node's code, the clearest signal first; none above the level of items."""
    return items_of_code(desk, node.code or "", node.edition or "", day)


def items_of_code(desk: Desk, code: str, edition: str, day: dt.date) -> tuple[str, ...]:
    """Ids of the items of a code, the clearest signal first; none without a code or edition."""
    if not code or not edition:
        return ()
    return tuple(dict.fromkeys(row.item for row in items_of(desk, code, edition, day)))


def stage_of(desk: Desk, code: str, edition: str) -> str | None:
    """The stage of the clearest item of a code; None where it stands for none."""
    held = items_of(desk, code, edition, desk.as_of)
    return desk.facts.item_by_id[held[0].item].stage if held else None
