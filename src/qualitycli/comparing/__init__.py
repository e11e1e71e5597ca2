"""Two years side by side, and many in a row: like compared with like, the rest kept apart."""
