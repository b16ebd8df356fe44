"""What each month of many series should have been, from its past alone, and how far off it was.

Robust exponential smoothing with an additive season, for a bank of configurations side by side. Series lie along the
last axis; a block of them goes through all months while its state stays in the cache of one core.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.errors import HaechiError
from haechi.kernels.compiled import compiled, inlined, spread

Singles = NDArray[np.float32]

# Series worked through together, and those handed to a thread at a time.
BLOCK = 256
SPAN = 16 * BLOCK

_ZERO = np.float32(0.0)
_ONE = np.float32(1.0)
_HALF = np.float32(0.5)
_INFINITE = np.float32(np.inf)
_UNKNOWN = np.float32(np.nan)


class Settings(NamedTuple):
    """Numbers of the recursion that all configurations share.

    Parameters
    ----------
    clip : scales beyond which an error is cut before anything learns from it; 2 in Gelper, Fried and Croux (2010)
    discount : weight that a past loss keeps per month; 0.95 remembers about 20 months
    guard : months before the one judged that its scale does not know of
    minimum : known months before the first score
    confirm : months in a row beyond the clip on one side after which the level is taken to have shifted
    scale_gain : least weight of a month in the scale
    scale_prior : months that the prior scale counts for
    season_prior : years that the prior season counts for
    least_scale : scale of a series that never moves, in logs
    """

    clip: float = 2.0
    discount: float = 0.95
    guard: int = 2
    minimum: int = 12
    confirm: int = 4
    scale_gain: float = 0.05
    scale_prior: float = 6.0
    season_prior: float = 2.0
    least_scale: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoothed:
    """What the past of each series says of each month, (month, series).

    Parameters
    ----------
    expected : in logs; NaN while fewer than `minimum` months are known
    scale : one scale of the error, in logs; NaN as `expected`
    score : (y - expected) / scale; NaN also where y is not known
    """

    expected: Singles
    scale: Singles
    score: Singles


class _Given(NamedTuple):
    """What the caller gives, as `smooth` describes it."""

    y: Singles
    first_month: int
    bank: Singles
    prior_scale: Singles
    prior_season: Singles


class _State(NamedTuple):
    """What a block remembers from month to month.

    level, loss : (configuration, series); season : (calendar month x configuration, series)
    scales : (guard + 1, series), at the start of the last months, in turn
    known : (series,), months known so far; age : the same since the level was last set anew
    seen : (calendar month, series), months that the season learned from
    last_year : (calendar month, series), error of that month when it was last known
    run : (series,), months in a row beyond the clip, negative below
    """

    level: Singles
    loss: Singles
    season: Singles
    scales: Singles
    known: Singles
    age: Singles
    seen: Singles
    last_year: Singles
    run: Singles


class _Month(NamedTuple):
    """What the parts of one month hand to each other, (series,).

    Unknown months cost no branch: with an error cut to nothing and a discount of one, no configuration learns.

    bound, cap : where an error is cut for the states and for the loss; low, high : with that of last year
    discount : of the loss
    level_gain, season_gain : least gains, from the number of months known
    least_loss, forecast : (configuration + 1, series), the best of the configurations before
    """

    y: Singles
    scale: Singles
    bound: Singles
    cap: Singles
    low: Singles
    high: Singles
    discount: Singles
    level_gain: Singles
    season_gain: Singles
    least_loss: Singles
    forecast: Singles
    error: Singles
    score: Singles


def smooth(
    y: Singles,
    *,
    first_month: int,
    bank: Singles,
    prior_scale: Singles,
    prior_season: Singles,
    settings: Settings | None = None,
) -> Smoothed:
    """Expected value, scale and score of every month, each from the months before it alone.

    Every configuration forecasts level + season, and the one with the least discounted past loss speaks for the month
    (the first of those that are equal). Errors are cut at `clip` scales before level, season, scale and loss learn
    from them. Gains start from the mean, 1/(n + 1), and fall to those of the configuration; scale and season start
    from priors, which is how a short history borrows from its peers.

    Beyond the cited recursion:

    - The first known month sets the level and teaches nothing else: an error of nothing would shrink the scale.
    - What returns is no outlier: of an error beyond the clip the season takes whole what the same month of the year
      before had too. A yearly stop in August is learned in three years and not in decades.
    - After `confirm` known months in a row beyond the clip on one side the level of each configuration becomes their
      mean less season, and the gains are those of a series `confirm` months old.
    - The scale then goes back to what it was before those months, and half-way to its prior where it lies below: a
      series that never moved has a scale that says nothing of how it moves from now on.

    Parameters
    ----------
    y : (month, series), in logs, NaN where not known
    first_month : calendar month of the first row, 0..11
    bank : (configuration, 2), least gains of level and season in 0..1; a season gain of 0 keeps the prior season
    prior_scale : (series,), above 0, in logs
    prior_season : (12, series), in logs, January first; zeros where nothing is known of it
    settings : by default those of `Settings`

    Returns
    -------
    All of shape (month, series). A score is in units of the standard deviation where errors are normal.

    Raises
    ------
    HaechiError
        Where shapes do not fit, or a number of months is out of its range.

    References
    ----------
    Gelper, Fried and Croux (2010), Robust forecasting with exponential and Holt-Winters smoothing, Journal of
    Forecasting 29:285-300, the recursion.
    """
    given = _Given(
        y=np.ascontiguousarray(y, dtype=np.float32),
        first_month=first_month,
        bank=np.ascontiguousarray(bank, dtype=np.float32),
        prior_scale=np.ascontiguousarray(prior_scale, dtype=np.float32),
        prior_season=np.ascontiguousarray(prior_season, dtype=np.float32),
    )
    chosen = settings or Settings()
    _check(given, chosen)
    consistency = np.float32(_consistency(chosen.clip))
    written = np.empty((3, *given.y.shape), dtype=np.float32)

    def work(start: int, stop: int) -> None:
        _smooth(given, chosen, consistency, start, stop, written)

    spread(work, given.y.shape[1], span=SPAN)
    expected, scale, score = written
    return Smoothed(expected=expected, scale=scale, score=score)


def _check(given: _Given, settings: Settings) -> None:
    series = given.y.shape[-1]
    wanted = {"y": (len(given.y), series), "prior_scale": (series,), "prior_season": (12, series)}
    for name, shape in wanted.items():
        if (found := getattr(given, name).shape) != shape:
            raise HaechiError(f"smoothing: {name} has the shape {found}; give {shape}")
    if given.bank.shape != (len(given.bank), 2) or not len(given.bank):
        raise HaechiError(f"smoothing: the bank has the shape {given.bank.shape}; give (configuration, 2)")
    if not 0 <= given.first_month <= 11:
        raise HaechiError(f"smoothing: the first month is {given.first_month}; give 0 for January to 11")
    if settings.guard < 0 or settings.confirm < 1:
        raise HaechiError(f"smoothing: guard {settings.guard} and confirm {settings.confirm}; give at least 0 and 1")


def _consistency(clip: float) -> float:
    """What makes the mean of min(|Z|, c) of a standard normal Z one: the inverse of its expectation.

    E min(|Z|, c) = integral of 2 z phi(z) from 0 to c, plus c P(|Z| > c)
                  = sqrt(2/pi) (1 - exp(-c²/2)) + c erfc(c / sqrt 2), which is 0.7809 where c = 2.
    """
    return 1 / (math.sqrt(2 / math.pi) * -math.expm1(-(clip**2) / 2) + clip * math.erfc(clip / math.sqrt(2)))


@compiled
def _smooth(
    given: _Given, settings: Settings, consistency: np.float32, start: int, stop: int, written: Singles
) -> None:
    y, first_month, bank, prior_scale, prior_season = given
    configurations = len(bank)
    state = _State(
        np.empty((configurations, BLOCK), np.float32),
        np.empty((configurations, BLOCK), np.float32),
        np.empty((12 * configurations, BLOCK), np.float32),
        np.empty((settings.guard + 1, BLOCK), np.float32),
        np.empty(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
        np.empty((12, BLOCK), np.float32),
        np.empty((12, BLOCK), np.float32),
        np.empty(BLOCK, np.float32),
    )
    month = _Month(
        np.zeros(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.zeros(BLOCK, np.float32),
        np.full((configurations + 1, BLOCK), _INFINITE),
        np.zeros((configurations + 1, BLOCK), np.float32),
        np.empty(BLOCK, np.float32),
        np.empty(BLOCK, np.float32),
    )
    for left in range(start, stop, BLOCK):
        right = min(left + BLOCK, stop)
        _begin(state, prior_scale[left:right], prior_season[:, left:right], settings)
        for t in range(len(y)):
            row = y[t, left:right]
            calendar = (first_month + t) % 12
            now = t % (settings.guard + 1)
            oldest = (t + 1) % (settings.guard + 1)
            _prepare(state, month, row, calendar, oldest, settings)
            for k in range(configurations):
                _learn(state, month, k, calendar * configurations + k, bank[k, 0], bank[k, 1])
            _judge(
                state,
                month,
                row,
                settings,
                written[0, t, left:right],
                written[1, t, left:right],
                written[2, t, left:right],
            )
            _count(state, month, row, calendar, now, oldest, settings, consistency)
            _settle(state, month, y[: t + 1, left:right], first_month, prior_scale[left:right], settings)


@inlined
def _begin(state: _State, prior_scale: Singles, prior_season: Singles, settings: Settings) -> None:
    """A block before its first month; columns beyond the last series are worked through and never written."""
    configurations = len(state.level)
    least = np.float32(settings.least_scale)
    state.level[:] = _ZERO
    state.loss[:] = _ZERO
    state.season[:] = _ZERO
    state.known[:] = _ZERO
    state.age[:] = _ZERO
    state.seen[:] = _ZERO
    state.last_year[:] = _ZERO
    state.run[:] = _ZERO
    for g in range(len(state.scales)):
        for j in range(len(prior_scale)):
            state.scales[g, j] = max(least, prior_scale[j])
    for m in range(12):
        for k in range(configurations):
            for j in range(len(prior_scale)):
                state.season[m * configurations + k, j] = prior_season[m, j]


@inlined
def _prepare(state: _State, month: _Month, row: Singles, calendar: int, oldest: int, settings: Settings) -> None:
    clip = np.float32(settings.clip)
    discount = np.float32(settings.discount)
    season_prior = np.float32(settings.season_prior)
    for j in range(len(row)):
        y = row[j]
        is_known = y == y  # not NaN
        is_first = state.known[j] == _ZERO
        scale = state.scales[oldest, j]
        last_year = state.last_year[calendar, j]
        last_year = last_year if is_known else _ZERO
        reach = clip * scale if is_known else _ZERO
        month.y[j] = y if is_known else _ZERO
        month.scale[j] = scale
        bound = _INFINITE if is_first else reach
        bound = bound if is_known else _ZERO
        month.bound[j] = bound
        month.low[j] = last_year if last_year < -bound else -bound
        month.high[j] = last_year if last_year > bound else bound
        month.cap[j] = _ZERO if is_first else reach
        month.discount[j] = discount if is_known else _ONE
        month.level_gain[j] = _ONE / (state.age[j] + _ONE)
        month.season_gain[j] = _ONE / (state.seen[calendar, j] + season_prior)


@inlined
def _learn(state: _State, month: _Month, k: int, s: int, level_gain: np.float32, season_gain: np.float32) -> None:
    """One configuration: whether it is the best so far, and what it learns; each number is read before any is written.

    The best of the configurations before stands in row k and goes to row k + 1: written in place it would be a
    conditional store, which costs as much as all the rest.
    """
    for j in range(BLOCK):
        level = state.level[k, j]
        season = state.season[s, j]
        loss = state.loss[k, j]
        bound = month.bound[j]
        cap = month.cap[j]
        low = month.low[j]
        high = month.high[j]
        least_gain = month.level_gain[j]
        least_season_gain = month.season_gain[j]
        least_loss = month.least_loss[k, j]
        best = month.forecast[k, j]
        forecast = level + season
        is_better = loss < least_loss
        month.least_loss[k + 1, j] = loss if is_better else least_loss
        month.forecast[k + 1, j] = forecast if is_better else best
        error = month.y[j] - forecast
        clipped = error if error < bound else bound
        clipped = clipped if clipped > -bound else -bound
        returned = error if error < high else high
        returned = (returned if returned > low else low) - clipped
        returned = returned if season_gain > _ZERO else _ZERO
        step = (level_gain if level_gain > least_gain else least_gain) * clipped
        gain = season_gain if season_gain > least_season_gain else least_season_gain
        gain = gain if season_gain > _ZERO else _ZERO
        size = abs(error)
        state.level[k, j] = level + step
        state.season[s, j] = season + gain * (clipped - step) + returned
        state.loss[k, j] = month.discount[j] * loss + (size if size < cap else cap)


@inlined
def _judge(
    state: _State,
    month: _Month,
    row: Singles,
    settings: Settings,
    expected: Singles,
    scales: Singles,
    scores: Singles,
) -> None:
    minimum = np.float32(settings.minimum)
    last = len(month.forecast) - 1
    for j in range(len(row)):
        y = row[j]
        forecast = month.forecast[last, j]
        scale = month.scale[j]
        error = month.y[j] - forecast
        score = error / scale
        is_ready = state.known[j] >= minimum
        month.error[j] = error
        month.score[j] = score
        score = score if y == y else _UNKNOWN
        expected[j] = forecast if is_ready else _UNKNOWN
        scales[j] = scale if is_ready else _UNKNOWN
        scores[j] = score if is_ready else _UNKNOWN


@inlined
def _count(
    state: _State,
    month: _Month,
    row: Singles,
    calendar: int,
    now: int,
    oldest: int,
    settings: Settings,
    consistency: np.float32,
) -> None:
    """The scale at the end of the month, the months known, and those in a row beyond the clip."""
    clip = np.float32(settings.clip)
    scale_gain = np.float32(settings.scale_gain)
    scale_prior = np.float32(settings.scale_prior)
    for j in range(len(row)):
        y = row[j]
        known = state.known[j]
        age = state.age[j]
        seen = state.seen[calendar, j]
        scale = state.scales[now, j]
        score = month.score[j]
        error = month.error[j]
        last_year = state.last_year[calendar, j]
        size = abs(error)
        run_before = state.run[j]
        counted = _ONE if y == y else _ZERO
        learned = counted if known > _ZERO else _ZERO
        learns = learned > _ZERO
        above = (run_before if run_before > _ZERO else _ZERO) + _ONE
        below = (run_before if run_before < _ZERO else _ZERO) - _ONE
        run = above if score > clip else _ZERO
        run = below if score < -clip else run
        reach = clip * scale
        size = size if size < reach else reach
        gain = _ONE / (age + scale_prior)
        gain = gain if gain > scale_gain else scale_gain
        after = scale + gain * (consistency * size - scale)
        after = after if after > np.float32(settings.least_scale) else np.float32(settings.least_scale)
        state.run[j] = run if learns else run_before
        state.scales[oldest, j] = after if learns else scale
        state.known[j] = known + counted
        state.age[j] = age + counted
        state.seen[calendar, j] = seen + learned
        state.last_year[calendar, j] = error if learns else last_year


@inlined
def _settle(
    state: _State, month: _Month, y: Singles, first_month: int, prior_scale: Singles, settings: Settings
) -> None:
    """Take the level of series with a confirmed shift from the months that confirmed it; few have one in a month."""
    confirm = np.float32(settings.confirm)
    configurations = len(state.level)
    due = 0
    for j in range(len(prior_scale)):
        due += abs(state.run[j]) >= confirm
    if due == 0:
        return
    for j in range(len(prior_scale)):
        if abs(state.run[j]) < confirm:
            continue
        for k in range(configurations):
            total, found, t = _ZERO, 0, len(y)
            while found < settings.confirm:
                t -= 1
                if y[t, j] == y[t, j]:
                    calendar = (first_month + t) % 12
                    total += y[t, j] - state.season[calendar * configurations + k, j]
                    state.last_year[calendar, j] = _ZERO
                    found += 1
            state.level[k, j] = total / confirm
        halfway = _HALF * (month.scale[j] + prior_scale[j])
        for g in range(len(state.scales)):
            state.scales[g, j] = max(month.scale[j], halfway)
        state.age[j] = confirm
        state.run[j] = _ZERO
