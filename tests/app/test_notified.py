"""Which flows a notice speaks of."""

import datetime as dt

import pytest
from tests.app.at_desk import desk

from haechi.app import notified
from haechi.model.dates import PartialDate
from haechi.model.notice import Notice, NoticeState
from haechi.model.signal import Level, Node


def notice(*, items: tuple[str, ...] = ("natural_graphite",), codes: tuple[str, ...] = (), to: str = "") -> Notice:
    return Notice(
        id=1,
        number=1,
        items=items,
        codes=codes,
        exporter="CHN",
        importers=(to,) if to else (),
        what="Licences",
        announced=PartialDate.parse("2023-10-20"),
        effective=None,
        state=NoticeState.ANNOUNCED,
        who="a desk",
        at=dt.datetime(2023, 10, 20, tzinfo=dt.UTC),
        source="a cable",
    )


def pair(importer: str | None = "KOR", *, code: str = "250410", exporter: str | None = "CHN") -> Node:
    level = Level.PAIR if importer else Level.EXPORTER_ITEM
    return Node(level=level, code=code, edition="HS22", exporter=exporter, importer=importer)


@pytest.mark.parametrize(
    ("given", "node", "speaks"),
    [
        (notice(), pair(), True),
        (notice(), pair(None), True),  # the sum of what the exporter sells
        (notice(), pair(exporter="USA"), False),
        (notice(), pair(code="811292"), False),
        (notice(to="KOR"), pair("KOR"), True),
        (notice(to="KOR"), pair("JPN"), False),
        (notice(to="KOR"), pair(None), True),
        (notice(items=(), codes=("2504",)), pair(), True),  # the heading has the code
        (notice(items=(), codes=("2504101000",)), pair(), True),  # a line of the tariff within the code
        (notice(items=(), codes=("3801",)), pair(), False),
        (notice(items=("germanium",)), pair(code="811292"), True),  # the code stands for more than one item
    ],
)
def test_a_notice_speaks_of_the_flows_of_its_exporter_to_whom_it_addresses(
    given: Notice, node: Node, speaks: bool
) -> None:
    assert notified.speaks_of(desk(), given, node) is speaks


def test_a_notice_does_not_speak_of_sums_above_the_level_of_codes() -> None:
    whole = Node(level=Level.EXPORTER, exporter="CHN")
    assert not notified.speaks_of(desk(), notice(), whole)


def test_without_a_workspace_there_are_no_notices() -> None:
    assert notified.open_notices(desk()) == notified.ended_notices(desk()) == ()
