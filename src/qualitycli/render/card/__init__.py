"""The card as a page: one HTML file that a rater fills in, in any browser, without a network."""
