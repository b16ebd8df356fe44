"""How losses spread through a network of production, one synchronous update after the other, many shocks side by side.

Losses only grow. A producer is judged again only where the loss of one that it hears of has changed, whatever the
shock; what stays is not touched, which changes no byte. Sums run over producers and links in their order: a shock ends
in the same bytes whichever shocks lie beside it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, inlined

Lanes = NDArray[np.floating]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Starts = NDArray[np.int64]
Flags = NDArray[np.uint8]

# Of a market's sales: what is left of it is nothing but rounding.
WIPED_OUT = 1e-12
# One in so many producers that have changed: it is cheaper to judge all again than to find those concerned.
_MANY = 8


class Side(NamedTuple):
    """What losses travel along, down to customers or up to suppliers.

    cells : (producer + 1,), cells of each producer; its loss is that of its worst cell
    links : (cell + 1,), links of each cell; their losses add up
    source : (link,), whose loss; share : (link,), how much of it, in the precision of the lanes
    listener_start, listener : (producer + 1,) and (link,), who hears of the loss of a producer
    market, sales : (producer,); market_sales : (market,); all empty where nobody can be replaced
    is_one : whether a market that is wiped out counts 1 in one unit of value, as in glcascade 0.9.3.1; a loss can then
        shrink again, when the last of a market fails
    weight : (producer,), what its loss counts; onward : (producer,), index that later updates add, at most, for each
        unit by which others hear of more; both empty where nobody wants to know
    """

    cells: Starts
    links: Starts
    source: Ints
    share: Lanes
    listener_start: Starts
    listener: Ints
    market: Ints
    sales: Doubles
    market_sales: Doubles
    is_one: bool
    weight: Doubles
    onward: Doubles


class Growth(NamedTuple):
    """What an update adds to losses, (lane,).

    most : the largest growth of a producer's loss; not written by `sweep`
    weighted : the growth of all losses by weight
    onward : the same that later updates add, at most
    """

    most: Doubles
    weighted: Doubles
    onward: Doubles


class State(NamedTuple):
    """Losses of a batch of shocks on one side.

    level : (producer, lane), in 0..1; told : the same as others hear of it, after replacement
    least : (producer, lane), what the shock itself takes; empty where losses can only grow
    lost : (market, lane), sales
    due : (producer,), to be judged again; live : with a loss in some lane; changed : since the last update
    moved : (market,), where something changed
    """

    level: Lanes
    told: Lanes
    least: Lanes
    lost: Doubles
    due: Flags
    live: Flags
    changed: Flags
    moved: Flags


def state(side: Side, lanes: int, *, is_swept: bool = False) -> State:
    """Losses of nobody, for as many shocks side by side as there are lanes.

    Where a side without markets is swept, `told` is `level` itself.
    """
    producers = len(side.cells) - 1
    level = np.zeros((producers, lanes), side.share.dtype)
    return State(
        level=level,
        told=level if is_swept else np.zeros_like(level),
        least=np.zeros((producers if side.is_one else 0, lanes), side.share.dtype),
        lost=np.zeros((len(side.market_sales), lanes)),
        due=np.zeros(producers, np.uint8),
        live=np.zeros(producers, np.uint8),
        changed=np.zeros(producers, np.uint8),
        moved=np.zeros(len(side.market_sales), np.uint8),
    )


@compiled
def begin(side: Side, losses: State, producer: Ints, lane: Ints, share: Doubles, growth: Growth) -> None:
    """Forget all losses and set those of the shocks: (shock,) who, in which lane, how much of it, in 0..1."""
    growth.weighted[:] = 0
    is_counted = len(side.weight) > 0
    level, told, live = losses.level, losses.told, losses.live
    for j in range(len(live)):
        if live[j]:
            for b in range(level.shape[1]):
                level[j, b] = 0
                told[j, b] = 0
    live[:] = 0
    losses.due[:] = 0
    losses.changed[:] = 0
    losses.least[:] = 0
    losses.lost[:] = 0
    losses.moved[:] = 0
    for k in range(len(producer)):
        j, b = producer[k], lane[k]
        level[j, b] = share[k]
        if side.is_one:
            losses.least[j, b] = share[k]
        live[j] = 1
        losses.changed[j] = 1
        if is_counted:
            growth.weighted[b] += side.weight[j] * share[k]
        if len(side.market) > 0:
            losses.lost[side.market[j], b] += side.sales[j] * share[k]
            losses.moved[side.market[j]] = 1
    _tell(side, losses, np.zeros(level.shape[1], level.dtype), growth.onward)


@compiled
def advance(side: Side, losses: State, runs: Flags, growth: Growth) -> None:
    """One update of the lanes that run, (lane,); the others keep their losses."""
    width = losses.level.shape[1]
    total = np.zeros(width, losses.level.dtype)
    worst = np.zeros(width, losses.level.dtype)
    growth.most[:] = 0
    growth.weighted[:] = 0
    # Named apart, here and below: to take an array out of a tuple costs as much as a link.
    cells, links, source, share = side.cells, side.links, side.source, side.share
    level, told, live, due, changed = losses.level, losses.told, losses.live, losses.due, losses.changed
    least = losses.least if side.is_one else level
    most, weighted, is_counted = growth.most, growth.weighted, len(side.weight) > 0
    for j in range(len(due)):
        if due[j]:
            due[j] = 0
            _judge(cells, links, source, share, told, live, j, total, worst)
            if _settle(level, least, j, worst, runs, most):
                live[j] = 1
                changed[j] = 1
                if is_counted:
                    _count(side.weight[j], worst, weighted)
                if len(side.market) > 0:
                    _lose(side, losses, j, worst)
    _tell(side, losses, total, growth.onward)


@compiled
def sweep(side: Side, losses: State, runs: Flags, growth: Growth) -> None:
    """One update of all producers in their order, without replacement: each hears at once of those before it."""
    width = losses.level.shape[1]
    total = np.zeros(width, losses.level.dtype)
    worst = np.zeros(width, losses.level.dtype)
    cells, links, source, share = side.cells, side.links, side.source, side.share
    weighted, onward, level = growth.weighted, growth.onward, losses.level
    weighted[:] = 0
    onward[:] = 0
    losses.live[:] = 1
    for j in range(len(level)):
        first, last = cells[j], cells[j + 1]
        if first < last:
            for b in range(width):
                worst[b] = 0
            _add(links[first], links[first + 1], source, share, level, worst)
            for cell in range(first + 1, last):
                for b in range(width):
                    total[b] = 0
                _add(links[cell], links[cell + 1], source, share, level, total)
                for b in range(width):
                    worst[b] = total[b] if total[b] > worst[b] else worst[b]
            _raise(level, j, worst, runs, side.weight[j], side.onward[j], weighted, onward)


@inlined
def _add(first: int, last: int, source: Ints, share: Lanes, told: Lanes, total: Lanes) -> None:
    """Add up the losses of the links of a cell."""
    for link in range(first, last):
        i, part = source[link], share[link]
        for b in range(len(total)):
            total[b] += part * told[i, b]


@inlined
def _raise(
    level: Lanes, j: int, worst: Lanes, runs: Flags, weight: float, each: float, weighted: Doubles, onward: Doubles
) -> None:
    """Raise the losses of a producer to the worst of its cells, and count by how much."""
    for b in range(len(worst)):
        before = level[j, b]
        after = worst[b] if worst[b] > before else before
        after = after if after < 1 else before * 0 + 1  # in the precision of the lanes
        after = after if runs[b] else before
        level[j, b] = after
        weighted[b] += weight * (after - before)
        onward[b] += each * (after - before)


@inlined
def _judge(
    cells: Starts,
    links: Starts,
    source: Ints,
    share: Lanes,
    told: Lanes,
    live: Flags,
    j: int,
    total: Lanes,
    worst: Lanes,
) -> None:
    """The loss of the worst cell of a producer."""
    width = len(worst)
    for b in range(width):
        worst[b] = 0
    for cell in range(cells[j], cells[j + 1]):
        for b in range(width):
            total[b] = 0
        if width == 1:
            total[0] = _one_lane(links[cell], links[cell + 1], source, share, told)
        else:
            for link in range(links[cell], links[cell + 1]):
                i = source[link]
                if live[i]:
                    part = share[link]
                    for b in range(width):
                        total[b] += part * told[i, b]
        for b in range(width):
            worst[b] = total[b] if total[b] > worst[b] else worst[b]


@inlined
def _one_lane(first: int, last: int, source: Ints, share: Lanes, told: Lanes) -> np.floating:
    """The same sum where one shock is alone, three times as fast as a loop over one lane."""
    total: np.floating = told[0, 0] * 0  # in the precision of the lanes
    for link in range(first, last):
        total += share[link] * told[source[link], 0]
    return total


@inlined
def _settle(level: Lanes, least: Lanes, j: int, worst: Lanes, runs: Flags, most: Doubles) -> bool:
    """Set the losses of a producer to the worst of its cells; `worst` becomes their growth."""
    has_changed = 0
    for b in range(len(worst)):
        before = level[j, b]
        after = worst[b] if worst[b] > least[j, b] else least[j, b]
        after = after if after < 1 else before * 0 + 1  # in the precision of the lanes
        after = after if runs[b] else before
        growth = after - before
        has_changed |= growth != 0
        most[b] = growth if growth > most[b] else most[b]
        worst[b] = growth
        level[j, b] = after
    return has_changed != 0


@inlined
def _count(each: float, growth: Lanes, counted: Doubles) -> None:
    for b in range(len(growth)):
        counted[b] += each * growth[b]


@inlined
def _lose(side: Side, losses: State, j: int, growth: Lanes) -> None:
    m = side.market[j]
    losses.moved[m] = 1
    for b in range(len(growth)):
        losses.lost[m, b] += side.sales[j] * growth[b]


@compiled
def _tell(side: Side, losses: State, told: Lanes, onward: Doubles) -> None:
    """Let others hear of what has changed, and mark those whom it concerns; `onward` counts it where it is replaced."""
    changed, due = losses.changed, losses.due
    if len(side.market) > 0:
        _replace(side, losses, told, onward)
    else:
        _repeat(losses)
    number = 0
    for j in range(len(changed)):
        number += changed[j]
    if number > len(changed) // _MANY:
        due[:] = 1
    else:
        listener_start, listener = side.listener_start, side.listener
        for j in range(len(changed)):
            if changed[j]:
                for k in range(listener_start[j], listener_start[j + 1]):
                    due[listener[k]] = 1
    changed[:] = 0


@inlined
def _repeat(losses: State) -> None:
    """Tell of each loss as it is."""
    level, heard, changed = losses.level, losses.told, losses.changed
    for j in range(len(changed)):
        if changed[j]:
            for b in range(level.shape[1]):
                heard[j, b] = level[j, b]


@inlined
def _replace(side: Side, losses: State, told: Lanes, onward: Doubles) -> None:
    """Tell of each loss the part that the survivors of its market do not make up for."""
    market, sales, market_sales = side.market, side.sales, side.market_sales
    level, heard, lost = losses.level, losses.told, losses.lost
    live, changed, moved = losses.live, losses.changed, losses.moved
    is_counted = len(side.onward) > 0
    onward[:] = 0
    for j in range(len(live)):
        if live[j] and moved[market[j]]:
            _unreplaced(market[j], j, sales[j], market_sales[market[j]], side.is_one, level, lost, told)
            has_changed = 0
            for b in range(len(told)):
                more = told[b] - heard[j, b]
                heard[j, b] = told[b]
                has_changed |= more != 0
                told[b] = more
            if is_counted:
                _count(side.onward[j], told, onward)
            changed[j] = 1 if has_changed else 0
    moved[:] = 0


@inlined
def _unreplaced(
    m: int,
    j: int,
    sales: float,
    market_sales: float,
    is_one: bool,
    level: Lanes,
    lost: Doubles,
    told: Lanes,
) -> None:
    """The loss of a producer times its share among the survivors of its market, at most all of it."""
    wiped_out = 1.0 if is_one else sales
    for b in range(len(told)):
        left = market_sales - lost[m, b]
        left = left if left > WIPED_OUT * market_sales else wiped_out
        part = sales / left
        part = part if part < 1.0 else 1.0
        told[b] = part * level[j, b]


@compiled
def exceed(side: Side, losses: State, ceiling: Lanes, told: Lanes, lost: Doubles, most: Doubles) -> None:
    """By how much one update of a ceiling would lead above it at most, (lane,).

    A ceiling is 0 where the losses are. `told`, at first the same, and `lost`, at first 0, are written over.
    """
    width = ceiling.shape[1]
    total = np.zeros(width, ceiling.dtype)
    worst = np.zeros(width, ceiling.dtype)
    most[:] = 0
    cells, links, source, share = side.cells, side.links, side.source, side.share
    market, sales, market_sales, live = side.market, side.sales, side.market_sales, losses.live
    if len(market) > 0:
        for j in range(len(live)):
            if live[j]:
                for b in range(width):
                    lost[market[j], b] += sales[j] * ceiling[j, b]
        for j in range(len(live)):
            if live[j]:
                _unreplaced(market[j], j, sales[j], market_sales[market[j]], side.is_one, ceiling, lost, total)
                for b in range(width):
                    told[j, b] = total[b]
    for j in range(len(live)):
        _judge(cells, links, source, share, told, live, j, total, worst)
        for b in range(width):
            after = worst[b] if worst[b] < 1 else worst[b] * 0 + 1
            above = after - ceiling[j, b]
            most[b] = above if above > most[b] else most[b]


@compiled
def totals(weight: Doubles, down: Lanes, up: Lanes, written: Doubles) -> None:
    """Weighted sums of losses, (3, lane): the larger of both sides, down, up."""
    written[:] = 0
    for j in range(len(weight)):
        for b in range(down.shape[1]):
            low = down[j, b]
            high = up[j, b]
            written[0, b] += weight[j] * (low if low > high else high)
            written[1, b] += weight[j] * low
            written[2, b] += weight[j] * high
