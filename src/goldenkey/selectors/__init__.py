"""Reads. Every selector takes the actor first and returns frozen dataclasses."""
