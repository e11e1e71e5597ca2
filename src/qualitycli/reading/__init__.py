"""Read files into models with places, or report diagnostics. Only this layer knows YAML."""
