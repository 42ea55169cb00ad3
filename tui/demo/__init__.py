"""The demonstration: a sandbox, sample people, and travel in the calendar."""
