"""Connectors against real servers: a folder, an S3 store, OpenSSH's SFTP, Dovecot's IMAP."""
