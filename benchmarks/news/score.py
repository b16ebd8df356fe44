"""How much of the labelled sentences is read as a reader reads them: precision and recall with Wilson intervals.

Rules may be written on all bundled parts, and what is learned is learned from them: each is read with what the other
parts teach of events, and with the bundled weights of names, dates and certainty, which it had a part in
(`tools/news_weights.py --check` shows what they are worth on parts that had none). The parts in `tests/news` are
frozen.

python -m benchmarks.news.score            # all parts, as Markdown
python -m benchmarks.news.score --work     # the parts that rules may be written on, as Markdown
python -m benchmarks.news.score --json     # all parts, as JSON
python -m benchmarks.news.score --misses   # of the parts that rules may be written on: what went wrong
"""

import argparse
import datetime as dt
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from haechi.app.reading_news import lexicon
from haechi.model.news import Passage
from haechi.news.aliases import Names
from haechi.news.readings import Reading, read
from haechi.reference.examples import examples
from haechi.reference.facts import load

ROOT = Path(__file__).parents[2]
BUNDLED, FROZEN = ROOT / "src" / "haechi" / "reference" / "labelled", ROOT / "tests" / "news"
FILES = {
    "work": BUNDLED / "first.jsonl",
    "work2": BUNDLED / "second_work.jsonl",
    "work3": BUNDLED / "third_work.jsonl",
    "test": BUNDLED / "first.jsonl",
    "test2": BUNDLED / "second_test.jsonl",
    "work4": BUNDLED / "fourth_work.jsonl",
    "work5": BUNDLED / "fifth_work.jsonl",
    "work6": BUNDLED / "sixth_work.jsonl",
    "work7": BUNDLED / "seventh_work.jsonl",
    "work8": BUNDLED / "eighth_work.jsonl",
    "work9": BUNDLED / "ninth_work.jsonl",
    "work10": BUNDLED / "tenth_work.jsonl",
    "work11": BUNDLED / "eleventh_work.jsonl",
    "work12": BUNDLED / "twelfth_work.jsonl",
    "work13": BUNDLED / "thirteenth_work.jsonl",
    "test3": FROZEN / "third_test.jsonl",
    "test4": FROZEN / "fourth_test.jsonl",
    "test7": FROZEN / "seventh_test.jsonl",
    "test9": FROZEN / "ninth_test.jsonl",
    "test10": FROZEN / "tenth_test.jsonl",
    "test11": FROZEN / "eleventh_test.jsonl",
    "test12": FROZEN / "twelfth_test.jsonl",
    "test14": FROZEN / "fourteenth_test.jsonl",
}
WORK = tuple(split for split, file in FILES.items() if file.parent == BUNDLED)
QUIET = ("none1", "none2")  # parts of sentences in which nothing happens
FIELDS = ("actors", "action", "modality", "modality of right actions", "items", "date", "amounts")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of a field: found and right, found, and there to be found."""

    right: int
    found: int
    given: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.given if self.given else 1.0


def labelled(split: str) -> list[Mapping[str, Any]]:
    file = BUNDLED / "without_events.jsonl" if split in QUIET else FILES[split]
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in rows if row["split"] == split]


def answers(row: Mapping[str, Any], reading: Reading) -> dict[str, tuple[set[object], set[object]]]:
    """Field -> what the reader found, what the rules found; of right actions only where both found the same one."""
    amounts: set[object] = {(float(one.split(" ", 1)[0]), one.split(" ", 1)[1]) for one in reading.values("amount")}
    action = _one(row["action"]), _one(reading.action and reading.action.value)
    modality = _one(row["modality"]), _one(reading.modality and reading.modality.value)
    return {
        "actors": (_names(row["actors"]), _names(reading.values("party"))),
        "action": action,
        "modality": modality,
        "modality of right actions": modality if action[0] == action[1] else (set(), set()),
        "items": (set(row["items"]), set(reading.values("item"))),
        "date": (_one(row["date"]), set(reading.values("date"))),
        "amounts": ({(float(one["value"]), one["unit"]) for one in row["amounts"]}, amounts),
    }


def _names(values: Iterable[str]) -> set[object]:
    """Who is named, however the table of names or capitals write it: PSMC is Powerchip, Onsemi is onsemi."""
    return {_known().bearer(value).casefold() for value in values}


@cache
def _known() -> Names:
    return lexicon(load(), ()).names


def _one(value: object) -> set[object]:
    return {value} if value else set()


def readings(rows: Sequence[Mapping[str, Any]], *, by_rules_alone: bool = False) -> list[Reading]:
    """Read passages; what is learned of events is learned from the parts that none of them belongs to."""
    parts = {row["split"] for row in rows}
    words = lexicon(load(), () if by_rules_alone else [one for one in examples() if one.part not in parts])
    return [
        read(Passage(start=0, end=len(row["text"]), text=row["text"]), dt.date.fromisoformat(row["released"]), words)
        for row in rows
    ]


def scores(rows: Sequence[Mapping[str, Any]]) -> dict[str, Score]:
    both = [answers(row, reading) for row, reading in zip(rows, readings(rows), strict=True)]
    return {
        field: Score(
            right=sum(len(one[field][0] & one[field][1]) for one in both),
            found=sum(len(one[field][1]) for one in both),
            given=sum(len(one[field][0]) for one in both),
        )
        for field in FIELDS
    }


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval of 95 % of a share after Wilson 1927."""
    if not of:
        return 0.0, 1.0
    z, share = 1.959964, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return middle - half, middle + half


