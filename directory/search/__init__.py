"""Finding groups and services: one analyzer, an index that follows the journal, one query."""
