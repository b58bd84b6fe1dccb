"""What leaves the service, built from documents: nothing here knows a database, a role or the network."""
