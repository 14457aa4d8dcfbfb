"""Compiling with Numba, typed: the function keeps its signature. Compiled code is cached beside the module."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """For loops over arrays; called like the function it wraps. Other threads run meanwhile."""
    return cast("F", numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """For the few lines a compiled loop calls a million times."""
    return cast("F", numba.njit(cache=True, inline="always")(function))
