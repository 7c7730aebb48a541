"""Benchmarks: a large company made by code, measured beside the floor of the same run."""
