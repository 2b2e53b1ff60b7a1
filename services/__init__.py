"""Services beside the pages: the plan in memory, and the routes of the map."""
