"""Messages for every code, money, dates and names in three languages."""
