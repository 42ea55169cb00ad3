"""The use cases: functions by subject; only they open a transaction."""
