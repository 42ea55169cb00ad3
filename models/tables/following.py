"""Visits that an agent follows, while they do: nothing is left of them afterwards."""

from __future__ import annotations

from peewee import CharField, IntegerField, TextField

from models.tables.base import OptionalUtcDateTimeField, Row, UtcDateTimeField


class FollowedVisit(Row):
    """A visit whose person has asked to be helped; deleted with its end.

    `reference` is random: no visit has ever that of an earlier one, as a number may on SQLite.
    `code_digest` is of the code that is read out, NULL once an agent has typed it. `page` is what
    the agent sees, as JSON: names of a screen and its fields, never what was typed. `told` goes up
    with each thing that the agent points at or says. `looked_at` is when the agent looked last.
    """

    reference = CharField(max_length=43, primary_key=True)
    code_digest = CharField(max_length=64, null=True, unique=True)
    source = CharField(max_length=80)
    opened_at = UtcDateTimeField()
    seen_at = UtcDateTimeField()
    staff_id = IntegerField(null=True)
    agent = CharField(max_length=40, default="")
    looked_at = OptionalUtcDateTimeField()
    page = TextField(null=True)
    pointed = CharField(max_length=40, default="")
    hint = CharField(max_length=24, default="")
    told = IntegerField(default=0)
