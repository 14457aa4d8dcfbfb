"""Plans shown to people outside: sharing them, and the page they see."""
