"""The plan and its arithmetic: reading, checking, coordinates, areas and floor-area accounts."""
