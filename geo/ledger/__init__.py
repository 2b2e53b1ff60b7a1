"""The ledger: what stands, what is delivered, what is held and what is left, year by year."""
