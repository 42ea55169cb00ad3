"""The use cases: functions of a context, by subject; only these open a transaction."""
