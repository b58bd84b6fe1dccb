from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.connector_object_page import ConnectorObjectPage
from ...models.object_state import ObjectState
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    uuid: UUID,
    *,
    state: ObjectState | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 100,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/connectors/{uuid}/objects".format(
            uuid=quote(str(uuid), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ConnectorObjectPage | Problem | None:
    if response.status_code == 200:
        response_200 = ConnectorObjectPage.from_dict(response.json())

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
) -> Response[ConnectorObjectPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    state: ObjectState | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 100,
) -> Response[ConnectorObjectPage | Problem]:
    """List objects of a connector

     With the reasons, the latest first.

    Args:
        uuid (UUID):
        state (ObjectState | Unset): Where a listed object stands. `WAITING` is not whole yet or
            is tried again, `TAKING` in hand; the others are
            ends: it brought something new, all was here before, something of it was refused
            (quarantine), or it is none of
            ours.
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 100.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ConnectorObjectPage | Problem]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        state=state,
        cursor=cursor,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    state: ObjectState | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 100,
) -> ConnectorObjectPage | Problem | None:
    """List objects of a connector

     With the reasons, the latest first.

    Args:
        uuid (UUID):
        state (ObjectState | Unset): Where a listed object stands. `WAITING` is not whole yet or
            is tried again, `TAKING` in hand; the others are
            ends: it brought something new, all was here before, something of it was refused
            (quarantine), or it is none of
            ours.
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 100.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ConnectorObjectPage | Problem
    """

    return sync_detailed(
        uuid=uuid,
        client=client,
        state=state,
        cursor=cursor,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    state: ObjectState | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 100,
) -> Response[ConnectorObjectPage | Problem]:
    """List objects of a connector

     With the reasons, the latest first.

    Args:
        uuid (UUID):
        state (ObjectState | Unset): Where a listed object stands. `WAITING` is not whole yet or
            is tried again, `TAKING` in hand; the others are
            ends: it brought something new, all was here before, something of it was refused
            (quarantine), or it is none of
            ours.
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 100.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ConnectorObjectPage | Problem]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        state=state,
        cursor=cursor,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    state: ObjectState | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 100,
) -> ConnectorObjectPage | Problem | None:
    """List objects of a connector

     With the reasons, the latest first.

    Args:
        uuid (UUID):
        state (ObjectState | Unset): Where a listed object stands. `WAITING` is not whole yet or
            is tried again, `TAKING` in hand; the others are
            ends: it brought something new, all was here before, something of it was refused
            (quarantine), or it is none of
            ours.
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 100.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ConnectorObjectPage | Problem
    """

    return (
        await asyncio_detailed(
            uuid=uuid,
            client=client,
            state=state,
            cursor=cursor,
            limit=limit,
        )
    ).parsed
