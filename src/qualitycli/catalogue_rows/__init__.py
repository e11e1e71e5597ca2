"""The catalogue as rows of one flat table, as it is exported and imported again."""
