"""Scorecards, client reports and key figures as PDF, XLSX and CSV."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlmodel import Session

from qa_service.documents.key_figures import PackFigures
from qa_service.documents.scorecards import GroupView
from qa_service.documents.sites import SplitView
from qa_service.domain.exports import Format, Kind
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, say
from qa_service.exports import client_report, key_figures, pdf, scorecard, text_files, xlsx
from qa_service.exports.naming import Naming, naming_of
from qa_service.exports.paper import Paper
from qa_service.figures import client, kpis, places
from qa_service.figures.basis import Basis, rubrics_of
from qa_service.figures.scorecard import figures
from qa_service.kpi.pack import Pack
from qa_service.store.exports import Order
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope


def group_of(order: Order) -> Group:
    """Whose scorecard or report it is: the agent's, else the team's, else the client's. Raises BadInput where none is
    named.
    """
    filters, is_scorecard = order.filters, order.kind is Kind.SCORECARD
    if is_scorecard and filters.agent:
        return Group(GroupKind.AGENT, filters.agent, filters.client, filters.channel)
    if is_scorecard and filters.team:
        return Group(GroupKind.TEAM, filters.team, filters.client, filters.channel)
    if filters.client:
        return Group(GroupKind.CLIENT, filters.client, None, filters.channel)
    needed = say("an agent, a team or a client") if is_scorecard else say("a client")
    raise BadInput(
        "a {kind} is of {wanted}, and none is named", kind=order.kind, wanted=needed, where="filters", hint="name one"
    )


@dataclass(frozen=True, slots=True)
class PaperBuilder:
    """What files of figures are made from. `packs`: key figures by id, the first is what reports show; `monitoring` is
    the legal basis for figures on workers.
    """

    store: Store
    vocabulary: Vocabulary
    rubrics: Rubrics
    basis: Basis
    monitoring: str
    packs: Mapping[str, Pack]
    clock: Callable[[], datetime]

    def write(self, order: Order, sink: IO[bytes]) -> None:
        """Raises BadInput where nobody is named, NotFound where there is nothing to show."""
        group = order.group or group_of(order)
        days = self.store.calendar.days(order.filters.since, order.filters.until)
        # Totals are fenced by client; who may see which team and agent was decided when it was ordered.
        with self.store.reading(Scope(order.scope.client, words=order.scope.words)) as session:
            if order.kind is Kind.KPIS:
                self._key_figures(session, order, group, days, sink)
                return
            make = self._report if order.kind is Kind.REPORT else self._scorecard
            paper = make(session, order, group, days)
        _put(paper, order, sink)

    def _scorecard(self, session: Session, order: Order, group: Group, days: Days) -> Paper:
        document = GroupView.of(figures(session, group, days, self.basis, self.rubrics)).document()
        about = {**_about(group, days), "client": group.client}
        if group.kind is not GroupKind.CLIENT:
            about["monitoring_basis"] = self.monitoring
        naming = self._naming(session, order, group)
        return scorecard.paper({**document, **about}, group.kind.value, group.name, naming)

    def _report(self, session: Session, order: Order, group: Group, days: Days) -> Paper:
        """As on its page: agents are nowhere in it, so nobody needs a pseudonym."""
        packs = list(self.packs.values())[:1]
        request = client.ClientReportRequest(group, days, packs, self.clock(), lambda agent: "")
        document = client.report(session, request, self.basis, self.rubrics).view().document()
        naming = self._naming(session, order, group)
        return client_report.paper({**document, **_about(group, days)}, _client(group), naming)

    def _key_figures(self, session: Session, order: Order, group: Group, days: Days, sink: IO[bytes]) -> None:
        pack = pack_of(self.packs, order.kpi_pack)
        if order.by is not None:
            self._split(session, order, pack, group, days, sink)
            return
        measured = kpis.measured(session, pack, group, days, self.basis, self.rubrics, self.clock())
        document = {**PackFigures.of(pack, measured).document(), **_about(group, days)}
        if order.format is Format.CSV:
            text_files.write_csv(sink, key_figures.COLUMNS, key_figures.records(document, order.language))
        else:
            _put(key_figures.paper(document, _client(group), order.language), order, sink)

    def _split(self, session: Session, order: Order, pack: Pack, group: Group, days: Days, sink: IO[bytes]) -> None:
        by = order.by or GroupKind.SITE
        found = places.split(session, pack, group, by, days, self.basis, self.rubrics, self.clock())
        ends = {"since": days.since and days.since.isoformat(), "until": days.until and days.until.isoformat()}
        view = SplitView.of(pack, by, found.places, client=group.name, left_out=found.left_out, **ends)
        document = {**view.model_dump(mode="json"), **_about(group, days)}
        if order.format is Format.CSV:
            records = key_figures.split_records(document, order.language)
            text_files.write_csv(sink, key_figures.SPLIT_COLUMNS, records)
        else:
            _put(key_figures.split_paper(document, group.name, order.language), order, sink)

    def _naming(self, session: Session, order: Order, group: Group) -> Naming:
        return naming_of(order.language, self.vocabulary, rubrics_of(session, group, self.rubrics))


def pack_of(packs: Mapping[str, Pack], id: str) -> Pack:
    """The pack of that id, the first where none is named. Raises BadInput."""
    if id not in packs and (id or not packs):
        raise BadInput(
            "is no pack of key figures",
            where="kpi_pack",
            hint=say("use one of {packs}", packs=", ".join(packs) or "none"),
        )
    return packs[id] if id else next(iter(packs.values()))


def _about(group: Group, days: Days) -> dict[str, Any]:
    channel = group.channel.value if group.channel else None
    team = group.name if group.kind is GroupKind.TEAM and group.client else None
    return {"since": days.since, "until": days.until, "channel": channel, "team": team}


def _client(group: Group) -> str:
    """Whose report it is; of a team leader's part of it too."""
    return group.client or group.name


def _put(paper: Paper, order: Order, sink: IO[bytes]) -> None:
    if order.format is Format.PDF:
        sink.write(pdf.render(paper))
    else:
        xlsx.write_paper(sink, paper)
