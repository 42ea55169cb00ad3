"""The checks of an installation: each looks at one thing, whatever the others find."""
