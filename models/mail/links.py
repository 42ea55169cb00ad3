"""The confirmation link in the text of a mail."""

from __future__ import annotations

from models.rules.codes import token_in
from models.settings.election import Election


def link_in(election: Election, body: str) -> str | None:
    """Return the first confirmation link of a text, alone on its line, or None."""
    space_url = election.election.space_url
    links = (line.strip() for line in body.splitlines() if "://" in line)
    return next((link for link in links if token_in(link, space_url)), None)
