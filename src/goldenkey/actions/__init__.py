"""Writes. Every action takes the actor first, checks its right, and leaves one audit entry."""
