"""The sample that is meant where none is named, as constants."""

from __future__ import annotations

from models.data.samples.shipped import sample_named

SAMPLE_PEOPLE = sample_named().people
SAMPLE_BOARD = sample_named().board
