"""Results of customs data that are kept while nothing is loaded: a desk that many ask must not work them out anew."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from haechi.app.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")


def kept(*, most: int) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T]]:
    """Keep the last results of a use case that reads customs data and bundled tables only, never what people enter.

    A result counts for one workspace, day, state of its lake and set of arguments. It is worked out once, however many
    ask at a time. Errors are not kept.

    Parameters
    ----------
    most : results that are kept; the one worked out longest ago is dropped
    """

    def around(use_case: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T]:
        held: OrderedDict[Hashable, T] = OrderedDict()
        working = Lock()

        @wraps(use_case)
        def answer(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> T:
            key = (_state(desk), args, tuple(sorted(kwargs.items())))
            try:
                return held[key]
            except KeyError:
                pass
            with working:
                if key in held:
                    return held[key]
                found = use_case(desk, *args, **kwargs)
                held[key] = found
                while len(held) > most:
                    held.popitem(last=False)
                return found

        return answer

    return around


def _state(desk: Desk) -> Hashable:
    """What a result stands on: the day, and the loads of the workspace where there is one."""
    loads = None if desk.workspace is None else (desk.workspace.folder, desk.lake.state())
    return (desk.as_of, loads)
