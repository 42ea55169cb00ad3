"""Programs that tests start: many visitors at once, visitors killed on the way."""
