"""SCIM 2.0 (RFC 7643, RFC 7644): what people and groups are there, and what this service says of itself."""
