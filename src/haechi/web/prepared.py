"""What pages stand on and is worked out before anybody asks for it: customs data and bundled tables, read only."""

from collections.abc import Callable, Iterator
from functools import partial

from haechi.app import covering, dependence, item_flows, item_page, loading, matrix, pairing, panels
from haechi.app.desk import Desk
from haechi.web import frame

PARTNERS = ("KOR", "NLD")  # whose pages are opened most
_ITEM = "hf"  # whose page is opened most
_MOST_ROWS = 1_500_000  # of months, up to which the newest is watched unasked: a million takes 1.9 GB

Step = Callable[[], object]


def steps(desk: Desk) -> Iterator[Step]:
    """What pages stand on, the most used first, but what somebody would wait longest for before all."""
    if desk.has_flows:
        yield partial(item_flows.held, desk, desk.facts.codes_of(_ITEM), source=None)
    yield from (partial(frame.compiled, name) for name in frame.templates())
    yield from (partial(dependence.depend, desk, economy) for economy in PARTNERS)
    of_item = covering.Question(economy=PARTNERS[0], item=_ITEM)
    yield partial(covering.cover, desk, of_item, lambda *_: None)
    yield partial(pairing.pairing, desk, PARTNERS)
    if desk.has_flows:
        yield partial(item_page.codes_by_month, desk)
        yield from (partial(dependence.year_of, desk, economy, year=None, source=None) for economy in matrix.ECONOMIES)
        yield partial(loading.check, desk)
        if panels.monthly_rows(desk) <= _MOST_ROWS:
            strictness = panels.settings(desk)
            for stream in desk.lake.monthly(desk.as_of):
                yield partial(panels.judged, desk, strictness, source=panels.name_of(stream), period=str(stream.last))
