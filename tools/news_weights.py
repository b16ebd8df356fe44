"""Learn from the labelled passages which names are parties, which dates those of events, and how sure they are.

For maintainers.

    python tools/news_weights.py party > src/haechi/reference/labelled/party_weights.csv
    python tools/news_weights.py date > src/haechi/reference/labelled/date_weights.csv
    python tools/news_weights.py certainty > src/haechi/reference/labelled/certainty_weights.csv
    python tools/news_weights.py date --check

Logistic regression with a penalty on squares over the marks of `haechi.news.standing`, `dating` and `certainty`; marks
that few names or dates bear and small weights go. `--check` reads each part with weights learned from the others and
shows precision and recall.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit

from haechi.app.reading_news import lexicon
from haechi.model.news import Modality
from haechi.news import amounts, certainty, dating, occasion, parties, standing
from haechi.news.marks import BASE
from haechi.news.readings import Lexicon, happening, named_in, told_in
from haechi.reference.examples import Example, examples
from haechi.reference.facts import load

FEWEST = 8  # names or dates that bear a mark from which on it is learned
SMALLEST = 0.05  # log odds below which a mark goes
PENALTY = 1 / 0.15  # of half the sum of squared weights, beside the sum of losses

Weights = Mapping[str, float]
Marked = tuple[frozenset[str], bool]  # marks of something, and whether it is what is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A passage with what is learned from.

    part : the part of the labelled passages that it belongs to
    marked : everything that might be looked for
    true : what a reader found
    read : what is found with weights, or by rules alone
    """

    part: str
    marked: tuple[Marked, ...]
    true: frozenset[str]
    read: Callable[[Weights | None], set[str]]


def parties_of(example: Example, words: Lexicon) -> Taken:
    """Who is named in a passage, and whom rules take for a party of the event that a reader saw."""
    text = example.text
    sums = amounts.find(text)
    goods = [*(one.passage for one in words.items.find(text)), *(one.passage for one in sums)]
    named = named_in(text, words.names, sums)
    who = parties.present(text, named, goods)
    _, acted = told_in(text, named)
    ruled = tuple(parties.read(text, example.action, who))
    standings = tuple(standing.standings(text, example.action, who, acted.passage if acted else None))
    true = frozenset(words.names.bearer(actor).casefold() for actor in example.actors)
    return Taken(
        part=example.part,
        marked=tuple((one.marks, value.casefold() in true) for one in standings for value in one.values),
        true=true,
        read=lambda weights: {party.value.casefold() for party in standing.settle(ruled, standings, weights)},
    )


def dates_of(example: Example, words: Lexicon) -> Taken:
    """The dates of a passage, and how they stand to the event that is read in it."""
    found = happening(example.text, example.released, words)
    event = found.event
    ruled = occasion.of_event(example.text, found.dates, event) if event else None
    candidates = tuple(dating.candidates(example.text, found.dates, event)) if event else ()

    def read(weights: Weights | None) -> set[str]:
        settled = dating.settle(ruled, candidates, weights)
        return {str(settled[0].value)} if settled else set()

    return Taken(
        part=example.part,
        marked=tuple((one.marks, str(one.dated.value) == example.date) for one in candidates),
        true=frozenset([example.date] if example.date else []),
        read=read,
    )


def certainty_of(example: Example, words: Lexicon) -> Taken:
    """How sure a passage of an event is."""
    weighed = happening(example.text, example.released, words).settled.weighed if example.action else None
    if weighed is None:
        return Taken(part=example.part, marked=(), true=frozenset(), read=lambda _: set())
    by_rule = weighed.judged.modality
    return Taken(
        part=example.part,
        marked=tuple((certainty.marks(said, weighed), said is example.modality) for said in Modality),
        true=frozenset([example.modality.value] if example.modality else []),
        read=lambda weights: {(certainty.likeliest(weighed, weights) if weights else by_rule).value},
    )


OF: Mapping[str, Callable[[Example, Lexicon], Taken]] = {
    "party": parties_of,
    "date": dates_of,
    "certainty": certainty_of,
}


def read_apart(some: Sequence[Example], of: Callable[[Example, Lexicon], Taken]) -> Iterator[Taken]:
    """Each passage, read with what those of other parts teach."""
    facts = load()
    for part in dict.fromkeys(one.part for one in some):
        words = lexicon(facts, [one for one in some if one.part != part])
        yield from (of(one, words) for one in some if one.part == part)


def learn(some: Collection[Taken]) -> dict[str, float]:
    """Weights by mark."""
    marked = [one for passage in some for one in passage.marked]
    counts = Counter(mark for marks, _ in marked for mark in marks)
    places = {mark: place for place, mark in enumerate(sorted(mark for mark in counts if counts[mark] >= FEWEST))}
    rows = [[places[mark] for mark in sorted(marks) if mark in places] for marks, _ in marked]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    table = csr_array((np.ones(len(columns)), columns, starts), shape=(len(rows), len(places)))
    signs = np.array([1.0 if is_wanted else -1.0 for _, is_wanted in marked])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (table @ weights[:-1] + weights[-1])
        slope = -signs * expit(-margins)
        value = np.logaddexp(0, -margins).sum() + PENALTY / 2 * weights[:-1] @ weights[:-1]
        return float(value), np.append(table.T @ slope + PENALTY * weights[:-1], slope.sum())

    found = minimize(loss, np.zeros(len(places) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    kept = {mark: round(float(found[place]), 2) for mark, place in places.items() if abs(found[place]) >= SMALLEST}
    return {BASE: round(float(found[-1]), 2), **kept}


def shares(some: Collection[Taken], weights: Weights | None) -> tuple[float, float]:
    """Precision and recall; 1 where there is nothing to be right about."""
    right = found = given = 0
    for one in some:
        read, true = one.read(weights), one.true
        right, found, given = right + len(read & true), found + len(read), given + len(true)
    return (right / found if found else 1.0), (right / given if given else 1.0)


def check(all_taken: Sequence[Taken]) -> Iterator[str]:
    """Precision and recall of each part, by rules and with the weights that the other parts teach."""
    by_part: defaultdict[str, list[Taken]] = defaultdict(list)
    for one in all_taken:
        by_part[one.part].append(one)
    for part, own in by_part.items():
        others = [one for one in all_taken if one.part != part]
        alone, together = shares(own, None), shares(own, learn(others))
        yield f"{part:8} rules {alone[0]:.3f} / {alone[1]:.3f}  with weights {together[0]:.3f} / {together[1]:.3f}"


def main() -> None:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("of", choices=tuple(OF))
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    all_taken = list(read_apart(examples(), OF[given.of]))
    if given.check:
        sys.stdout.writelines(f"{line}\n" for line in check(all_taken))
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["mark", "weight"])
    writer.writerows(sorted(learn(all_taken).items()))


if __name__ == "__main__":
    main()
