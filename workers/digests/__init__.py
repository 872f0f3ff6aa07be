"""Digests: when one is due (windows), what stands in it (content), how it reads (render)."""
