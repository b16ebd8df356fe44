"""Learn from the labelled passages which names are parties, for maintainers.

    python tools/party_weights.py > src/haechi/reference/labelled/party_weights.csv
    python tools/party_weights.py --check

Logistic regression with a penalty on squares over the marks of `haechi.news.standing`; marks of few names and small
weights go. `--check` reads each part with weights learned from the others and shows precision and recall of parties.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit

from haechi.app.reading_news import lexicon, named
from haechi.model.news import Found
from haechi.news import amounts, parties
from haechi.news.readings import Lexicon, named_in, told_in
from haechi.news.standing import BASE, Standing, settle, standings
from haechi.reference.examples import Example, examples
from haechi.reference.facts import load

FEWEST = 8  # names that bear a mark from which on it is learned
SMALLEST = 0.05  # log odds below which a mark goes
PENALTY = 1 / 0.15  # of half the sum of squared weights, beside the sum of losses of names


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A passage with everybody named in it."""

    example: Example
    ruled: tuple[Found, ...]
    standings: tuple[Standing, ...]


def taken(example: Example, words: Lexicon) -> Taken:
    """Who is named in a passage, and whom rules take for a party of the event that a reader saw."""
    text = example.text
    actors = frozenset(words.names.bearer(actor) for actor in example.actors)
    sums = amounts.find(text)
    goods = [*(one.passage for one in words.items.find(text)), *(one.passage for one in sums)]
    named = named_in(text, words.names, sums)
    who = parties.present(text, named, goods)
    _, acted = told_in(text, named)
    return Taken(
        example=replace(example, actors=actors),
        ruled=tuple(parties.read(text, example.action, who)),
        standings=tuple(standings(text, example.action, who, acted.passage if acted else None)),
    )


def read_apart(some: Sequence[Example]) -> Iterator[Taken]:
    """Each passage, with the names of whom those of other parts tell."""
    facts = load()
    for part in dict.fromkeys(one.part for one in some):
        words = replace(lexicon(facts, ()), names=named(facts, [one for one in some if one.part != part]))
        yield from (taken(one, words) for one in some if one.part == part)


def learn(some: Collection[Taken]) -> dict[str, float]:
    """Weights by mark."""
    names = [
        (one.marks, value.casefold() in {actor.casefold() for actor in passage.example.actors})
        for passage in some
        for one in passage.standings
        for value in one.values
    ]
    counts = Counter(mark for marks, _ in names for mark in marks)
    places = {mark: place for place, mark in enumerate(sorted(mark for mark in counts if counts[mark] >= FEWEST))}
    rows = [[places[mark] for mark in sorted(marks) if mark in places] for marks, _ in names]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    table = csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), len(places)))
    signs = np.array([1.0 if is_party else -1.0 for _, is_party in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (table @ weights[:-1] + weights[-1])
        slope = -signs * expit(-margins)
        value = np.logaddexp(0, -margins).sum() + PENALTY / 2 * weights[:-1] @ weights[:-1]
        return float(value), np.append(table.T @ slope + PENALTY * weights[:-1], slope.sum())

    found = minimize(loss, np.zeros(len(places) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    kept = {mark: round(float(found[place]), 2) for mark, place in places.items() if abs(found[place]) >= SMALLEST}
    return {BASE: round(float(found[-1]), 2), **kept}


def shares(some: Collection[Taken], weights: Mapping[str, float] | None) -> tuple[float, float]:
    """Precision and recall of parties; 1 where there are none to be right about."""
    right = found = given = 0
    for one in some:
        read = {party.value.casefold() for party in settle(one.ruled, one.standings, weights)}
        true = {actor.casefold() for actor in one.example.actors}
        right, found, given = right + len(read & true), found + len(read), given + len(true)
    return (right / found if found else 1.0), (right / given if given else 1.0)


def check(all_taken: Sequence[Taken]) -> Iterator[str]:
    """Precision and recall of each part, by rules and with the weights that the other parts teach."""
    by_part: defaultdict[str, list[Taken]] = defaultdict(list)
    for one in all_taken:
        by_part[one.example.part].append(one)
    for part, own in by_part.items():
        others = [one for one in all_taken if one.example.part != part]
        alone, together = shares(own, None), shares(own, learn(others))
        yield f"{part:8} rules {alone[0]:.3f} / {alone[1]:.3f}  with weights {together[0]:.3f} / {together[1]:.3f}"


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    is_checked = parser.parse_args().check
    all_taken = list(read_apart(examples()))
    if is_checked:
        sys.stdout.writelines(f"{line}\n" for line in check(all_taken))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["mark", "weight"])
    writer.writerows(sorted(learn(all_taken).items()))


if __name__ == "__main__":
    main()
