"""The same arithmetic written the plain way, one case at a time: what the service's own must equal."""
