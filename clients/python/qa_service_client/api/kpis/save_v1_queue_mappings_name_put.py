from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.queue_mapping_view import QueueMappingView
from ...models.queue_mapping_wanted import QueueMappingWanted
from ...types import UNSET, Response, Unset


def _get_kwargs(
    name: str,
    *,
    body: QueueMappingWanted,
    client_query: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/v1/queue-mappings/{name}".format(
            name=quote(str(name), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | QueueMappingView | None:
    if response.status_code == 200:
        response_200 = QueueMappingView.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

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
) -> Response[Problem | QueueMappingView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    name: str,
    *,
    client: AuthenticatedClient,
    body: QueueMappingWanted,
    client_query: None | str | Unset = UNSET,
) -> Response[Problem | QueueMappingView]:
    """Save a mapping

     `POST /v1/queue-events?mapping=NAME` then reads tables by it.

    Args:
        name (str):
        client_query (None | str | Unset): client organisation; left out: that of the key
        body (QueueMappingWanted): Which column tells what, how times are written, what endings
            are called.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | QueueMappingView]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
        client_query=client_query,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    name: str,
    *,
    client: AuthenticatedClient,
    body: QueueMappingWanted,
    client_query: None | str | Unset = UNSET,
) -> Problem | QueueMappingView | None:
    """Save a mapping

     `POST /v1/queue-events?mapping=NAME` then reads tables by it.

    Args:
        name (str):
        client_query (None | str | Unset): client organisation; left out: that of the key
        body (QueueMappingWanted): Which column tells what, how times are written, what endings
            are called.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | QueueMappingView
    """

    return sync_detailed(
        name=name,
        client=client,
        body=body,
        client_query=client_query,
    ).parsed


async def asyncio_detailed(
    name: str,
    *,
    client: AuthenticatedClient,
    body: QueueMappingWanted,
    client_query: None | str | Unset = UNSET,
) -> Response[Problem | QueueMappingView]:
    """Save a mapping

     `POST /v1/queue-events?mapping=NAME` then reads tables by it.

    Args:
        name (str):
        client_query (None | str | Unset): client organisation; left out: that of the key
        body (QueueMappingWanted): Which column tells what, how times are written, what endings
            are called.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | QueueMappingView]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
        client_query=client_query,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    name: str,
    *,
    client: AuthenticatedClient,
    body: QueueMappingWanted,
    client_query: None | str | Unset = UNSET,
) -> Problem | QueueMappingView | None:
    """Save a mapping

     `POST /v1/queue-events?mapping=NAME` then reads tables by it.

    Args:
        name (str):
        client_query (None | str | Unset): client organisation; left out: that of the key
        body (QueueMappingWanted): Which column tells what, how times are written, what endings
            are called.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | QueueMappingView
    """

    return (
        await asyncio_detailed(
            name=name,
            client=client,
            body=body,
            client_query=client_query,
        )
    ).parsed
