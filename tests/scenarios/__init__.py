"""Stories told once, in files: what is given, what must be said, what makes it well again."""
