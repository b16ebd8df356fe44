"""Statistics of how many series moved, month by month, from scores that others have given them.

Arithmetic is that of the arrays given, in single precision unless said otherwise; NaN stands for what is not known.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, spread

Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SPAN = 1024
_YEAR = 12
_ZERO = np.float32(0.0)
_ONE = np.float32(1.0)
_UNKNOWN = np.float32(np.nan)


class Scores(NamedTuple):
    """What is known of value and weight of each series, (month, series).

    Parameters
    ----------
    value, weight : scores of the month
    common_value, common_weight : of them what the series has in common with its peers, of the first series only; the
        others have none
    is_weighed : whether a weight was expected
    quarter_value, quarter_weight : log of the sum of three months, in parts of what is typical
    is_steady : whether the series trades in most months, so that its scores may be added up
    is_summed : whether a sum of three months is judged; that of weights where one was expected
    usual : probability of an order before the silence began
    silence : months of it
    is_known : whether the amount is known; months judged with the next one are
    is_judged : whether it is known and judged
    """

    value: Singles
    weight: Singles
    common_value: Singles
    common_weight: Singles
    is_weighed: Flags
    quarter_value: Singles
    quarter_weight: Singles
    is_steady: Flags
    is_summed: Flags
    usual: Singles
    silence: Singles
    is_known: Flags
    is_judged: Flags


class Rules(NamedTuple):
    """Numbers that the statistics of a flow share.

    Parameters
    ----------
    agreed : part of the score of value that a weight which is missing would have agreed to
    clip : scores that a cumulative sum takes at most
    allowance : of the cumulative sum
    limit : of the cumulative sum, after which it starts anew
    gone_after : months of silence after which it says nothing more
    lost_after : months of silence that make a supplier lost
    """

    agreed: float
    clip: float
    allowance: float
    limit: float
    gone_after: int
    lost_after: int


class Moved(NamedTuple):
    """Statistics of a flow, (month, series), NaN where they do not apply.

    Parameters
    ----------
    joint_down, joint_up : the lesser of the scores of value and weight, also where the month is not judged
    down, up : the same without what peers did too, where the month is judged
    summed_down, summed_up : cumulative sums of these
    quarter_down, quarter_up : log change of three months against the same a year before
    silent : -ln of the probability of so long a silence
    lost : the same where it is as long as makes a supplier lost
    """

    joint_down: Singles
    joint_up: Singles
    down: Singles
    up: Singles
    summed_down: Singles
    summed_up: Singles
    quarter_down: Singles
    quarter_up: Singles
    silent: Singles
    lost: Singles


def moved(scores: Scores, rules: Rules) -> Moved:
    """How far each flow moved down and up.

    The lesser of two scores counts, so that an error in one of them is no movement; that of value alone where there is
    no weight. What peers did too is no movement of the series, and what they alone did is none either. A statistic of
    several months says nothing in a month that does not move that way itself: without this a stop would sound again in
    the month in which trade is back. Of a silence that lasts for k months where an order had the probability p,
    -ln (1 - p)^k is told, with p at most (n + 1) / (n + 2) after n known months, Laplace's rule of succession.

    References
    ----------
    Page (1954), Continuous inspection schemes, Biometrika 41:100-115: the cumulative sum max(0, S + z - k), which here
    starts anew after a month in which it went beyond the limit.
    """
    written = Moved(*(np.empty(scores.value.shape, dtype=np.float32) for _ in Moved._fields))

    def work(start: int, stop: int) -> None:
        _move(scores, rules, start, stop, written)

    spread(work, scores.value.shape[1], span=_SPAN)
    return written


def quarters(judged: Singles, is_deferred: Flags, typical: Singles, *, floor: float) -> Singles:
    """Log of the sum of three months, in parts of three typical months, plus a floor: (month, series).

    A month that is judged with the next one counts as much as that, which holds the mean of the two.

    Parameters
    ----------
    judged, is_deferred : (month, series), amounts, and months that are judged with the next one
    typical : (series,)
    """
    out = np.empty(judged.shape, dtype=np.float32)

    def work(start: int, stop: int) -> None:
        _quarter(judged, is_deferred, typical, np.float32(floor), start, stop, out)
        np.log(out[:, start:stop], out=out[:, start:stop])

    spread(work, judged.shape[1], span=_SPAN)
    return out


def unit_values(value: Singles, weight: Singles) -> Singles:
    """Value of a kilogram, (month, series), USD/kg; NaN where value or weight is not known or zero."""
    out = np.empty(value.shape, dtype=np.float32)

    def work(start: int, stop: int) -> None:
        _divide(value[start:stop], weight[start:stop], out[start:stop])

    spread(work, len(value), span=_YEAR)
    return out


def given_weight(price: Singles, weight: Singles, group: Places, *, clip: float, prior: float) -> Singles:
    """Score of a unit value given that of the weight, (z_uv - r z_q) / sqrt(1 - r^2), in double precision.

    r is the correlation in the months before, of all series of the group, of scores cut at `clip`; beforehand it is
    nothing, with the weight of `prior` pairs of scores, and it is never beyond 0.95 either way.

    Parameters
    ----------
    price, weight : (month, series), scores
    group : (series,), 0 and above

    Returns
    -------
    (month, series), the score of the unit value where that of the weight is not known.
    """
    out = np.empty(price.shape, dtype=np.float32)
    groups = int(group.max(initial=-1)) + 1
    _correct(price, weight, group.astype(np.int64), np.zeros((3, groups)), np.float32(clip), prior, out)
    return out


@compiled
def _move(scores: Scores, rules: Rules, start: int, stop: int, written: Moved) -> None:
    """Each part is a loop over the series of a month without a branch, so that several go at once.

    None of them writes where it reads: a number that is kept as it was would be a store on condition, one at a time.
    """
    width = stop - start
    with_peers = max(min(stop, scores.common_value.shape[1]) - start, 0)
    common_value, common_weight = np.zeros(width, np.float32), np.zeros(width, np.float32)
    held_down, held_up = np.zeros(width, np.float32), np.zeros(width, np.float32)
    beyond_down, beyond_up = np.empty(width, np.float32), np.empty(width, np.float32)
    down, up = np.empty(width, np.float32), np.empty(width, np.float32)
    by_value, by_weight = np.empty(width, np.float32), np.empty(width, np.float32)
    months, of_a_month = np.zeros(width, np.float64), np.zeros(width, np.float64)
    for t in range(len(scores.value)):
        common_value[:with_peers] = scores.common_value[t, start : start + with_peers]
        common_weight[:with_peers] = scores.common_weight[t, start : start + with_peers]
        value, weight = scores.value[t, start:stop], scores.weight[t, start:stop]
        is_weighed, judged = scores.is_weighed[t, start:stop], scores.is_judged[t, start:stop]
        joint_down, joint_up = written.joint_down[t, start:stop], written.joint_up[t, start:stop]
        _join(value, weight, is_weighed, rules, joint_down, joint_up)
        _join(value - common_value, weight - common_weight, is_weighed, rules, beyond_down, beyond_up)
        _lower(beyond_down, joint_down, down)
        _lower(beyond_up, joint_up, up)
        _tell(down, judged, written.down[t, start:stop])
        _tell(up, judged, written.up[t, start:stop])
        summed_down, summed_up = written.summed_down[t, start:stop], written.summed_up[t, start:stop]
        _add(held_down, down, rules, summed_down)
        _add(held_up, up, rules, summed_up)
        is_added = judged & scores.is_steady[t, start:stop]
        _tell_while_it_lasts(summed_down, down, is_added)
        _tell_while_it_lasts(summed_up, up, is_added)
        quarter_down, quarter_up = written.quarter_down[t, start:stop], written.quarter_up[t, start:stop]
        if t < _YEAR:
            quarter_down[:], quarter_up[:] = _UNKNOWN, _UNKNOWN
        else:
            is_summed, before = scores.is_summed[t, start:stop], t - _YEAR
            quarter, year_before = scores.quarter_value[t, start:stop], scores.quarter_value[before, start:stop]
            _tell(quarter - year_before, is_summed, by_value)
            quarter, year_before = scores.quarter_weight[t, start:stop], scores.quarter_weight[before, start:stop]
            _tell(quarter - year_before, is_weighed & is_summed, by_weight)
            _join(by_value, by_weight, is_weighed, rules, quarter_down, quarter_up)
        _tell_while_it_lasts(quarter_down, down, judged)
        _tell_while_it_lasts(quarter_up, up, judged)
        usual, silence, is_known = (
            scores.usual[t, start:stop],
            scores.silence[t, start:stop],
            scores.is_known[t, start:stop],
        )
        _begin_silence(usual, silence, is_known, months, of_a_month)
        months += is_known
        _fall_silent(
            usual, silence, of_a_month, judged, rules, written.silent[t, start:stop], written.lost[t, start:stop]
        )


@compiled
def _join(of_value: Singles, of_weight: Singles, is_weighed: Flags, rules: Rules, down: Singles, up: Singles) -> None:
    """The lesser of the scores of value and weight, the one that is known where the other is not, down and up."""
    agreed = np.float32(rules.agreed)
    for j in range(len(down)):
        weight = of_weight[j]
        is_alone = weight != weight  # NaN
        value = (agreed if is_weighed[j] & is_alone else _ONE) * of_value[j]
        is_unknown = value != value
        lesser = -value if -value < -weight else -weight
        greater = value if value < weight else weight
        lesser = -value if is_alone else lesser
        greater = value if is_alone else greater
        down[j] = -weight if is_unknown else lesser
        up[j] = weight if is_unknown else greater


@compiled
def _lower(scores: Singles, others: Singles, lesser: Singles) -> None:
    """The lesser of two scores that are known in the same months."""
    for j in range(len(scores)):
        one, other = scores[j], others[j]
        lesser[j] = one if one < other else other


@compiled
def _add(held: Singles, scores: Singles, rules: Rules, sums: Singles) -> None:
    """Cumulative sums after one more score; where it is not known they stay, and nothing is told."""
    clip, limit, allowance = np.float32(rules.clip), np.float32(rules.limit), np.float32(rules.allowance)
    for j in range(len(held)):
        score, before = scores[j], held[j]
        is_known = score == score  # not NaN
        step = score if score > -clip else -clip
        step = step if step < clip else clip
        after = before + (step - allowance)
        after = after if after > _ZERO else _ZERO
        anew = _ZERO if after > limit else after
        sums[j] = after if is_known else _UNKNOWN
        held[j] = anew if is_known else before


@compiled
def _tell_while_it_lasts(statistic: Singles, scores: Singles, is_told: Flags) -> None:
    """A statistic of several months says nothing in a month that does not move that way itself."""
    for j in range(len(statistic)):
        told = statistic[j]
        told = _ZERO if (scores[j] <= _ZERO) & (told > _ZERO) else told
        statistic[j] = told if is_told[j] else _UNKNOWN


@compiled
def _tell(statistic: Singles, is_told: Flags, out: Singles) -> None:
    for j in range(len(statistic)):
        told = statistic[j]
        out[j] = told if is_told[j] else _UNKNOWN


@compiled
def _begin_silence(usual: Singles, silence: Singles, is_known: Flags, months: Doubles, of_a_month: Doubles) -> None:
    """-ln (1 - p) of a month without an order, where the first one goes by, after known months before it."""
    for j in range(len(months)):
        if silence[j] == _ONE and is_known[j]:
            of_a_month[j] = -math.log1p(-min(np.float64(usual[j]), (months[j] + 1) / (months[j] + 2)))


@compiled
def _fall_silent(
    usual: Singles, silence: Singles, of_a_month: Doubles, is_told: Flags, rules: Rules, silent: Singles, lost: Singles
) -> None:
    """-ln of the probability of so long a silence, and the same where it is as long as makes a supplier lost."""
    gone, last = np.float32(rules.gone_after), np.float32(rules.lost_after)
    for j in range(len(silent)):
        quiet = silence[j]
        told = np.float32(quiet * of_a_month[j])
        told = told if quiet > _ZERO else _ZERO
        told = told if usual[j] == usual[j] else _UNKNOWN
        told = _UNKNOWN if quiet > gone else told
        told = told if is_told[j] else _UNKNOWN
        silent[j] = told
        lost[j] = told if quiet >= last else _UNKNOWN


@compiled
def _quarter(
    judged: Singles, is_deferred: Flags, typical: Singles, floor: np.float32, start: int, stop: int, out: Singles
) -> None:
    last = len(judged) - 1
    no_month_after = np.zeros(stop - start, np.bool_)
    out[:2, start:stop] = _UNKNOWN
    for t in range(2, len(judged)):
        found = out[t, start:stop]
        _take(judged[t - 2, start:stop], judged[t - 1, start:stop], is_deferred[t - 2, start:stop], found)
        _add_month(judged[t - 1, start:stop], judged[t, start:stop], is_deferred[t - 1, start:stop], found)
        after = min(t + 1, last)
        waits = is_deferred[t, start:stop] if t < last else no_month_after
        _add_month(judged[t, start:stop], judged[after, start:stop], waits, found)
        _scale(typical[start:stop], floor, found)


@compiled
def _take(month: Singles, after: Singles, is_deferred: Flags, out: Singles) -> None:
    """What counts as a month: the next one where it is judged with that."""
    for j in range(len(out)):
        late, own = after[j], month[j]
        out[j] = late if is_deferred[j] else own


@compiled
def _add_month(month: Singles, after: Singles, is_deferred: Flags, out: Singles) -> None:
    for j in range(len(out)):
        late, own = after[j], month[j]
        out[j] += late if is_deferred[j] else own


@compiled
def _scale(typical: Singles, floor: np.float32, out: Singles) -> None:
    three = np.float32(3.0)
    for j in range(len(out)):
        out[j] = out[j] / (three * typical[j]) + floor


@compiled
def _divide(value: Singles, weight: Singles, out: Singles) -> None:
    for t in range(len(value)):
        for j in range(value.shape[1]):
            is_traded = value[t, j] > _ZERO and weight[t, j] > _ZERO
            out[t, j] = value[t, j] / weight[t, j] if is_traded else _UNKNOWN


@compiled
def _correct(
    price: Singles, weight: Singles, group: Places, sums: Doubles, clip: np.float32, prior: float, out: Singles
) -> None:
    """Sums are those of the months before, (cross product, square of price, square of weight) by group."""
    groups = sums.shape[1]
    r, root = np.zeros(groups), np.ones(groups)
    added = np.empty((3, groups))
    for t in range(len(price)):
        added[:] = 0.0
        for j in range(len(group)):
            of_price, of_weight, g = price[t, j], weight[t, j], group[j]
            if of_price != of_price or of_weight != of_weight:
                out[t, j] = of_price
                continue
            out[t, j] = (of_price - r[g] * of_weight) / root[g]
            a, b = np.float64(min(max(of_price, -clip), clip)), np.float64(min(max(of_weight, -clip), clip))
            added[0, g] += a * b
            added[1, g] += a * a
            added[2, g] += b * b
        for g in range(groups):
            for part in range(3):
                sums[part, g] += added[part, g]
            found = sums[0, g] / math.sqrt((sums[1, g] + prior) * (sums[2, g] + prior))
            r[g] = min(max(found, -0.95), 0.95)
            root[g] = math.sqrt(1 - r[g] ** 2)
