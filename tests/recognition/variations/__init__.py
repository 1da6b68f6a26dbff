"""Layout variations: a form described in the abstract, changed by named transformations, drawn as a snapshot."""
