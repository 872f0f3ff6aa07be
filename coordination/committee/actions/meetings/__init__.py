"""Meetings: calling and planning them, answering, holding them, and their minutes."""
