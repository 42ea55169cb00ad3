"""When somebody is written to: once when a state begins, once when it ends, never a flood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """What is remembered of a state.

    Attributes:
        on: Whether it lasts.
        told: Whether its beginning was told, so that its end will be.
        told_at: Aware; when a beginning was last told, None if none was.
    """

    on: bool = False
    told: bool = False
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one look leads to.

    Attributes:
        begun: The states whose beginning is to be told.
        ended: Those whose end is.
        held: What is to be remembered once that is done.
    """

    begun: tuple[str, ...]
    ended: tuple[str, ...]
    held: dict[str, Standing]


def next_step(
    held: Mapping[str, Standing], seen: Mapping[str, bool], now: datetime, quiet: timedelta
) -> Step:
    """Return what is to be told.

    A state that comes and goes is told again after `quiet` only, if it lasts then.

    Args:
        held: What is remembered.
        seen: Whether each state lasts; of one that is left out nothing is known, and it stays.
        now: Aware.
        quiet: Between two beginnings of a state that are told.
    """
    begun, ended, after = [], [], dict(held)
    for name, on in seen.items():
        was = held.get(name, Standing())
        rests = was.told_at is not None and was.told_at <= now < was.told_at + quiet
        if on and not was.told and not rests:
            begun.append(name)
            after[name] = Standing(on=True, told=True, told_at=now)
        elif on:
            after[name] = replace(was, on=True)
        else:
            if was.told:
                ended.append(name)
            after[name] = replace(was, on=False, told=False)
            if not rests:
                del after[name]
    return Step(tuple(begun), tuple(ended), after)
