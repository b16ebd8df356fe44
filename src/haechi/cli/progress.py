"""What long work is doing, on standard error; nothing where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Tick = Callable[[str, int, int | None], None]


@contextmanager
def progress(*, visible: bool) -> Iterator[Tick]:
    """Give a function that is told what is done, how much of it, and of how much where that is known."""
    watched = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=watched, disable=not (visible and watched.is_terminal), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tick(what: str, done: int, total: int | None) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield tick
