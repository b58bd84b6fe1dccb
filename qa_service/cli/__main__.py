"""`python -m qa_service.cli`."""

from qa_service.cli import main

main()
