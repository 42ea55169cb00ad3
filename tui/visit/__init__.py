"""What screens know of the visit they are in: the person, the place, the present, the terminal."""
