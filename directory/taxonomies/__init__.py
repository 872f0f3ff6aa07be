"""The words groups are sorted by, as data: four CSV files, and what brings them into the database."""
