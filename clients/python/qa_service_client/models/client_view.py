from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.change_view import ChangeView
    from ..models.client_view_agreement import ClientViewAgreement
    from ..models.client_view_causes import ClientViewCauses
    from ..models.client_view_courses import ClientViewCourses
    from ..models.client_view_notice import ClientViewNotice
    from ..models.client_view_pooled import ClientViewPooled
    from ..models.client_view_resolution import ClientViewResolution
    from ..models.client_view_versions import ClientViewVersions
    from ..models.complaints_view import ComplaintsView
    from ..models.courtesy_mean import CourtesyMean
    from ..models.critical_error_view import CriticalErrorView
    from ..models.figures_view import FiguresView
    from ..models.pack_figures import PackFigures
    from ..models.reason_view import ReasonView
    from ..models.share import Share
    from ..models.survey_figures_view import SurveyFiguresView


T = TypeVar("T", bound="ClientView")


@_attrs_define
class ClientView:
    """What a client organisation is told. `surveys`: what its customers answered, which is never averaged with what is
    measured here.

        Attributes:
            n (int):
            resolution (ClientViewResolution):
            cannot_tell (Share): A count and its share of the group.
            courtesy (CourtesyMean): The mean of the `n` interactions that have a courtesy figure, null where none has.
            method (str):
            n_checked (int):
            figures (FiguresView): All figures of a group; absent where there is nothing to rest on. Shares are 0..1, scores
                0..100.
            pooled (ClientViewPooled):
            courses (ClientViewCourses):
            versions (ClientViewVersions):
            notice (ClientViewNotice):
            kpis (list[PackFigures]):
            causes (ClientViewCauses):
            reasons (list[ReasonView]):
            complaints (ComplaintsView): Contacts that complain, and how they ended. Their age only a log of complaints
                could tell.
            critical_errors (list[CriticalErrorView]):
            changes (list[ChangeView]):
            agreement (ClientViewAgreement):
            agent (None | str | Unset):
            bot (None | str | Unset):
            client (None | str | Unset):
            since (datetime.datetime | None | Unset):
            until (datetime.datetime | None | Unset):
            shared (int | Unset):  Default: 0.
            monitoring_basis (None | str | Unset):
            team (None | str | Unset):
            surveys (None | SurveyFiguresView | Unset):
    """

    n: int
    resolution: ClientViewResolution
    cannot_tell: Share
    courtesy: CourtesyMean
    method: str
    n_checked: int
    figures: FiguresView
    pooled: ClientViewPooled
    courses: ClientViewCourses
    versions: ClientViewVersions
    notice: ClientViewNotice
    kpis: list[PackFigures]
    causes: ClientViewCauses
    reasons: list[ReasonView]
    complaints: ComplaintsView
    critical_errors: list[CriticalErrorView]
    changes: list[ChangeView]
    agreement: ClientViewAgreement
    agent: None | str | Unset = UNSET
    bot: None | str | Unset = UNSET
    client: None | str | Unset = UNSET
    since: datetime.datetime | None | Unset = UNSET
    until: datetime.datetime | None | Unset = UNSET
    shared: int | Unset = 0
    monitoring_basis: None | str | Unset = UNSET
    team: None | str | Unset = UNSET
    surveys: None | SurveyFiguresView | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.survey_figures_view import SurveyFiguresView

        n = self.n

        resolution = self.resolution.to_dict()

        cannot_tell = self.cannot_tell.to_dict()

        courtesy = self.courtesy.to_dict()

        method = self.method

        n_checked = self.n_checked

        figures = self.figures.to_dict()

        pooled = self.pooled.to_dict()

        courses = self.courses.to_dict()

        versions = self.versions.to_dict()

        notice = self.notice.to_dict()

        kpis = []
        for kpis_item_data in self.kpis:
            kpis_item = kpis_item_data.to_dict()
            kpis.append(kpis_item)

        causes = self.causes.to_dict()

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        complaints = self.complaints.to_dict()

        critical_errors = []
        for critical_errors_item_data in self.critical_errors:
            critical_errors_item = critical_errors_item_data.to_dict()
            critical_errors.append(critical_errors_item)

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        agreement = self.agreement.to_dict()

        agent: None | str | Unset
        if isinstance(self.agent, Unset):
            agent = UNSET
        else:
            agent = self.agent

        bot: None | str | Unset
        if isinstance(self.bot, Unset):
            bot = UNSET
        else:
            bot = self.bot

        client: None | str | Unset
        if isinstance(self.client, Unset):
            client = UNSET
        else:
            client = self.client

        since: None | str | Unset
        if isinstance(self.since, Unset):
            since = UNSET
        elif isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str | Unset
        if isinstance(self.until, Unset):
            until = UNSET
        elif isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        shared = self.shared

        monitoring_basis: None | str | Unset
        if isinstance(self.monitoring_basis, Unset):
            monitoring_basis = UNSET
        else:
            monitoring_basis = self.monitoring_basis

        team: None | str | Unset
        if isinstance(self.team, Unset):
            team = UNSET
        else:
            team = self.team

        surveys: dict[str, Any] | None | Unset
        if isinstance(self.surveys, Unset):
            surveys = UNSET
        elif isinstance(self.surveys, SurveyFiguresView):
            surveys = self.surveys.to_dict()
        else:
            surveys = self.surveys

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "n": n,
                "resolution": resolution,
                "cannot_tell": cannot_tell,
                "courtesy": courtesy,
                "method": method,
                "n_checked": n_checked,
                "figures": figures,
                "pooled": pooled,
                "courses": courses,
                "versions": versions,
                "notice": notice,
                "kpis": kpis,
                "causes": causes,
                "reasons": reasons,
                "complaints": complaints,
                "critical_errors": critical_errors,
                "changes": changes,
                "agreement": agreement,
            }
        )
        if agent is not UNSET:
            field_dict["agent"] = agent
        if bot is not UNSET:
            field_dict["bot"] = bot
        if client is not UNSET:
            field_dict["client"] = client
        if since is not UNSET:
            field_dict["since"] = since
        if until is not UNSET:
            field_dict["until"] = until
        if shared is not UNSET:
            field_dict["shared"] = shared
        if monitoring_basis is not UNSET:
            field_dict["monitoring_basis"] = monitoring_basis
        if team is not UNSET:
            field_dict["team"] = team
        if surveys is not UNSET:
            field_dict["surveys"] = surveys

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.change_view import ChangeView
        from ..models.client_view_agreement import ClientViewAgreement
        from ..models.client_view_causes import ClientViewCauses
        from ..models.client_view_courses import ClientViewCourses
        from ..models.client_view_notice import ClientViewNotice
        from ..models.client_view_pooled import ClientViewPooled
        from ..models.client_view_resolution import ClientViewResolution
        from ..models.client_view_versions import ClientViewVersions
        from ..models.complaints_view import ComplaintsView
        from ..models.courtesy_mean import CourtesyMean
        from ..models.critical_error_view import CriticalErrorView
        from ..models.figures_view import FiguresView
        from ..models.pack_figures import PackFigures
        from ..models.reason_view import ReasonView
        from ..models.share import Share
        from ..models.survey_figures_view import SurveyFiguresView

        d = dict(src_dict)
        n = d.pop("n")

        resolution = ClientViewResolution.from_dict(d.pop("resolution"))

        cannot_tell = Share.from_dict(d.pop("cannot_tell"))

        courtesy = CourtesyMean.from_dict(d.pop("courtesy"))

        method = d.pop("method")

        n_checked = d.pop("n_checked")

        figures = FiguresView.from_dict(d.pop("figures"))

        pooled = ClientViewPooled.from_dict(d.pop("pooled"))

        courses = ClientViewCourses.from_dict(d.pop("courses"))

        versions = ClientViewVersions.from_dict(d.pop("versions"))

        notice = ClientViewNotice.from_dict(d.pop("notice"))

        kpis = []
        _kpis = d.pop("kpis")
        for kpis_item_data in _kpis:
            kpis_item = PackFigures.from_dict(kpis_item_data)

            kpis.append(kpis_item)

        causes = ClientViewCauses.from_dict(d.pop("causes"))

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = ReasonView.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        complaints = ComplaintsView.from_dict(d.pop("complaints"))

        critical_errors = []
        _critical_errors = d.pop("critical_errors")
        for critical_errors_item_data in _critical_errors:
            critical_errors_item = CriticalErrorView.from_dict(
                critical_errors_item_data
            )

            critical_errors.append(critical_errors_item)

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ChangeView.from_dict(changes_item_data)

            changes.append(changes_item)

        agreement = ClientViewAgreement.from_dict(d.pop("agreement"))

        def _parse_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent = _parse_agent(d.pop("agent", UNSET))

        def _parse_bot(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bot = _parse_bot(d.pop("bot", UNSET))

        def _parse_client(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        client = _parse_client(d.pop("client", UNSET))

        def _parse_since(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        since = _parse_since(d.pop("since", UNSET))

        def _parse_until(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        until = _parse_until(d.pop("until", UNSET))

        shared = d.pop("shared", UNSET)

        def _parse_monitoring_basis(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        monitoring_basis = _parse_monitoring_basis(d.pop("monitoring_basis", UNSET))

        def _parse_team(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        team = _parse_team(d.pop("team", UNSET))

        def _parse_surveys(data: object) -> None | SurveyFiguresView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                surveys_type_0 = SurveyFiguresView.from_dict(data)

                return surveys_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SurveyFiguresView | Unset, data)

        surveys = _parse_surveys(d.pop("surveys", UNSET))

        client_view = cls(
            n=n,
            resolution=resolution,
            cannot_tell=cannot_tell,
            courtesy=courtesy,
            method=method,
            n_checked=n_checked,
            figures=figures,
            pooled=pooled,
            courses=courses,
            versions=versions,
            notice=notice,
            kpis=kpis,
            causes=causes,
            reasons=reasons,
            complaints=complaints,
            critical_errors=critical_errors,
            changes=changes,
            agreement=agreement,
            agent=agent,
            bot=bot,
            client=client,
            since=since,
            until=until,
            shared=shared,
            monitoring_basis=monitoring_basis,
            team=team,
            surveys=surveys,
        )

        client_view.additional_properties = d
        return client_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
