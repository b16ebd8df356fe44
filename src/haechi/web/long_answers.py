"""Answers that may take half a minute: they wait for threads of their own, so that all other pages go on."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

_AT_A_TIME = CapacityLimiter(2)

Answer = TypeVar("Answer")


async def at_length(work: Callable[[], Answer]) -> Answer:
    """Work something out beside the other pages; where two are at work already, wait."""
    return await anyio.to_thread.run_sync(work, limiter=_AT_A_TIME)
