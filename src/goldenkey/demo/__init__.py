"""The demonstration company: the clock is set and the ordinary actions run."""
