"""The benchmark: `make bench` prints a table. Compare rows of one run, not absolute figures."""
