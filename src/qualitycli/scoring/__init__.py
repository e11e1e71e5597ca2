"""From ratings to figures: exact fractions all the way, rounded once, where they are shown."""
