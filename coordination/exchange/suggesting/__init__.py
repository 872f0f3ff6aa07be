"""From rows to what the matcher lays side by side, and back to sentences on pages."""
