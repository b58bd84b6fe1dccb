from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.queue_lines_view import QueueLinesView
from ...models.take_queue_log_v1_queue_events_post_json_body_item import (
    TakeQueueLogV1QueueEventsPostJsonBodyItem,
)
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: list[TakeQueueLogV1QueueEventsPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    mapping: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    json_mapping: None | str | Unset
    if isinstance(mapping, Unset):
        json_mapping = UNSET
    else:
        json_mapping = mapping
    params["mapping"] = json_mapping

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/queue-events",
        "params": params,
    }

    if isinstance(body, list[TakeQueueLogV1QueueEventsPostJsonBodyItem]):
        _kwargs["json"] = []
        for body_item_data in body:
            body_item = body_item_data.to_dict()
            _kwargs["json"].append(body_item)

        headers["Content-Type"] = "application/json"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/x-ndjson"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "text/csv"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | QueueLinesView | None:
    if response.status_code == 200:
        response_200 = QueueLinesView.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

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
) -> Response[Problem | QueueLinesView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: list[TakeQueueLogV1QueueEventsPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    mapping: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | QueueLinesView]:
    """Hand in a queue log

     Recognised by its content, not by its type: Asterisk's queue_log, call records of Asterisk and
    FreeSWITCH, and
    the service's own forms (one contact a line, or one event a line). The same line again changes
    nothing; a line that
    contradicts what is known of its contact is refused and named, and the others are kept.

    Args:
        client_query (None | str | Unset): whose log it is; left out: that of the key
        mapping (None | str | Unset): name of the saved mapping by which the table is read
        idempotency_key (str | Unset):
        body (list[TakeQueueLogV1QueueEventsPostJsonBodyItem]):
        body (File):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | QueueLinesView]
    """

    kwargs = _get_kwargs(
        body=body,
        client_query=client_query,
        mapping=mapping,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: list[TakeQueueLogV1QueueEventsPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    mapping: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | QueueLinesView | None:
    """Hand in a queue log

     Recognised by its content, not by its type: Asterisk's queue_log, call records of Asterisk and
    FreeSWITCH, and
    the service's own forms (one contact a line, or one event a line). The same line again changes
    nothing; a line that
    contradicts what is known of its contact is refused and named, and the others are kept.

    Args:
        client_query (None | str | Unset): whose log it is; left out: that of the key
        mapping (None | str | Unset): name of the saved mapping by which the table is read
        idempotency_key (str | Unset):
        body (list[TakeQueueLogV1QueueEventsPostJsonBodyItem]):
        body (File):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | QueueLinesView
    """

    return sync_detailed(
        client=client,
        body=body,
        client_query=client_query,
        mapping=mapping,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: list[TakeQueueLogV1QueueEventsPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    mapping: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | QueueLinesView]:
    """Hand in a queue log

     Recognised by its content, not by its type: Asterisk's queue_log, call records of Asterisk and
    FreeSWITCH, and
    the service's own forms (one contact a line, or one event a line). The same line again changes
    nothing; a line that
    contradicts what is known of its contact is refused and named, and the others are kept.

    Args:
        client_query (None | str | Unset): whose log it is; left out: that of the key
        mapping (None | str | Unset): name of the saved mapping by which the table is read
        idempotency_key (str | Unset):
        body (list[TakeQueueLogV1QueueEventsPostJsonBodyItem]):
        body (File):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | QueueLinesView]
    """

    kwargs = _get_kwargs(
        body=body,
        client_query=client_query,
        mapping=mapping,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: list[TakeQueueLogV1QueueEventsPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    mapping: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | QueueLinesView | None:
    """Hand in a queue log

     Recognised by its content, not by its type: Asterisk's queue_log, call records of Asterisk and
    FreeSWITCH, and
    the service's own forms (one contact a line, or one event a line). The same line again changes
    nothing; a line that
    contradicts what is known of its contact is refused and named, and the others are kept.

    Args:
        client_query (None | str | Unset): whose log it is; left out: that of the key
        mapping (None | str | Unset): name of the saved mapping by which the table is read
        idempotency_key (str | Unset):
        body (list[TakeQueueLogV1QueueEventsPostJsonBodyItem]):
        body (File):
        body (File):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | QueueLinesView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            client_query=client_query,
            mapping=mapping,
            idempotency_key=idempotency_key,
        )
    ).parsed
