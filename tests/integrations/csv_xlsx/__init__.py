"""Reading tables of others."""
