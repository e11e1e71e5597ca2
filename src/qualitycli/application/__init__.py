"""What the tool does, for any caller: values in, values out, errors raised."""
