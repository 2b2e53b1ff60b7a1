"""HTML around the map: title, headline, cards and table."""
