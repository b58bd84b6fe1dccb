import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.promise_kind import PromiseKind
from ...models.promise_page import PromisePage
from ...models.promise_standing import PromiseStanding
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    client_query: None | str | Unset = UNSET,
    kind: None | PromiseKind | Unset = UNSET,
    standing: None | PromiseStanding | Unset = UNSET,
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

    json_kind: None | str | Unset
    if isinstance(kind, Unset):
        json_kind = UNSET
    elif isinstance(kind, PromiseKind):
        json_kind = kind.value
    else:
        json_kind = kind
    params["kind"] = json_kind

    json_standing: None | str | Unset
    if isinstance(standing, Unset):
        json_standing = UNSET
    elif isinstance(standing, PromiseStanding):
        json_standing = standing.value
    else:
        json_standing = standing
    params["standing"] = json_standing

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
        "url": "/v1/promises",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PromisePage | None:
    if response.status_code == 200:
        response_200 = PromisePage.from_dict(response.json())

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
) -> Response[Problem | PromisePage]:
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
    kind: None | PromiseKind | Unset = UNSET,
    standing: None | PromiseStanding | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | PromisePage]:
    """List promises

     The latest made first; `since` and `until` bound when they were made. A promise is the centre's: no
    agent stands
    in it, and it counts in no scorecard.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        kind (None | PromiseKind | Unset): promises of this kind alone
        standing (None | PromiseStanding | Unset): where they stand now
        interaction (None | Unset | UUID): made in this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PromisePage]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        client_query=client_query,
        kind=kind,
        standing=standing,
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
    kind: None | PromiseKind | Unset = UNSET,
    standing: None | PromiseStanding | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Problem | PromisePage | None:
    """List promises

     The latest made first; `since` and `until` bound when they were made. A promise is the centre's: no
    agent stands
    in it, and it counts in no scorecard.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        kind (None | PromiseKind | Unset): promises of this kind alone
        standing (None | PromiseStanding | Unset): where they stand now
        interaction (None | Unset | UUID): made in this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PromisePage
    """

    return sync_detailed(
        client=client,
        cursor=cursor,
        limit=limit,
        client_query=client_query,
        kind=kind,
        standing=standing,
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
    kind: None | PromiseKind | Unset = UNSET,
    standing: None | PromiseStanding | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | PromisePage]:
    """List promises

     The latest made first; `since` and `until` bound when they were made. A promise is the centre's: no
    agent stands
    in it, and it counts in no scorecard.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        kind (None | PromiseKind | Unset): promises of this kind alone
        standing (None | PromiseStanding | Unset): where they stand now
        interaction (None | Unset | UUID): made in this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PromisePage]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        client_query=client_query,
        kind=kind,
        standing=standing,
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
    kind: None | PromiseKind | Unset = UNSET,
    standing: None | PromiseStanding | Unset = UNSET,
    interaction: None | Unset | UUID = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Problem | PromisePage | None:
    """List promises

     The latest made first; `since` and `until` bound when they were made. A promise is the centre's: no
    agent stands
    in it, and it counts in no scorecard.

    Args:
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        client_query (None | str | Unset): client organisation
        kind (None | PromiseKind | Unset): promises of this kind alone
        standing (None | PromiseStanding | Unset): where they stand now
        interaction (None | Unset | UUID): made in this interaction
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PromisePage
    """

    return (
        await asyncio_detailed(
            client=client,
            cursor=cursor,
            limit=limit,
            client_query=client_query,
            kind=kind,
            standing=standing,
            interaction=interaction,
            since=since,
            until=until,
        )
    ).parsed
