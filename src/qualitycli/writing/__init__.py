"""Write new files and edit existing ones, each completely or not at all."""
