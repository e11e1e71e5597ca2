"""From files to models: text with places, or diagnostics. The only floor that knows YAML."""
