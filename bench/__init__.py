"""Measurements of the product beside their goals, each with a reference measured in the same run."""
