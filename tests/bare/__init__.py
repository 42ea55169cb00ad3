"""The two commands of the README on a machine that has nothing, made for the occasion."""
