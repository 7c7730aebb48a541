"""Handlers of background and nightly work."""
