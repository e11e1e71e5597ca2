"""One run of the program: its session, its project, its standard output and exit codes."""
