"""The rules, by family.

Q1 reading a file · Q2 the shape of its values · Q3 references · Q4 scoring · Q5 the quality cycle
· Q6 text · Q7 gates · Q8 spreadsheets and documents · Q9 templates.
A code never changes its meaning; the code of a removed rule is not used again.
"""
