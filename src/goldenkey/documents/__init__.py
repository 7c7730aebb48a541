"""Files in and out: spreadsheets, calendar feeds, documents."""
