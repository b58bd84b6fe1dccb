import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel import Channel
from ...models.comparison_view import ComparisonView
from ...models.group_kind import GroupKind
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    kind: GroupKind,
    first: str,
    second: None | str | Unset = UNSET,
    second_since: datetime.datetime | None | Unset = UNSET,
    second_until: datetime.datetime | None | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_kind = kind.value
    params["kind"] = json_kind

    params["first"] = first

    json_second: None | str | Unset
    if isinstance(second, Unset):
        json_second = UNSET
    else:
        json_second = second
    params["second"] = json_second

    json_second_since: None | str | Unset
    if isinstance(second_since, Unset):
        json_second_since = UNSET
    elif isinstance(second_since, datetime.datetime):
        json_second_since = second_since.isoformat()
    else:
        json_second_since = second_since
    params["second_since"] = json_second_since

    json_second_until: None | str | Unset
    if isinstance(second_until, Unset):
        json_second_until = UNSET
    elif isinstance(second_until, datetime.datetime):
        json_second_until = second_until.isoformat()
    else:
        json_second_until = second_until
    params["second_until"] = json_second_until

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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/compare",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ComparisonView | Problem | None:
    if response.status_code == 200:
        response_200 = ComparisonView.from_dict(response.json())

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
) -> Response[ComparisonView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    kind: GroupKind,
    first: str,
    second: None | str | Unset = UNSET,
    second_since: datetime.datetime | None | Unset = UNSET,
    second_until: datetime.datetime | None | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[ComparisonView | Problem]:
    """Two groups, or one group in two periods

     Differences with their intervals; a difference whose interval holds zero is none that anybody has
    shown.

    Args:
        kind (GroupKind): A client organisation, one of its teams, one of its agents, one of its
            bots, which is no worker; of a client's
            contacts those that one site or one vendor handled, and those that were handled in-house
            or outsourced.
        first (str): identifier of the first
        second (None | str | Unset): identifier of the second; left out: the first again
        second_since (datetime.datetime | None | Unset): period of the second, where it is another
        second_until (datetime.datetime | None | Unset): period of the second, where it is another
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComparisonView | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        first=first,
        second=second,
        second_since=second_since,
        second_until=second_until,
        channel=channel,
        client_query=client_query,
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
    kind: GroupKind,
    first: str,
    second: None | str | Unset = UNSET,
    second_since: datetime.datetime | None | Unset = UNSET,
    second_until: datetime.datetime | None | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> ComparisonView | Problem | None:
    """Two groups, or one group in two periods

     Differences with their intervals; a difference whose interval holds zero is none that anybody has
    shown.

    Args:
        kind (GroupKind): A client organisation, one of its teams, one of its agents, one of its
            bots, which is no worker; of a client's
            contacts those that one site or one vendor handled, and those that were handled in-house
            or outsourced.
        first (str): identifier of the first
        second (None | str | Unset): identifier of the second; left out: the first again
        second_since (datetime.datetime | None | Unset): period of the second, where it is another
        second_until (datetime.datetime | None | Unset): period of the second, where it is another
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComparisonView | Problem
    """

    return sync_detailed(
        client=client,
        kind=kind,
        first=first,
        second=second,
        second_since=second_since,
        second_until=second_until,
        channel=channel,
        client_query=client_query,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    kind: GroupKind,
    first: str,
    second: None | str | Unset = UNSET,
    second_since: datetime.datetime | None | Unset = UNSET,
    second_until: datetime.datetime | None | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[ComparisonView | Problem]:
    """Two groups, or one group in two periods

     Differences with their intervals; a difference whose interval holds zero is none that anybody has
    shown.

    Args:
        kind (GroupKind): A client organisation, one of its teams, one of its agents, one of its
            bots, which is no worker; of a client's
            contacts those that one site or one vendor handled, and those that were handled in-house
            or outsourced.
        first (str): identifier of the first
        second (None | str | Unset): identifier of the second; left out: the first again
        second_since (datetime.datetime | None | Unset): period of the second, where it is another
        second_until (datetime.datetime | None | Unset): period of the second, where it is another
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComparisonView | Problem]
    """

    kwargs = _get_kwargs(
        kind=kind,
        first=first,
        second=second,
        second_since=second_since,
        second_until=second_until,
        channel=channel,
        client_query=client_query,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    kind: GroupKind,
    first: str,
    second: None | str | Unset = UNSET,
    second_since: datetime.datetime | None | Unset = UNSET,
    second_until: datetime.datetime | None | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> ComparisonView | Problem | None:
    """Two groups, or one group in two periods

     Differences with their intervals; a difference whose interval holds zero is none that anybody has
    shown.

    Args:
        kind (GroupKind): A client organisation, one of its teams, one of its agents, one of its
            bots, which is no worker; of a client's
            contacts those that one site or one vendor handled, and those that were handled in-house
            or outsourced.
        first (str): identifier of the first
        second (None | str | Unset): identifier of the second; left out: the first again
        second_since (datetime.datetime | None | Unset): period of the second, where it is another
        second_until (datetime.datetime | None | Unset): period of the second, where it is another
        channel (Channel | None | Unset): this channel alone
        client_query (None | str | Unset): this client alone
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComparisonView | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            kind=kind,
            first=first,
            second=second,
            second_since=second_since,
            second_until=second_until,
            channel=channel,
            client_query=client_query,
            since=since,
            until=until,
        )
    ).parsed
