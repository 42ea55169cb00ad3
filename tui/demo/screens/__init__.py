"""The screens by which a demonstration is led."""
