"""What must hold, in the order of the layers: models, tui, then whole journeys."""
