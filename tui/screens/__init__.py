"""The screens, one a step."""
