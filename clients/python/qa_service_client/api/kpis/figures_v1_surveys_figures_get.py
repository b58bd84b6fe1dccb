import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel import Channel
from ...models.problem import Problem
from ...models.survey_figures_view import SurveyFiguresView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_agent: None | str | Unset
    if isinstance(agent, Unset):
        json_agent = UNSET
    else:
        json_agent = agent
    params["agent"] = json_agent

    json_team: None | str | Unset
    if isinstance(team, Unset):
        json_team = UNSET
    else:
        json_team = team
    params["team"] = json_team

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    elif isinstance(channel, Channel):
        json_channel = channel.value
    else:
        json_channel = channel
    params["channel"] = json_channel

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    json_since: None | str | Unset
    if isinstance(since, Unset):
        json_since = UNSET
    elif isinstance(since, datetime.datetime):
        json_since = since.isoformat()
    else:
        json_since = since
    params["since"] = json_since

    json_until: None | str | Unset
    if isinstance(until, Unset):
        json_until = UNSET
    elif isinstance(until, datetime.datetime):
        json_until = until.isoformat()
    else:
        json_until = until
    params["until"] = json_until

    json_site: None | str | Unset
    if isinstance(site, Unset):
        json_site = UNSET
    else:
        json_site = site
    params["site"] = json_site

    json_vendor: None | str | Unset
    if isinstance(vendor, Unset):
        json_vendor = UNSET
    else:
        json_vendor = vendor
    params["vendor"] = json_vendor

    json_sourcing: None | str | Unset
    if isinstance(sourcing, Unset):
        json_sourcing = UNSET
    else:
        json_sourcing = sourcing
    params["sourcing"] = json_sourcing

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/surveys/figures",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SurveyFiguresView | None:
    if response.status_code == 200:
        response_200 = SurveyFiguresView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if response.status_code == 507:
        response_507 = Problem.from_dict(response.json())

        return response_507

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | SurveyFiguresView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | str | Unset = UNSET,
) -> Response[Problem | SurveyFiguresView]:
    """Figures of surveys

     Response rate, mean and top-two share, NPS, first contact resolution by survey, each with its
    interval, beside
    the service's own resolution: methods that do not agree with each other, and are never averaged.

    Args:
        agent (None | str | Unset): about contacts of this agent (with a monitoring basis)
        team (None | str | Unset): about contacts of this team (with a monitoring basis)
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        site (None | str | Unset): this site alone; `not_stated`: where none is known
        vendor (None | str | Unset): this vendor alone; `not_stated`: where none is known
        sourcing (None | str | Unset): `in_house`, `outsourced` or `not_stated` alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SurveyFiguresView]
    """

    kwargs = _get_kwargs(
        agent=agent,
        team=team,
        channel=channel,
        client_query=client_query,
        since=since,
        until=until,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | str | Unset = UNSET,
) -> Problem | SurveyFiguresView | None:
    """Figures of surveys

     Response rate, mean and top-two share, NPS, first contact resolution by survey, each with its
    interval, beside
    the service's own resolution: methods that do not agree with each other, and are never averaged.

    Args:
        agent (None | str | Unset): about contacts of this agent (with a monitoring basis)
        team (None | str | Unset): about contacts of this team (with a monitoring basis)
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        site (None | str | Unset): this site alone; `not_stated`: where none is known
        vendor (None | str | Unset): this vendor alone; `not_stated`: where none is known
        sourcing (None | str | Unset): `in_house`, `outsourced` or `not_stated` alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SurveyFiguresView
    """

    return sync_detailed(
        client=client,
        agent=agent,
        team=team,
        channel=channel,
        client_query=client_query,
        since=since,
        until=until,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | str | Unset = UNSET,
) -> Response[Problem | SurveyFiguresView]:
    """Figures of surveys

     Response rate, mean and top-two share, NPS, first contact resolution by survey, each with its
    interval, beside
    the service's own resolution: methods that do not agree with each other, and are never averaged.

    Args:
        agent (None | str | Unset): about contacts of this agent (with a monitoring basis)
        team (None | str | Unset): about contacts of this team (with a monitoring basis)
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        site (None | str | Unset): this site alone; `not_stated`: where none is known
        vendor (None | str | Unset): this vendor alone; `not_stated`: where none is known
        sourcing (None | str | Unset): `in_house`, `outsourced` or `not_stated` alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SurveyFiguresView]
    """

    kwargs = _get_kwargs(
        agent=agent,
        team=team,
        channel=channel,
        client_query=client_query,
        since=since,
        until=until,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | str | Unset = UNSET,
) -> Problem | SurveyFiguresView | None:
    """Figures of surveys

     Response rate, mean and top-two share, NPS, first contact resolution by survey, each with its
    interval, beside
    the service's own resolution: methods that do not agree with each other, and are never averaged.

    Args:
        agent (None | str | Unset): about contacts of this agent (with a monitoring basis)
        team (None | str | Unset): about contacts of this team (with a monitoring basis)
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        site (None | str | Unset): this site alone; `not_stated`: where none is known
        vendor (None | str | Unset): this vendor alone; `not_stated`: where none is known
        sourcing (None | str | Unset): `in_house`, `outsourced` or `not_stated` alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SurveyFiguresView
    """

    return (
        await asyncio_detailed(
            client=client,
            agent=agent,
            team=team,
            channel=channel,
            client_query=client_query,
            since=since,
            until=until,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
        )
    ).parsed
