"""How the services are offered: functions of a context, as calls of an open election."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Concatenate, Generic, ParamSpec, TypeVar

from models.context import Context

P = ParamSpec("P")
R = TypeVar("R")


class UseCase(Generic[P, R]):
    """A function of the services as a call of a façade, its context filled in."""

    def __init__(self, function: Callable[Concatenate[Context, P], R]) -> None:
        """Take the function, which says what it does, returns and raises."""
        self._function = function
        self.__doc__ = function.__doc__

    def __get__(self, facade: Facade, kind: type[Facade]) -> Callable[P, R]:
        """Return the call."""
        return partial(self._function, facade.context)


class Facade:
    """Some services of an open election, each a call."""

    def __init__(self, context: Context) -> None:
        """Take what the services work with."""
        self.context = context
