"""The moment of the measured elections."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

VOTE_OPEN = datetime(2014, 11, 28, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
"""Accounts and vote are open, as in the demonstration."""
