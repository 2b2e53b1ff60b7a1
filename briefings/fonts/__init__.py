"""The one Chinese font of everything that is exported (Noto Sans SC, SIL OFL 1.1)."""
