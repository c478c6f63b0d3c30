"""Jobs done in pieces: a worker drains them, without one the page of progress does."""
