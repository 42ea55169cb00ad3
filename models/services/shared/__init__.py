"""What several use cases need: tries, the calendar, people, password rules."""
