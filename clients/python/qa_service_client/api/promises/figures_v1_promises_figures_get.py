import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel import Channel
from ...models.problem import Problem
from ...models.promise_figures_view import PromiseFiguresView
from ...models.promise_kind import PromiseKind
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    client_query: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    kind: None | PromiseKind | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

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

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    elif isinstance(kind, PromiseKind):
        json_kind = kind.value
    else:
        json_kind = kind
    params["kind"] = json_kind

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
        "url": "/v1/promises/figures",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PromiseFiguresView | None:
    if response.status_code == 200:
        response_200 = PromiseFiguresView.from_dict(response.json())

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
) -> Response[Problem | PromiseFiguresView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    kind: None | PromiseKind | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | PromiseFiguresView]:
    """Figures on promises

     Of contacts of a period: how many hold a promise, and how many promises were kept by their time.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        team (None | str | Unset): this team alone; only with a legal basis
        channel (Channel | None | Unset): this channel alone
        kind (None | PromiseKind | Unset): promises of this kind alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PromiseFiguresView]
    """

    kwargs = _get_kwargs(
        client_query=client_query,
        team=team,
        channel=channel,
        kind=kind,
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
    client_query: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    kind: None | PromiseKind | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Problem | PromiseFiguresView | None:
    """Figures on promises

     Of contacts of a period: how many hold a promise, and how many promises were kept by their time.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        team (None | str | Unset): this team alone; only with a legal basis
        channel (Channel | None | Unset): this channel alone
        kind (None | PromiseKind | Unset): promises of this kind alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PromiseFiguresView
    """

    return sync_detailed(
        client=client,
        client_query=client_query,
        team=team,
        channel=channel,
        kind=kind,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    kind: None | PromiseKind | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | PromiseFiguresView]:
    """Figures on promises

     Of contacts of a period: how many hold a promise, and how many promises were kept by their time.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        team (None | str | Unset): this team alone; only with a legal basis
        channel (Channel | None | Unset): this channel alone
        kind (None | PromiseKind | Unset): promises of this kind alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PromiseFiguresView]
    """

    kwargs = _get_kwargs(
        client_query=client_query,
        team=team,
        channel=channel,
        kind=kind,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    kind: None | PromiseKind | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Problem | PromiseFiguresView | None:
    """Figures on promises

     Of contacts of a period: how many hold a promise, and how many promises were kept by their time.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        team (None | str | Unset): this team alone; only with a legal basis
        channel (Channel | None | Unset): this channel alone
        kind (None | PromiseKind | Unset): promises of this kind alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PromiseFiguresView
    """

    return (
        await asyncio_detailed(
            client=client,
            client_query=client_query,
            team=team,
            channel=channel,
            kind=kind,
            since=since,
            until=until,
        )
    ).parsed
