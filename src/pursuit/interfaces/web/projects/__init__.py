"""Pages of sales projects: board, list, one project and everything that is done to it, methods."""
