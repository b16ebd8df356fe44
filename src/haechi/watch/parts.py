"""Parts of a node over the years: what each was of the sum, as seen, nothing filled in."""

from dataclasses import dataclass

import numpy as np

from haechi.model.signal import Node
from haechi.watch.surveillance import Followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a sum; `shares` by year, 0..1, None where nothing is known of the sum in the year.

    `value_usd` is what was seen of it in all years.
    """

    node: Node
    shares: tuple[float | None, ...]
    value_usd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Largest parts of a node first; `months` counts, by year, those in which anything is known."""

    years: tuple[int, ...]
    months: tuple[int, ...]
    parts: tuple[Part, ...]


def parts_by_year(watched: Followed, index: int, month: int, *, most: int) -> Parts:
    """What the parts of a node were of it in each year up to a month; no parts where it is the sum of none."""
    nodes = watched.nodes
    children = nodes.children.of(index)
    value = nodes.value[: month + 1][:, children].astype(float)
    year = nodes.months[: month + 1].astype("datetime64[Y]").astype(int) + 1970
    years = tuple(int(one) for one in np.unique(year))
    if not len(children):
        return Parts(years=years, months=(0,) * len(years), parts=())
    seen = np.stack([np.nansum(value[year == one], axis=0) for one in years])
    known = tuple(int((~np.isnan(value[year == one])).any(axis=1).sum()) for one in years)
    whole = seen.sum(axis=1)
    order = np.argsort(-seen.sum(axis=0), kind="stable")[:most]
    return Parts(
        years=years,
        months=known,
        parts=tuple(
            Part(
                node=nodes.node(int(children[place])),
                shares=_shares(seen[:, place], whole),
                value_usd=float(seen[:, place].sum()),
            )
            for place in order
            if seen[:, place].any()
        ),
    )


def _shares(part: np.ndarray, whole: np.ndarray) -> tuple[float | None, ...]:
    return tuple(float(one / of) if of > 0 else None for one, of in zip(part, whole, strict=True))
