"""A job as somebody asks for it, for tests."""

import datetime as dt

from haechi.model.job import Job

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
LEASE = dt.timedelta(seconds=15)


def make_job(key: str = "a", *, kind: str = "stress", who: str = "Kim") -> Job:
    return Job(
        number=0,
        kind=kind,
        parameters={"scenario": "hf-2019"},
        key=key,
        as_of=AT.date(),
        today=AT.date(),
        who=who,
        at=AT,
    )


def after(seconds: float) -> dt.datetime:
    return AT + dt.timedelta(seconds=seconds)
