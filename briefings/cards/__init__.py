"""What is said around the map, as HTML: title, headline, cards and table."""
