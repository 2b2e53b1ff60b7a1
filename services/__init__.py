"""Routes beside the pages: the map's page, its layers, its scripts."""
