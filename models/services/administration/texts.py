"""The texts that an election may say in its own words."""

from __future__ import annotations

from models.context import Context
from models.settings.texts import COMMON
from models.texts.catalogue import list_texts as list_catalogue
from models.views.texts import ShownText


def list_texts(context: Context) -> tuple[ShownText, ...]:
    """Return every text that this election may say, group by group, as it says it."""
    own = context.election.texts.own
    shown = []
    for text in list_catalogue(elsewhere=context.election.mail.elsewhere):
        default = _paragraphs(text.default)
        said = own(text.key)
        shown.append(
            ShownText(
                key=text.key,
                where=text.where,
                paragraphs=default if said is None else _paragraphs(said),
                default=default,
                places=tuple(sorted(text.places | set(COMMON))),
                longest=text.longest,
            )
        )
    return tuple(shown)


def _paragraphs(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text
