"""JSON Schema of the files, for editors: from the models and the project's catalogue."""
