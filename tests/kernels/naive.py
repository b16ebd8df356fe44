"""Slow and obvious twins of the kernels: one series at a time, one month after the other, in single precision."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.smoothing import Settings

Singles = NDArray[np.float32]
single = np.float32
NOTHING = single(0)


@dataclass
class Configuration:
    level_gain: np.float32
    season_gain: np.float32
    season: Singles
    level: np.float32 = NOTHING
    loss: np.float32 = NOTHING

    def forecast(self, calendar: int) -> np.float32:
        return np.float32(self.level + self.season[calendar])


@dataclass
class Series:
    """One series of the bank; `scales` holds the scale at the start of every month."""

    prior_scale: np.float32
    bank: list[Configuration]
    settings: Settings
    scales: list[np.float32] = field(default_factory=list)
    past: list[tuple[int, np.float32]] = field(default_factory=list)
    age: int = 0
    seen: list[int] = field(default_factory=lambda: [0] * 12)
    last_year: list[np.float32] = field(default_factory=lambda: [NOTHING] * 12)
    run: int = 0

    def month(self, y: np.float32, calendar: int) -> tuple[float, float, float]:
        set_ = self.settings
        guarded = self.scales[max(0, len(self.scales) - 1 - set_.guard)]
        best = min(self.bank, key=lambda one: one.loss)
        expected = best.forecast(calendar)
        is_ready, is_first = len(self.past) >= set_.minimum, not self.past
        shown = (expected, guarded) if is_ready else (math.nan, math.nan)
        if np.isnan(y):
            self.scales.append(self.scales[-1])
            return (*shown, math.nan)
        error = y - expected
        score = error / guarded
        self.past.append((calendar, y))
        if is_first:
            for one in self.bank:
                one.level = y - one.season[calendar]
            self.scales.append(self.scales[-1])
            self.age = 1
            return (*shown, score if is_ready else math.nan)
        for one in self.bank:
            self.learn(one, y, calendar, single(set_.clip) * guarded)
        written = (*shown, score if is_ready else math.nan)
        self.scales.append(self.next_scale(abs(error)))
        self.age += 1
        self.seen[calendar] += 1
        self.last_year[calendar] = error
        self.count(score)
        if abs(self.run) >= set_.confirm:
            self.settle(guarded)
        return written

    def learn(self, one: Configuration, y: np.float32, calendar: int, reach: np.float32) -> None:
        error, last_year = y - one.forecast(calendar), self.last_year[calendar]
        clipped = max(-reach, min(reach, error))
        returned = max(min(-reach, last_year), min(max(reach, last_year), error)) - clipped
        step = max(one.level_gain, single(1) / single(self.age + 1)) * clipped
        gain = max(one.season_gain, single(1) / (single(self.seen[calendar]) + single(self.settings.season_prior)))
        one.level += step
        if one.season_gain > 0:
            one.season[calendar] = one.season[calendar] + gain * (clipped - step) + returned
        one.loss = single(self.settings.discount) * one.loss + min(abs(error), reach)

    def next_scale(self, size: np.float32) -> np.float32:
        set_, scale = self.settings, self.scales[-1]
        gain = max(single(set_.scale_gain), single(1) / (single(self.age) + single(set_.scale_prior)))
        cut = min(size, single(set_.clip) * scale)
        return max(single(set_.least_scale), scale + gain * (single(expected_clipped(set_.clip)) * cut - scale))

    def count(self, score: np.float32) -> None:
        if score > self.settings.clip:
            self.run = max(self.run, 0) + 1
        elif score < -self.settings.clip:
            self.run = min(self.run, 0) - 1
        else:
            self.run = 0

    def settle(self, guarded: np.float32) -> None:
        confirm = self.settings.confirm
        for calendar, _ in self.past[-confirm:]:
            self.last_year[calendar] = NOTHING
        for one in self.bank:
            total = NOTHING
            for calendar, y in reversed(self.past[-confirm:]):
                total += y - one.season[calendar]
            one.level = total / single(confirm)
        scale = max(guarded, single(0.5) * (guarded + self.prior_scale))
        self.scales = [scale] * (self.settings.guard + 2)
        self.run, self.age = 0, confirm


def expected_clipped(clip: float) -> float:
    """The inverse of E min(|Z|, c), by the rule of the midpoint."""
    width = 1e-4
    grid = np.arange(width / 2, 12, width)
    density = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)
    return 1 / float((2 * np.minimum(grid, clip) * density).sum() * width)


def smooth(
    y: Singles, first_month: int, bank: Singles, prior_scale: Singles, prior_season: Singles, settings: Settings
) -> Singles:
    """Expected, scale, score: (3, month, series)."""
    written = np.empty((3, *y.shape), dtype=np.float32)
    for j in range(y.shape[1]):
        configurations = [Configuration(a, g, prior_season[:, j].copy()) for a, g in bank]
        series = Series(prior_scale[j], configurations, settings)
        series.scales = [max(single(settings.least_scale), prior_scale[j])]
        for t, amount in enumerate(y[:, j]):
            written[:, t, j] = series.month(amount, (first_month + t) % 12)
    return written


def orders(amounts: Singles, probability_gain: float, size_gain: float) -> Singles:
    """Probability, usual, silence, size: (4, month, series)."""
    written = np.empty((4, *amounts.shape), dtype=np.float32)
    for j in range(amounts.shape[1]):
        probability = usual = size = single(np.nan)
        silence = known = count = 0
        for t, amount in enumerate(amounts[:, j]):
            before, mean = probability, size
            if not np.isnan(amount):
                gain = max(single(probability_gain), single(1) / single(known + 1))
                ordered = single(amount > 0)
                probability = before + gain * (ordered - before) if known else ordered
                known, silence = known + 1, silence + 1
            if amount > 0:
                gain = max(single(size_gain), single(1) / single(count + 1))
                size = mean + gain * (amount - mean) if count else amount
                usual, count, silence = before, count + 1, 0
            written[:, t, j] = before, usual, silence, mean
    return written
