"""Sessions over SSH, beside the bare application over SSH."""
