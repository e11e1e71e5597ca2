"""The commands: options → one call → one renderer → exit code. Each loads when it is called."""
