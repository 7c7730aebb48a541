"""The method itself: pure rules, without database, clock, language or framework."""
