"""From files to models: text with places, or diagnostics. The only layer that knows YAML."""
