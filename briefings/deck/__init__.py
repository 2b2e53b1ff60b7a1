"""The plan as slides: native shapes, tables and charts to edit, in a user's design."""
