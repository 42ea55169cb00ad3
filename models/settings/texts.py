"""`[texts]`: what an election says in its own words instead of those of the catalogue.

The keys are those that `admin texts` prints, as TOML's dotted keys: `help.home.title = "…"`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.settings.parts import Flaw, Place
from models.texts.checking import flaws_of, long_flaws

COMMON = (
    "title",
    "organiser",
    "webmail_name",
    "webmail_url",
    "space_url",
    "vote_url",
    "domain",
    "domains",
    "address_example",
    "first_password",
    "first_password_shape",
    "voter_password",
    "mailbox_password",
    "assistance",
    "assistance_closed",
    "assistance_vote",
)
"""What every text may name in braces: `Election.texts` fills it in."""


def own_texts(table: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """Return the texts of a table by their keys; it has no flaw."""
    return {
        key: value if isinstance(value, str) else tuple(value)
        for key, (_, value) in _leaves(table).items()
    }


def text_flaws(table: Mapping[str, Any], *, elsewhere: bool = False) -> Iterator[Flaw]:
    """Yield what is wrong with the texts of a table, in its order.

    Args:
        table: As the file has it.
        elsewhere: The mails of the election are read in another program.
    """
    leaves = _leaves(table)
    values = {key: value for key, (_, value) in leaves.items()}
    for key, reason in flaws_of(values, COMMON, elsewhere=elsewhere):
        yield Flaw(leaves[key][0], reason)


def long_text_flaws(table: Mapping[str, Any], places: Mapping[str, str]) -> Iterator[Flaw]:
    """Yield which texts are too long for their line, once `places` are filled in."""
    leaves = _leaves(table)
    for key, reason in long_flaws({key: value for key, (_, value) in leaves.items()}, places):
        yield Flaw(leaves[key][0], reason)


def _leaves(
    table: Mapping[str, Any], place: Place = ("texts",), beginning: str = ""
) -> dict[str, tuple[Place, Any]]:
    """Return each value with its place in the file, by its whole key."""
    found: dict[str, tuple[Place, Any]] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            found |= _leaves(value, (*place, name), f"{beginning}{name}.")
        else:
            found[f"{beginning}{name}"] = ((*place, name), value)
    return found
