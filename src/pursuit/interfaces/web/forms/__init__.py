"""Forms: drawn from an action's keywords, so that labels, limits and rights stand in one place."""
