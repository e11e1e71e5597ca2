"""Finished values → text. Renderers compute nothing; they translate, lay out and escape."""
