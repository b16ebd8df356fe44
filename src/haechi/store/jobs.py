"""Jobs in the register: what was asked, everything that became of it, and the results.

`claims` decides who may write the next event of a job.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import sqlalchemy as sa

from haechi.model.job import Job, JobEvent, JobState, Standing
from haechi.store.schema import ACT, CHANGE, JOB, JOB_EVENT, JOB_RESULT, NOTICE, STATEMENT

_GROUND = (STATEMENT, NOTICE, ACT, CHANGE)


def add(connection: sa.Connection, job: Job, *, sentence: str) -> Standing:
    """Add a job that waits, in a transaction that writes, and return it as numbered."""
    row = {**asdict(job), "parameters": json.dumps(job.parameters, ensure_ascii=False, sort_keys=True)}
    del row["number"]
    number = connection.execute(sa.insert(JOB).returning(JOB.c.number), row).scalar_one()
    first = JobEvent(
        job=number, number=0, state=JobState.WAITING, attempt=0, fraction=None, sentence=sentence, at=job.at
    )
    append(connection, first)
    return Standing(job=replace(job, number=number), last=first)


def append(connection: sa.Connection, event: JobEvent) -> None:
    """Add an event; the database refuses a second one of the same number."""
    connection.execute(sa.insert(JOB_EVENT), asdict(event))


def standings(
    connection: sa.Connection, *, number: int | None = None, key: str | None = None, only_live: bool = False
) -> tuple[Standing, ...]:
    """Jobs with the last thing that became of each, the oldest first: all, one, those of a key, or those not ended."""
    newest = (
        sa.select(JOB_EVENT.c.job, sa.func.max(JOB_EVENT.c.number).label("number"))
        .group_by(JOB_EVENT.c.job)
        .subquery("newest")
    )
    joined = JOB.join(newest, newest.c.job == JOB.c.number).join(
        JOB_EVENT, sa.and_(JOB_EVENT.c.job == newest.c.job, JOB_EVENT.c.number == newest.c.number)
    )
    query = (
        sa.select(*(column.label(f"job_{column.name}") for column in JOB.c), *JOB_EVENT.c)
        .select_from(joined)
        .order_by(JOB.c.number)
    )
    if number is not None:
        query = query.where(JOB.c.number == number)
    if key is not None:
        query = query.where(JOB.c.key == key)
    if only_live:
        query = query.where(JOB_EVENT.c.state.in_((JobState.WAITING, JobState.RUNNING)))
    return tuple(_standing(dict(row)) for row in connection.execute(query).mappings())


def _standing(row: dict[str, Any]) -> Standing:
    of_job = {name.removeprefix("job_"): row.pop(name) for name in list(row) if name.startswith("job_")}
    of_job["parameters"] = json.loads(of_job["parameters"])
    return Standing(job=Job(**of_job), last=JobEvent(**row))


def events(connection: sa.Connection, number: int, *, after: int = -1) -> tuple[JobEvent, ...]:
    """What became of a job after one of its events, the oldest first."""
    query = sa.select(JOB_EVENT).where(JOB_EVENT.c.job == number, JOB_EVENT.c.number > after)
    return tuple(JobEvent(**row) for row in connection.execute(query.order_by(JOB_EVENT.c.number)).mappings())


def keep(connection: sa.Connection, number: int, content: bytes) -> str:
    """Keep the result of a job, in a transaction that writes; give back its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    connection.execute(sa.insert(JOB_RESULT), {"job": number, "content": content, "digest": digest})
    return digest


def result(connection: sa.Connection, number: int) -> bytes | None:
    """The result of a job; None where there is none."""
    found = connection.execute(sa.select(JOB_RESULT.c.content).where(JOB_RESULT.c.job == number)).scalar()
    return None if found is None else bytes(found)


def ground(connection: sa.Connection) -> Iterator[int]:
    """What people had entered so far, as the newest number of every table that answers stand on."""
    for table in _GROUND:
        yield connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))).scalar_one()
