"""`haechi work`: a worker that takes jobs from the register one after the other and writes what became of them."""

import datetime as dt
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from haechi.app.desk import Desk
from haechi.app.tasks import task
from haechi.errors import HaechiError, WorkspaceError
from haechi.model.job import Standing
from haechi.sentence import said
from haechi.store import claims
from haechi.store.claims import Claim
from haechi.store.register import Register
from haechi.store.workspace import Workspace


class Interrupted(BaseException):
    """The job is not ours any more: it was cancelled, or another worker took it up. No use case may catch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a worker looks up, and how long its claim holds without being renewed; seconds."""

    beat: float = 0.25
    lease: float = 15.0
    idle: float = 0.5


@dataclass(kw_only=True)
class Worker:
    """Takes jobs, one at a time.

    Parameters
    ----------
    workspace : whose jobs it does
    register : of that workspace
    name : its own, that no other worker has
    clock : the moment
    pace : how often it looks up
    interrupt : brings `Interrupted` into the use case where it does not tell how far it is
    say : where it tells what went wrong
    """

    workspace: Workspace
    register: Register
    name: str
    clock: Callable[[], dt.datetime]
    pace: Pace = field(default_factory=Pace)
    interrupt: Callable[[], None] = lambda: None
    say: Callable[[str], None] = lambda _: None

    def run(self, stopped: threading.Event) -> None:
        """Do jobs until told to stop; a register that cannot be used is waited for."""
        while not stopped.is_set():
            try:
                has_worked = self.take()
            except WorkspaceError as error:
                self.say(str(error))
                has_worked = False
            if not has_worked:
                stopped.wait(self.pace.idle)

    def take(self) -> bool:
        """Do the oldest job that is free; False where there is none."""
        now = self.clock()
        with self.register.writing() as connection:
            found = claims.claim(connection, self.name, now=now, until=now + self._lease)
        if found is None:
            return False
        self._do(found)
        return True

    @property
    def _lease(self) -> dt.timedelta:
        return dt.timedelta(seconds=self.pace.lease)

    def _do(self, found: Standing) -> None:
        held = Claim(job=found.job.number, worker=self.name)
        try:
            with _Pulse(self, held) as pulse:
                content = self._result(found, pulse)
        except Interrupted:
            return
        except KeyboardInterrupt:
            with self.register.writing() as connection:
                claims.given_back(connection, held, now=self.clock())
            raise
        except (HaechiError, OSError) as error:
            self._fail(held, str(error))
        except Exception as error:  # a fault in one job must not end the worker
            self.say("".join(traceback.format_exception(error)))
            self._fail(
                held,
                said(
                    "a fault of the program, {kind}: {error}; please report it", kind=type(error).__name__, error=error
                ),
            )
        else:
            with self.register.writing() as connection:
                claims.done(connection, held, content, now=self.clock())

    def _result(self, found: Standing, pulse: "_Pulse") -> bytes:
        job = found.job
        desk = Desk(workspace=self.workspace, today=job.today, as_of=job.as_of)
        return task(job.kind).run(desk, job.parameters, self.clock(), pulse.tick).json().encode()

    def _fail(self, held: Claim, why: str) -> None:
        with self.register.writing() as connection:
            claims.failed(connection, held, why, now=self.clock())


class _Pulse:
    """Beside the work: renews the claim, writes how far the work is, and notices where the claim is lost."""

    def __init__(self, worker: Worker, held: Claim) -> None:
        self._worker = worker
        self._held = held
        self._told: tuple[float | None, str] = (0.0, "taken up")
        self._written: tuple[float | None, str] = self._told
        self._renewed = worker.clock()
        self._ended = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="pulse", daemon=True)

    def __enter__(self) -> "_Pulse":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def tick(self, what: str, done: int, total: int | None) -> None:
        """Tell how far the work is; raise `Interrupted` where the claim is lost."""
        if self._lost.is_set():
            raise Interrupted
        self._told = (done / total if total else None, what)

    def _watch(self) -> None:
        while not self._ended.wait(self._worker.pace.beat):
            try:
                is_ours = self._beat()
            except WorkspaceError:  # the register is busy; the next beat tries again
                continue
            if not is_ours:
                self._lost.set()
                self._worker.interrupt()
                return

    def _beat(self) -> bool:
        """Write what is new, or where nothing is, only look."""
        told, now = self._told, self._worker.clock()
        is_due = (now - self._renewed).total_seconds() > self._worker.pace.lease / 3
        if told == self._written and not is_due:
            with self._worker.register.reading() as connection:
                return claims.is_held(connection, self._held)
        with self._worker.register.writing() as connection:
            fraction, sentence = told
            until = now + dt.timedelta(seconds=self._worker.pace.lease)
            is_ours = claims.renew(connection, self._held, fraction=fraction, sentence=sentence, now=now, until=until)
        self._written, self._renewed = told, now
        return is_ours
