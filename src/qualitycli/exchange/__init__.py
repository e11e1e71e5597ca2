"""Tables that come in: read cell by cell, compared, and made into proposed edits or findings."""
