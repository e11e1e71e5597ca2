"""The documents that a school prints and publishes: template records and templates."""
