from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_body import AnswerBody


T = TypeVar("T", bound="AnswersBody")


@_attrs_define
class AnswersBody:
    """Answers of one person, and the pick or the calibration session that asked for them, if one did.

    Attributes:
        answers (list[AnswerBody]):
        pick (None | Unset | UUID):
        session (None | Unset | UUID):
        finish (bool | Unset):  Default: True.
        rubric (None | str | Unset): the version whose questions these are; 409 where it is another
    """

    answers: list[AnswerBody]
    pick: None | Unset | UUID = UNSET
    session: None | Unset | UUID = UNSET
    finish: bool | Unset = True
    rubric: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        pick: None | str | Unset
        if isinstance(self.pick, Unset):
            pick = UNSET
        elif isinstance(self.pick, UUID):
            pick = str(self.pick)
        else:
            pick = self.pick

        session: None | str | Unset
        if isinstance(self.session, Unset):
            session = UNSET
        elif isinstance(self.session, UUID):
            session = str(self.session)
        else:
            session = self.session

        finish = self.finish

        rubric: None | str | Unset
        if isinstance(self.rubric, Unset):
            rubric = UNSET
        else:
            rubric = self.rubric

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answers": answers,
            }
        )
        if pick is not UNSET:
            field_dict["pick"] = pick
        if session is not UNSET:
            field_dict["session"] = session
        if finish is not UNSET:
            field_dict["finish"] = finish
        if rubric is not UNSET:
            field_dict["rubric"] = rubric

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_body import AnswerBody

        d = dict(src_dict)
        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = AnswerBody.from_dict(answers_item_data)

            answers.append(answers_item)

        def _parse_pick(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                pick_type_0 = UUID(data)

                return pick_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        pick = _parse_pick(d.pop("pick", UNSET))

        def _parse_session(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                session_type_0 = UUID(data)

                return session_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        session = _parse_session(d.pop("session", UNSET))

        finish = d.pop("finish", UNSET)

        def _parse_rubric(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        rubric = _parse_rubric(d.pop("rubric", UNSET))

        answers_body = cls(
            answers=answers,
            pick=pick,
            session=session,
            finish=finish,
            rubric=rubric,
        )

        return answers_body
