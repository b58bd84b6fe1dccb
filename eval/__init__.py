"""Measures of the models and of the service. Every command here says in one sentence what it lacks."""

import sys

from eval.needs import tell

sys.excepthook = tell
