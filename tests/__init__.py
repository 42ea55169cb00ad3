"""What must hold, in the order of the house: models, tui, then whole journeys."""
