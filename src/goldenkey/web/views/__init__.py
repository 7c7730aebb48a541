"""The views, one module a noun."""
