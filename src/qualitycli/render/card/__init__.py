"""The card as a page: one HTML file that a rater fills in, in any browser and without a network."""
