"""Pages that look back: one project week by week, the pipeline by week and stage."""
