"""From the tables of a document to a framework, with an account of every cell."""
