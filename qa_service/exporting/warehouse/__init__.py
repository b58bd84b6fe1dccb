"""The feed for a data warehouse: a star schema as Parquet files that bring what has changed."""
