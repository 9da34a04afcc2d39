"""Many reviewers at once over HTTP, as their pages would be, and what became of it."""
