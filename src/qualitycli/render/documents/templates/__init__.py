"""From a view to a document: escaping, the sandbox and its limits."""
