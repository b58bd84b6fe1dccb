import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel import Channel
from ...models.complaint_page import ComplaintPage
from ...models.complaint_state import ComplaintState
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    client_query: None | str | Unset = UNSET,
    state: ComplaintState | None | Unset = UNSET,
    due_within: int | None | Unset = UNSET,
    matter: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    team: None | str | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params["limit"] = limit

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    json_state: None | str | Unset
    if isinstance(state, Unset):
        json_state = UNSET
    elif isinstance(state, ComplaintState):
        json_state = state.value
    else:
        json_state = state
    params["state"] = json_state

    json_due_within: int | None | Unset
    if isinstance(due_within, Unset):
        json_due_within = UNSET
    else:
        json_due_within = due_within
    params["due_within"] = json_due_within

    json_matter: None | str | Unset
    if isinstance(matter, Unset):
        json_matter = UNSET
    else:
        json_matter = matter
    params["matter"] = json_matter

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    elif isinstance(channel, Channel):
        json_channel = channel.value
    else:
        json_channel = channel
    params["channel"] = json_channel

    json_team: None | str | Unset
    if isinstance(team, Unset):
        json_team = UNSET
    else:
        json_team = team
    params["team"] = json_team

    json_interaction: None | str | Unset
    if isinstance(interaction, Unset):
        json_interaction = UNSET
    elif isinstance(interaction, UUID):
        json_interaction = str(interaction)
    else:
        json_interaction = interaction
    params["interaction"] = json_interaction

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
        "url": "/v1/complaints",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ComplaintPage | Problem | None:
    if response.status_code == 200:
        response_200 = ComplaintPage.from_dict(response.json())

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
) -> Response[ComplaintPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    client_query: None | str | Unset = UNSET,
    state: ComplaintState | None | Unset = UNSET,
    due_within: int | None | Unset = UNSET,
    matter: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    team: None | str | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[ComplaintPage | Problem]:
    """List complaints

     By day of receipt, the latest first: those of the client, of a team leader's team those that came
    with its
    contacts. `since` and `until` bound the day of receipt.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        state (ComplaintState | None | Unset): `open` holds those that are due too
        due_within (int | None | Unset): to be answered within so many days
        matter (None | str | Unset): complaints of this matter alone
        channel (Channel | None | Unset): this channel alone
        team (None | str | Unset): this team alone; only with a legal basis for monitoring workers
        interaction (None | Unset | UUID): that came with this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComplaintPage | Problem]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        client_query=client_query,
        state=state,
        due_within=due_within,
        matter=matter,
        channel=channel,
        team=team,
        interaction=interaction,
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
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    client_query: None | str | Unset = UNSET,
    state: ComplaintState | None | Unset = UNSET,
    due_within: int | None | Unset = UNSET,
    matter: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    team: None | str | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> ComplaintPage | Problem | None:
    """List complaints

     By day of receipt, the latest first: those of the client, of a team leader's team those that came
    with its
    contacts. `since` and `until` bound the day of receipt.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        state (ComplaintState | None | Unset): `open` holds those that are due too
        due_within (int | None | Unset): to be answered within so many days
        matter (None | str | Unset): complaints of this matter alone
        channel (Channel | None | Unset): this channel alone
        team (None | str | Unset): this team alone; only with a legal basis for monitoring workers
        interaction (None | Unset | UUID): that came with this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComplaintPage | Problem
    """

    return sync_detailed(
        client=client,
        cursor=cursor,
        limit=limit,
        client_query=client_query,
        state=state,
        due_within=due_within,
        matter=matter,
        channel=channel,
        team=team,
        interaction=interaction,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    client_query: None | str | Unset = UNSET,
    state: ComplaintState | None | Unset = UNSET,
    due_within: int | None | Unset = UNSET,
    matter: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    team: None | str | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[ComplaintPage | Problem]:
    """List complaints

     By day of receipt, the latest first: those of the client, of a team leader's team those that came
    with its
    contacts. `since` and `until` bound the day of receipt.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        state (ComplaintState | None | Unset): `open` holds those that are due too
        due_within (int | None | Unset): to be answered within so many days
        matter (None | str | Unset): complaints of this matter alone
        channel (Channel | None | Unset): this channel alone
        team (None | str | Unset): this team alone; only with a legal basis for monitoring workers
        interaction (None | Unset | UUID): that came with this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComplaintPage | Problem]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        client_query=client_query,
        state=state,
        due_within=due_within,
        matter=matter,
        channel=channel,
        team=team,
        interaction=interaction,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    client_query: None | str | Unset = UNSET,
    state: ComplaintState | None | Unset = UNSET,
    due_within: int | None | Unset = UNSET,
    matter: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    team: None | str | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> ComplaintPage | Problem | None:
    """List complaints

     By day of receipt, the latest first: those of the client, of a team leader's team those that came
    with its
    contacts. `since` and `until` bound the day of receipt.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        state (ComplaintState | None | Unset): `open` holds those that are due too
        due_within (int | None | Unset): to be answered within so many days
        matter (None | str | Unset): complaints of this matter alone
        channel (Channel | None | Unset): this channel alone
        team (None | str | Unset): this team alone; only with a legal basis for monitoring workers
        interaction (None | Unset | UUID): that came with this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComplaintPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            cursor=cursor,
            limit=limit,
            client_query=client_query,
            state=state,
            due_within=due_within,
            matter=matter,
            channel=channel,
            team=team,
            interaction=interaction,
            since=since,
            until=until,
        )
    ).parsed
