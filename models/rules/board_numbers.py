"""The members of an act as the audit chain writes them: always in the room that there is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

MASK = "x"
"""How a mask begins: hexadecimal, member 1 is its lowest bit."""


def write_members(numbers: Collection[int], room: int) -> str:
    """Return the numbers of members as a list, « 1,3,4 »; as a mask if the list is too long.

    Args:
        numbers: From 1; thirty members take nine characters as a mask.
        room: Characters that there are.

    Raises:
        ValueError: There is not room for a mask either.
    """
    chosen = sorted(set(numbers))
    listed = ",".join(map(str, chosen))
    if len(listed) <= room:
        return listed
    mask = f"{MASK}{sum(1 << (number - 1) for number in chosen):x}"
    if len(mask) > room:
        raise ValueError("no room for the members")
    return mask


def read_members(text: str) -> Sequence[int]:
    """Return the numbers of members, in their order; what is none is left out."""
    if text.startswith(MASK):
        try:
            mask = int(text.removeprefix(MASK), 16)
        except ValueError:
            return ()
        return tuple(place for place in range(1, mask.bit_length() + 1) if mask >> (place - 1) & 1)
    numbers = {int(one) for one in text.split(",") if one.isascii() and one.isdecimal()}
    return tuple(sorted(numbers - {0}))
