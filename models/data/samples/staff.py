"""The helpdesk beside a demonstration: no visit needs it."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.views.desk import StaffRole


@dataclass(frozen=True, slots=True)
class SampleStaff:
    """Somebody of the helpdesk beside a demonstration."""

    name: str
    role: StaffRole
    password: str = field(repr=False)


SAMPLE_STAFF = (
    SampleStaff("agent", StaffRole.AGENT, "girafe balcon violet"),
    SampleStaff("responsable", StaffRole.SUPERVISOR, "girafe balcon violet"),
)
"""They have the same password: it is read from the screen. They are those of every election."""
