"""What the brief of a stress run says, gathered from the payload of the run with names in the brief's language."""

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from haechi.app.citing import cited, source_of
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.stopping import date_of, percent, urgency
from haechi.brief import retold
from haechi.brief.messages import Messages, within
from haechi.brief.outcome import Announced, Driver, Held, Moment, Number, Outcome, Stage, Stop, Supply
from haechi.model.scenario import ScenarioKind
from haechi.sentence import Said, said
from haechi.stress.unknowns import Assumption

HAPPENED = said("What happened: {what}")
BOUND = said(
    "The bound is the first day of the loss, without any stock, goods on their way or replacement: no stop is earlier."
)
_MOST_STAGES = {False: 10, True: 7}  # of one economy, and of several
_MOST_SUPPLIES = 6
_MOST_NOTES = 6
_MOST_LETTERS = 300  # of a text that a user wrote

Found = Mapping[str, Any]


def outcome(desk: Desk, payload: Found, language: str) -> Outcome:
    """Everything that the brief of a run says, by what was known on the day that the run answers for."""
    day = dt.date.fromisoformat(payload["meta"]["as_of"])
    return _Told(desk=replace(desk, as_of=day), payload=payload, language=language).outcome()


@dataclass(frozen=True)
class _Told:
    desk: Desk
    payload: Found
    language: str

    def outcome(self) -> Outcome:
        rows: Sequence[Found] = self.payload["rows"]
        shown = sorted(rows, key=urgency)[: _MOST_STAGES[len(self.asked["economies"]) > 1]]
        first = min(reversed(rows), key=urgency, default=None)
        alike = [row for row in rows if first is not None and urgency(row) == urgency(first)]
        references = tuple(cited(self.desk, (*self._evidence(), *self.payload["meta"]["sources"]), self.language))
        used = {source_of(self.desk, text) for text in self._evidence()}
        return Outcome(
            title=self._text(self.asked["title"]),
            is_history=self.asked["kind"] == ScenarioKind.HISTORICAL,
            economies=tuple(self.naming.economy(name) for name in self.asked["economies"]),
            start=self.start,
            horizon_days=self.asked["horizon_days"],
            draws=self.asked["draws"],
            supplies=tuple(self._supply(row) for row in self.asked["shocks"][:_MOST_SUPPLIES]),
            left_out=max(0, len(self.asked["shocks"]) - _MOST_SUPPLIES),
            held=tuple(self._held()),
            events=tuple(self._announced()),
            happened=self._text(self.asked.get("happened") or ""),
            stages=tuple(self._stage(row) for row in rows if row in shown),
            hidden=len(rows) - len(shown),
            first=None if first is None else self._stage(first),
            where=tuple(dict.fromkeys(self.naming.economy(row["economy"]) for row in alike)),
            nothing=self._nothing(),
            rest=tuple(reference.id for reference in references if reference.id not in used),
            sources=len(self.payload["meta"]["sources"]),
            later=sum(map(self._is_later, self.payload["meta"]["sources"])),
            notes=tuple(self._notes()),
            references=references,
            issued=self.desk.as_of,
            colophon=self._colophon(),
        )

    @property
    def asked(self) -> Found:
        return self.payload["meta"]["parameters"]  # type: ignore[no-any-return]

    @property
    def start(self) -> dt.date:
        return dt.date.fromisoformat(self.asked["start"])

    @cached_property
    def naming(self) -> Naming:
        return Naming(facts=self.desk.facts, language=self.language)

    @cached_property
    def say(self) -> Messages:
        return Messages(self.language)

    def _text(self, text: str) -> str:
        """A text of a scenario: those of the library in the language, those of users as they wrote them."""
        return textwrap.shorten(self.say.known(text), _MOST_LETTERS, placeholder=" …")

    def _evidence(self) -> Iterator[str]:
        """What each cited line stands on: the source and the place in it."""
        yield from (f"{row.citation.source}: {row.citation.locator}" for row in self._events())
        bands = [band for shock in self.asked["shocks"][:_MOST_SUPPLIES] for band in shock["bands"].values()]
        for row in (*bands, *self._stocks()):
            if row["source"]:
                yield f"{row['source']}: {row['ground']}"

    def _events(self) -> Iterator[Any]:
        named = set(self.asked.get("events", ()))
        yield from (event for event in self.desk.facts.events if event.id in named)

    def _announced(self) -> Iterator[Announced]:
        for event in self._events():
            source = event.citation.source
            yield Announced(
                title=self.say.known(event.title), announced=event.announced, effective=event.effective, source=source
            )

    def _supply(self, shock: Found) -> Supply:
        item, stage, economy = (shock.get(key) for key in ("item", "stage", "economy"))
        what = self.naming.item(item) if item else self.naming.stage(stage) if stage else shock["target"]
        who = shock.get("producer") or (
            self.naming.economy(economy) if economy else self.say.put(said("all suppliers"))
        )
        return Supply(
            what=f"{what}, {who}" if item or stage else what,
            buyers=tuple(self.naming.economy(name) for name in shock["buyers"]),
            start=dt.date.fromisoformat(shock["start"]),
            numbers={name: self._number(band) for name, band in shock["bands"].items()},
        )

    def _stocks(self) -> list[Found]:
        """Stocks of the time in the economies that were looked at."""
        asked: Sequence[Found] = self.asked.get("stocks", ())
        return [row for row in asked if row["economy"] in (None, *self.asked["economies"])]

    def _held(self) -> Iterator[Held]:
        for row in self._stocks():
            yield Held(item=within(self.naming.item(row["item"])), number=self._number(row))

    def _number(self, band: Found) -> Number:
        source = source_of(self.desk, f"{band['source']}: {band['ground']}") if band["source"] else None
        return Number(low=band["low"], high=band["high"], source=source)

    def _stage(self, row: Found) -> Stage:
        stops, drawn = [row[f"{assumption}_stop_days"] for assumption in Assumption], row["sampled_stop_days"]
        is_stopping = drawn["never"] < 1
        low, high = row["share_lost_interval"]
        least, most = row["usual_lost_days"]
        days = len(row["course"]["median"])
        return Stage(
            economy=self.naming.economy(row["economy"]),
            stage=self.naming.stage(row["stage"]),
            item=self.naming.item(row["item"]),
            stops=tuple((self._moment(early), self._moment(late)) for early, late in stops),
            low=self._moment(drawn["low"]),
            median=self._moment(drawn["median"]),
            high=self._moment(drawn["high"]),
            never=percent(drawn["never"]),
            bound=Moment(day=row["bound_days"], date=dt.date.fromisoformat(row["bound_date"])),
            part_lost=(low, high),
            lost_days=(least, most),
            reason=retold.sentence(row["reason"] or "", self.say, self.naming.terms),
            is_stopping=is_stopping,
            drivers=tuple(self._driver(driver, is_stopping=is_stopping) for driver in row["drivers"]),
            assumed=tuple(retold.unknown(name, self.say, self.naming.terms) for name in row["assumed"]),
            course=row["course"],
            end=self.start + dt.timedelta(days=days - 1),
        )

    def _moment(self, day: float | None) -> Stop:
        date = date_of(self.start, day)
        return None if day is None or date is None else Moment(day=day, date=date)

    def _driver(self, row: Found, *, is_stopping: bool) -> Driver:
        ends: list[Stop | float] = [row["at_low"], row["at_high"]]
        if is_stopping:
            horizon = self.asked["horizon_days"]
            ends = [self._moment(None if day >= horizon else day) for day in (row["at_low"], row["at_high"])]
        name = retold.unknown(row["unknown"], self.say, self.naming.terms)
        return Driver(name=name, at_low=ends[0], at_high=ends[1])

    def _nothing(self) -> str:
        """Why nothing is lost, as the first sentence of the run has it behind what is lost."""
        if self.payload["rows"]:
            return ""
        why = self.asked["headline"][0].removeprefix(f"{self.asked['title']}: ").partition("; ")[2]
        return retold.sentence(why, self.say, self.naming.terms)

    def _notes(self) -> Iterator[str]:
        told = (HAPPENED.message.partition("{")[0], BOUND)  # in other places of the brief
        notes = [note for note in self.payload["meta"]["notes"] if not note.startswith(told)]
        for note in notes[:_MOST_NOTES]:
            text = self._text(retold.sentence(note, self.say, self.naming.terms))
            yield text[:1].upper() + text[1:]
        if len(notes) > _MOST_NOTES:
            yield self.say.put(said("Further notes that stand in the run: {n}.", n=len(notes) - _MOST_NOTES))

    def _colophon(self) -> Said:
        return said(
            "Haechi {version}, answering as of {day}: scenario {scenario}, from {start}, {n} days, {draws} draws, "
            "seed {seed}; vintages of customs data: {vintages}. The same question on the same data and day gives "
            "the same bytes.",
            version=self.payload["meta"]["haechi"],
            day=self.desk.as_of.isoformat(),
            scenario=self.asked["scenario"],
            start=self.asked["start"],
            n=self.asked["horizon_days"],
            draws=self.asked["draws"],
            seed=self.asked["seed"],
            vintages=", ".join(self.payload["meta"]["vintages"]) or said("none"),
        )

    def _is_later(self, source: str) -> bool:
        found = self.desk.facts.source_by_id.get(source)
        return found is not None and found.is_later_than(self.desk.as_of)
