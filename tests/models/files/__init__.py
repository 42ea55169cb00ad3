"""Files that are whole, private or not there."""
