"""The board (bureau de vote électronique): who is there, trial, count, seats, minutes."""
