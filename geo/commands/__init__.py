"""The commands of `python -m geo`."""
