"""A head adapted to a client: asked for, learned by a worker's job, published, answering for that client alone, withdrawn."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import select

from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.people import Role
from qa_service.domain.turn_features import TurnFeatures
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.own_criteria.adapting import AdaptJob
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.services import adaptations
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.store import adaptations as stored
from qa_service.store import learned_models, turn_features
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
