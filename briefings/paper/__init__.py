"""The plan on paper: sheets drawn with matplotlib from the same features as the screen."""
