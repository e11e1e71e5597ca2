"""A run of the program: its session, project, standard output and exit statuses."""
