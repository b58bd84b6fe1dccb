from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.promise_confirmation import PromiseConfirmation
from ...models.promise_view import PromiseView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    uuid: UUID,
    *,
    body: PromiseConfirmation,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/promises/{uuid}:confirm".format(
            uuid=quote(str(uuid), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | PromiseView | None:
    if response.status_code == 200:
        response_200 = PromiseView.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Problem | PromiseView]:
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
    body: PromiseConfirmation,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | PromiseView]:
    """Say what became of a promise

     A person's word counts before what later contacts show. Audited.

    Args:
        uuid (UUID):
        idempotency_key (str | Unset):
        body (PromiseConfirmation): What became of it; `kept_at`: when it was kept, left out: in
            time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PromiseView]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    body: PromiseConfirmation,
    idempotency_key: str | Unset = UNSET,
) -> Problem | PromiseView | None:
    """Say what became of a promise

     A person's word counts before what later contacts show. Audited.

    Args:
        uuid (UUID):
        idempotency_key (str | Unset):
        body (PromiseConfirmation): What became of it; `kept_at`: when it was kept, left out: in
            time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PromiseView
    """

    return sync_detailed(
        uuid=uuid,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    body: PromiseConfirmation,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | PromiseView]:
    """Say what became of a promise

     A person's word counts before what later contacts show. Audited.

    Args:
        uuid (UUID):
        idempotency_key (str | Unset):
        body (PromiseConfirmation): What became of it; `kept_at`: when it was kept, left out: in
            time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | PromiseView]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    body: PromiseConfirmation,
    idempotency_key: str | Unset = UNSET,
) -> Problem | PromiseView | None:
    """Say what became of a promise

     A person's word counts before what later contacts show. Audited.

    Args:
        uuid (UUID):
        idempotency_key (str | Unset):
        body (PromiseConfirmation): What became of it; `kept_at`: when it was kept, left out: in
            time.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | PromiseView
    """

    return (
        await asyncio_detailed(
            uuid=uuid,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
