"""The commands: one file each, from options to an exit code."""
