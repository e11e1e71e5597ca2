"""The command line: options → one call → one renderer → exit status."""
