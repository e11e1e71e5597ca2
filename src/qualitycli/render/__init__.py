"""From finished values to text. Renderers compute nothing; they translate, lay out and escape."""
