"""How values stand in the register: moments in UTC, lists in one cell, dates as precise as known, words of a set."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from haechi.model.account import Account, SessionRow, Token
from haechi.model.alert import Act
from haechi.model.audit import Entry
from haechi.model.dates import PartialDate
from haechi.model.enclosure import Enclosure, Remark
from haechi.model.knowledge import Statement
from haechi.model.label import Labelling
from haechi.model.news import Article, Found, Passage, Proposal
from haechi.model.notice import Notice

Kept = (
    Statement
    | Notice
    | Act
    | Article
    | Proposal
    | Account
    | SessionRow
    | Token
    | Entry
    | Labelling
    | Remark
    | Enclosure
)


def values(entry: Kept) -> Mapping[str, object]:
    """Values of an entry by column: one for each field but the id, which the database gives."""
    return {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "id"}


class Moment(sa.types.TypeDecorator[dt.datetime]):
    """A moment in any zone, kept in UTC; SQLite knows no zones."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: sa.Dialect) -> dt.datetime | None:
        """Into the register."""
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, _dialect: sa.Dialect) -> dt.datetime | None:
        """Out of the register."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Listed(sa.types.TypeDecorator[tuple[str, ...]]):
    """Ids or codes in one cell, with semicolons between."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: sa.Dialect) -> str | None:
        """Into the register."""
        return None if value is None else ";".join(value)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> tuple[str, ...]:
        """Out of the register."""
        return tuple(value.split(";")) if value else ()


class Dated(sa.types.TypeDecorator[PartialDate]):
    """A date as precise as it is known: 2019, 2019-07 or 2019-07-04."""

    impl = sa.String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, _dialect: sa.Dialect) -> str | None:
        """Into the register."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> PartialDate | None:
        """Out of the register."""
        return None if value is None else PartialDate.parse(value)


class Word(sa.types.TypeDecorator[StrEnum]):
    """A word of a closed set; the set may grow without a migration."""

    impl = sa.String(32)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, _dialect: sa.Dialect) -> str | None:
        """Into the register."""
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, _dialect: sa.Dialect) -> StrEnum | None:
        """Out of the register."""
        return None if value is None else self.words(value)


class Words(sa.types.TypeDecorator[tuple[StrEnum, ...]]):
    """Words of a closed set in one cell, with semicolons between."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: tuple[StrEnum, ...] | None, _dialect: sa.Dialect) -> str | None:
        """Into the register."""
        return None if value is None else ";".join(word.value for word in value)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> tuple[StrEnum, ...]:
        """Out of the register."""
        return tuple(self.words(word) for word in value.split(";")) if value else ()


class Findings(sa.types.TypeDecorator[tuple[Found, ...]]):
    """Values with the passages they stand on, as JSON in one cell."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Found, ...] | None, _dialect: sa.Dialect) -> str | None:
        """Into the register."""
        return None if value is None else json.dumps([asdict(found) for found in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> tuple[Found, ...]:
        """Out of the register."""
        rows = json.loads(value) if value else []
        return tuple(Found(**{**row, "passage": Passage(**row["passage"])}) for row in rows)
