"""What real mail is made of, turned into text that is safe to show."""
