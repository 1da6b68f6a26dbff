"""Back to the units: letters about what was found, and what became of it in what they send in again."""
