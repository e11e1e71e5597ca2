"""The documents that a school prints and publishes: frozen views, and the templates they fill."""
