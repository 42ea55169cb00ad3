"""One check a file: each looks at one thing and says what it found, whatever the others find."""
