"""Site search: which zone, park or carrier can take a company, with reasons."""
