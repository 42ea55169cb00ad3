"""The rooms behind the door: where its names are looked for."""

from __future__ import annotations

ROOMS = (
    "models.errors",
    "models.refusals",
    "models.clock",
    "models.rules.calendar",
    "models.rules.checks",
    "models.rules.typography",
    "models.rules.french_dates",
    "models.rules.addresses",
    "models.rules.codes",
    "models.rules.user_names",
    "models.config",
    "models.election_file",
    "models.data.samples",
    "models.views",
    "models.mail_views",
    "models.roll.report",
    "models.administration_views",
    "models.kiosk_views",
    "models.settings.upkeep",
    "models.espace",
    "models.preloading",
)
"""What the first screen needs comes first."""
