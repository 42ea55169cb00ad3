"""The audit chain: written to, verified, handed out."""
