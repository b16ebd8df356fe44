"""Notices as they stood on the day of the desk, and the flows of which they speak."""

from haechi.app.code_items import items_of_node
from haechi.app.desk import Desk
from haechi.model.notice import ENDED, Notice, latest
from haechi.model.signal import Node
from haechi.store import notices


def open_notices(desk: Desk) -> tuple[Notice, ...]:
    """Notices that had not ended by the day; none without a workspace."""
    return tuple(notice for notice in _notices(desk) if notice.state not in ENDED)


def ended_notices(desk: Desk) -> tuple[Notice, ...]:
    """Notices whose matter had ended by the day."""
    return tuple(notice for notice in _notices(desk) if notice.state in ENDED)


def speaks_of(desk: Desk, notice: Notice, node: Node) -> bool:
    """Whether a notice speaks of the flows of a node: its exporter, a buyer addressed, and its item or code."""
    if node.exporter != notice.exporter or node.code is None:
        return False
    if notice.importers and node.importer is not None and node.importer not in notice.importers:
        return False
    if any(node.code.startswith(code[:6]) for code in notice.codes):
        return True
    return bool({*items_of_node(desk, node, desk.as_of)} & {*notice.items})


def _notices(desk: Desk) -> tuple[Notice, ...]:
    if desk.workspace is None:
        return ()
    with desk.register() as register, register.reading() as connection:
        versions = notices.versions(connection)
    return tuple(latest(versions, as_of=desk.end_of_day).values())
