"""The catalogue: every text that an election file may change, with its default and where it stands.

A file of `french/` is a group of texts, which is read when one of them is asked for: the first
screen waits for those of its own alone. `elsewhere/` has what an election says in place of some of
them whose people read their mails in a program of their own, under the same keys.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

WHERE = "where"
"""What a table of the catalogue calls the place at which its texts stand."""
LONGEST = "longest"
"""What it calls how many characters its own texts may have, where they stand on one line."""
PLACE = re.compile(r"\{([a-z_]+)\}")
FRENCH, ELSEWHERE = "french", "elsewhere"
OF_MAILBOXES = (
    *("webmail.", "doors.mailbox", "doors.rail.mailbox", "doors.follows.mailbox"),
    *("doors.home.mailbox.", "doors.home.account.mail_stuck", "doors.home.account.mail_is_there"),
    *("doors.home.account.mail_was_read", "account.button.mailbox", "account.onward."),
    *("account.confirmation.link_of", "account.confirmation.not_mine", "account.renewal.followed"),
    *("account.closed.still.mailbox_meanwhile", "account.stale.", "voter.help.door_mailbox."),
    *("voter.help.mail_sent.", "voter.help.password_mail_sent.", "voter.help.followed_link."),
    *("voter.help.followed_renewal.", "voter.help.stuck_mail.", "voter.help.stale_message."),
)
"""How the keys begin of what is said of a mailbox that is opened here, of its mails and links."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the catalogue.

    Attributes:
        key: « help.home.title »: what the election file calls it.
        where: In which place of which screen or mail it stands, in French.
        default: A sentence or a few words, or paragraphs; ordinary spaces, `{places}` in braces.
        longest: How many characters it may have, its places filled in, because it stands on one
            line of a screen of 60 columns; None: as many as a text may have.
    """

    key: str
    where: str
    default: str | tuple[str, ...]
    longest: int | None = None

    @property
    def places(self) -> frozenset[str]:
        """The names in braces that its default has."""
        return places_of(self.default)


def places_of(text: str | tuple[str, ...]) -> frozenset[str]:
    """Return the names in braces of a text."""
    return frozenset(PLACE.findall(text if isinstance(text, str) else "\n".join(text)))


def find_text(key: str, *, elsewhere: bool = False) -> Text | None:
    """Return the text of a key, None if the catalogue has none.

    Args:
        key: Of the catalogue.
        elsewhere: The mails of the election are read in another program.
    """
    group, _, _ = key.partition(".")
    if group not in list_groups():
        return None
    return (_instead_of(group).get(key) if elsewhere else None) or read_group(group).get(key)


def list_texts(*, elsewhere: bool = False) -> Iterator[Text]:
    """Yield the whole catalogue, group by group.

    Args:
        elsewhere: Only what is said if the mails of the election are read in another program.
    """
    for group in list_groups():
        texts = read_group(group)
        if elsewhere:
            texts = {**texts, **_instead_of(group)}
        for key, text in texts.items():
            if not (elsewhere and key.startswith(OF_MAILBOXES)):
                yield text


@cache
def list_groups(folder: str = FRENCH) -> tuple[str, ...]:
    """Return the names of the groups in alphabetical order, of a folder that has some of them."""
    found = (one.name for one in files(__package__).joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def read_group(group: str, folder: str = FRENCH) -> Mapping[str, Text]:
    """Return the texts of a group by their keys, in the order of its file."""
    source = files(__package__).joinpath(folder, f"{group}.toml").read_text("utf-8")
    return {text.key: text for text in _texts_in(tomllib.loads(source), group, "")}


@cache
def _instead_of(group: str) -> Mapping[str, Text]:
    """Return what is said in place of texts of a group if the mails are read elsewhere."""
    if group not in list_groups(ELSEWHERE):
        return {}
    usual = read_group(group)
    return {
        key: text if text.where else replace(text, where=usual[key].where)
        for key, text in read_group(group, ELSEWHERE).items()
    }


def _texts_in(table: Mapping[str, Any], key: str, where: str) -> Iterator[Text]:
    where = table.get(WHERE, where)
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _texts_in(value, f"{key}.{name}", where)
        elif name not in {WHERE, LONGEST}:
            default = value if isinstance(value, str) else tuple(value)
            yield Text(f"{key}.{name}", where, default, table.get(LONGEST))
