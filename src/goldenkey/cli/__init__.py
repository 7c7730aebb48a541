"""The goldenkey command."""
