"""The demo of DEBUG sites: invented people and groups as JSON, and what loads them."""
