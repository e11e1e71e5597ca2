"""How fast the tool is beside others, and made-up schools to measure it on."""
