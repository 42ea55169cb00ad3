"""The audit chain: appended to, verified, exported."""
