"""The pages of the documentation that are made from the code, in both languages."""
