"""Values → files: new ones from the catalogue, whole or not at all, never over another."""
