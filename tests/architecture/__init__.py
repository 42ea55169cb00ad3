"""The architecture: who may import what, what is shipped, how files read."""
