"""What commands print besides their results: findings, errors, changes and questions."""
