"""Sign-in: allauth's views under our URLs, rules and look."""
