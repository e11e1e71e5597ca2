"""JSON Schemas of the files, for editors, built from the models and the project's catalogue."""
