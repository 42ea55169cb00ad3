"""The board's host (bureau de vote électronique): keys, seal, days of the vote, count, minutes."""
