"""What API and pages share of HTTP: bodies as they stream in, forms with files, ranges of a file."""
