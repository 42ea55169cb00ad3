"""The mails of the election, from being written with what they announce to being sent."""
