"""What telephone systems write of their calls, recognised by content: contacts of the queue log come out."""
