"""The JSON interface under /api/v1: the same actions and selectors as the pages."""
