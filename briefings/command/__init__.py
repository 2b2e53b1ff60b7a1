"""The command line of `layers`: what it is asked for, and what it makes of it."""
