"""Numbered migrations, applied in order by `models.services.administration.migration`."""
