from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.complaint_lines_view import ComplaintLinesView
from ...models.problem import Problem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File,
    client_query: None | str | Unset = UNSET,
    mapping: str | Unset = "",
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

    params["mapping"] = mapping

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/complaints/table",
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "text/csv"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ComplaintLinesView | Problem | None:
    if response.status_code == 200:
        response_200 = ComplaintLinesView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[ComplaintLinesView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: File,
    client_query: None | str | Unset = UNSET,
    mapping: str | Unset = "",
    idempotency_key: str | Unset = UNSET,
) -> Response[ComplaintLinesView | Problem]:
    """Hand in a table of complaints

     CSV with the columns reference, matter, received_on, and, where they are known, customer,
    interaction, case,
    channel, note, acknowledged_on, answered_on, outcome; or others, by a mapping. The same line again
    changes nothing;
    one that says more completes its complaint; one that contradicts it is refused, and the others are
    kept.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        mapping (str | Unset): how it is read, as JSON: columns, dates, outcomes, matters,
            channels Default: ''.
        idempotency_key (str | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComplaintLinesView | Problem]
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
    body: File,
    client_query: None | str | Unset = UNSET,
    mapping: str | Unset = "",
    idempotency_key: str | Unset = UNSET,
) -> ComplaintLinesView | Problem | None:
    """Hand in a table of complaints

     CSV with the columns reference, matter, received_on, and, where they are known, customer,
    interaction, case,
    channel, note, acknowledged_on, answered_on, outcome; or others, by a mapping. The same line again
    changes nothing;
    one that says more completes its complaint; one that contradicts it is refused, and the others are
    kept.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        mapping (str | Unset): how it is read, as JSON: columns, dates, outcomes, matters,
            channels Default: ''.
        idempotency_key (str | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComplaintLinesView | Problem
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
    body: File,
    client_query: None | str | Unset = UNSET,
    mapping: str | Unset = "",
    idempotency_key: str | Unset = UNSET,
) -> Response[ComplaintLinesView | Problem]:
    """Hand in a table of complaints

     CSV with the columns reference, matter, received_on, and, where they are known, customer,
    interaction, case,
    channel, note, acknowledged_on, answered_on, outcome; or others, by a mapping. The same line again
    changes nothing;
    one that says more completes its complaint; one that contradicts it is refused, and the others are
    kept.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        mapping (str | Unset): how it is read, as JSON: columns, dates, outcomes, matters,
            channels Default: ''.
        idempotency_key (str | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ComplaintLinesView | Problem]
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
    body: File,
    client_query: None | str | Unset = UNSET,
    mapping: str | Unset = "",
    idempotency_key: str | Unset = UNSET,
) -> ComplaintLinesView | Problem | None:
    """Hand in a table of complaints

     CSV with the columns reference, matter, received_on, and, where they are known, customer,
    interaction, case,
    channel, note, acknowledged_on, answered_on, outcome; or others, by a mapping. The same line again
    changes nothing;
    one that says more completes its complaint; one that contradicts it is refused, and the others are
    kept.

    Args:
        client_query (None | str | Unset): client organisation; left out: that of the key
        mapping (str | Unset): how it is read, as JSON: columns, dates, outcomes, matters,
            channels Default: ''.
        idempotency_key (str | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ComplaintLinesView | Problem
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