def payload(splits: Iterable[str] = tuple(FILES)) -> dict[str, Any]:
    return {
        split: {
            field: {
                "right": score.right,
                "found": score.found,
                "given": score.given,
                "precision": round(score.precision, 4),
                "precision_interval": [round(end, 4) for end in wilson(score.right, score.found)],
                "recall": round(score.recall, 4),
                "recall_interval": [round(end, 4) for end in wilson(score.right, score.given)],
            }
            for field, score in scores(labelled(split)).items()
        }
        for split in splits
    }


def false_events() -> dict[str, int]:
    """Of the sentences in which nothing happens, those in which an event is read, by rules alone and together."""
    rows = [row for part in QUIET for row in labelled(part)]
    together = [one for part in QUIET for one in readings(labelled(part))]
    alone = readings(rows, by_rules_alone=True)
    return {
        "sentences": len(rows),
        "by rules alone": sum(one.action is not None for one in alone),
        "together": sum(one.action is not None for one in together),
    }


def table(found: Mapping[str, Any]) -> str:
    lines = ["| part | field | precision | 95 % | recall | 95 % | given |", "|---|---|---|---|---|---|---|"]
    for split, fields in found.items():
        for field, row in fields.items():
            ends = [f"{row[key][0]:.2f} to {row[key][1]:.2f}" for key in ("precision_interval", "recall_interval")]
            shown = (f"{row['precision']:.3f}", ends[0], f"{row['recall']:.3f}", ends[1], str(row["given"]))
            lines.append(f"| {split} | {field} | {' | '.join(shown)} |")
    return "\n".join(lines)


def misses() -> None:
    parts = [labelled(split) for split in WORK]
    for row, reading in ((row, one) for rows in parts for row, one in zip(rows, readings(rows), strict=True)):
        wrong = {field: two for field, two in answers(row, reading).items() if two[0] != two[1]}
        if wrong:
            print(row["id"], row["released"], row["text"])
            for field, (given, found) in wrong.items():
                print(f"    {field}: missing {given - found or '-'}, too much {found - given or '-'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Score the reading of news.")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--work", action="store_true")
    given = parser.parse_args()
    if given.misses:
        misses()
    else:
        found = payload(WORK if given.work else tuple(FILES))
        quiet = false_events()
        print(json.dumps({**found, "without events": quiet}, indent=1) if given.json else f"{table(found)}\n\n{quiet}")
