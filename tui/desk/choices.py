"""The keys of a page of the helpdesk on which one of a few lines is chosen."""

from __future__ import annotations

from tui.screens.choices import choice_keys

CHOICE_KEYS = choice_keys("app.choose")
"""Of a page with `ChoiceLine`, in the helpdesk's application."""
