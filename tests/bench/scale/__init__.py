"""Measures at the size of a ministry: `make bench-scale`."""
