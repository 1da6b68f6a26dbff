"""What became of what was found, and what else was changed, between two submissions."""
