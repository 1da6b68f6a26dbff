"""The room of the package: zip and XML stay in here. `book` is its face."""
