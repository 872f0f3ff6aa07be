"""JournaledAdmin will follow."""
