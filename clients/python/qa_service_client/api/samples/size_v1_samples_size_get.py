import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel import Channel
from ...models.problem import Problem
from ...models.size_view import SizeView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    half_width: float,
    share: float | Unset = 0.5,
    level: float | Unset = 0.95,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["half_width"] = half_width

    params["share"] = share

    params["level"] = level

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

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

    json_intent: None | str | Unset
    if isinstance(intent, Unset):
        json_intent = UNSET
    else:
        json_intent = intent
    params["intent"] = json_intent

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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/samples/size",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SizeView | None:
    if response.status_code == 200:
        response_200 = SizeView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[Problem | SizeView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    half_width: float,
    share: float | Unset = 0.5,
    level: float | Unset = 0.95,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | SizeView]:
    """How many do I need?

     Reviews for a wished interval, with the correction for the finite number of interactions there are.

    Args:
        half_width (float): how far the interval may reach to each side
        share (float | Unset): the share that is expected; 0.5 is the safe side Default: 0.5.
        level (float | Unset):  Default: 0.95.
        client_query (None | str | Unset):
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        intent (None | str | Unset):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SizeView]
    """

    kwargs = _get_kwargs(
        half_width=half_width,
        share=share,
        level=level,
        client_query=client_query,
        agent=agent,
        team=team,
        channel=channel,
        intent=intent,
        since=since,
        until=until,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    half_width: float,
    share: float | Unset = 0.5,
    level: float | Unset = 0.95,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Problem | SizeView | None:
    """How many do I need?

     Reviews for a wished interval, with the correction for the finite number of interactions there are.

    Args:
        half_width (float): how far the interval may reach to each side
        share (float | Unset): the share that is expected; 0.5 is the safe side Default: 0.5.
        level (float | Unset):  Default: 0.95.
        client_query (None | str | Unset):
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        intent (None | str | Unset):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SizeView
    """

    return sync_detailed(
        client=client,
        half_width=half_width,
        share=share,
        level=level,
        client_query=client_query,
        agent=agent,
        team=team,
        channel=channel,
        intent=intent,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    half_width: float,
    share: float | Unset = 0.5,
    level: float | Unset = 0.95,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | SizeView]:
    """How many do I need?

     Reviews for a wished interval, with the correction for the finite number of interactions there are.

    Args:
        half_width (float): how far the interval may reach to each side
        share (float | Unset): the share that is expected; 0.5 is the safe side Default: 0.5.
        level (float | Unset):  Default: 0.95.
        client_query (None | str | Unset):
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        intent (None | str | Unset):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SizeView]
    """

    kwargs = _get_kwargs(
        half_width=half_width,
        share=share,
        level=level,
        client_query=client_query,
        agent=agent,
        team=team,
        channel=channel,
        intent=intent,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    half_width: float,
    share: float | Unset = 0.5,
    level: float | Unset = 0.95,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Problem | SizeView | None:
    """How many do I need?

     Reviews for a wished interval, with the correction for the finite number of interactions there are.

    Args:
        half_width (float): how far the interval may reach to each side
        share (float | Unset): the share that is expected; 0.5 is the safe side Default: 0.5.
        level (float | Unset):  Default: 0.95.
        client_query (None | str | Unset):
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        intent (None | str | Unset):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SizeView
    """

    return (
        await asyncio_detailed(
            client=client,
            half_width=half_width,
            share=share,
            level=level,
            client_query=client_query,
            agent=agent,
            team=team,
            channel=channel,
            intent=intent,
            since=since,
            until=until,
        )
    ).parsed
