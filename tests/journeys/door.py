"""The site by a door of its own, where every server's name leads to a public address: for the door's gunicorn."""

from config.wsgi import application as application
from workers.outbox import client

client.OUT = client.Client(look_up=lambda host: ["93.184.215.14"])
