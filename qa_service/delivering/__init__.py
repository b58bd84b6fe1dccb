"""Tells others of events: endpoints by webhook, people by e-mail. Workers do it beside their other work."""
