"""What holds the house up: who may import what, what is shipped, how files read."""
