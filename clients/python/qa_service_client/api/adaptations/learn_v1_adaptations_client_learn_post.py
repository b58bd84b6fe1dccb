from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.adaptation_job_view import AdaptationJobView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    client_path: str,
    *,
    question: str,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["question"] = question

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/adaptations/{client_path}:learn".format(
            client_path=quote(str(client_path), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AdaptationJobView | Problem | None:
    if response.status_code == 202:
        response_202 = AdaptationJobView.from_dict(response.json())

        return response_202

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[AdaptationJobView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    client_path: str,
    *,
    client: AuthenticatedClient,
    question: str,
    idempotency_key: str | Unset = UNSET,
) -> Response[AdaptationJobView | Problem]:
    """Adapt a head to a client

     A worker learns it from what people have answered; `Location` tells how far it is. Nothing changes
    until a person
    publishes what comes of it.

    Args:
        client_path (str):
        question (str): `intent`, `resolution`, `sentiment` or `courtesy:<label>`
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AdaptationJobView | Problem]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        question=question,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    client_path: str,
    *,
    client: AuthenticatedClient,
    question: str,
    idempotency_key: str | Unset = UNSET,
) -> AdaptationJobView | Problem | None:
    """Adapt a head to a client

     A worker learns it from what people have answered; `Location` tells how far it is. Nothing changes
    until a person
    publishes what comes of it.

    Args:
        client_path (str):
        question (str): `intent`, `resolution`, `sentiment` or `courtesy:<label>`
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AdaptationJobView | Problem
    """

    return sync_detailed(
        client_path=client_path,
        client=client,
        question=question,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    client_path: str,
    *,
    client: AuthenticatedClient,
    question: str,
    idempotency_key: str | Unset = UNSET,
) -> Response[AdaptationJobView | Problem]:
    """Adapt a head to a client

     A worker learns it from what people have answered; `Location` tells how far it is. Nothing changes
    until a person
    publishes what comes of it.

    Args:
        client_path (str):
        question (str): `intent`, `resolution`, `sentiment` or `courtesy:<label>`
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AdaptationJobView | Problem]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        question=question,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    client_path: str,
    *,
    client: AuthenticatedClient,
    question: str,
    idempotency_key: str | Unset = UNSET,
) -> AdaptationJobView | Problem | None:
    """Adapt a head to a client

     A worker learns it from what people have answered; `Location` tells how far it is. Nothing changes
    until a person
    publishes what comes of it.

    Args:
        client_path (str):
        question (str): `intent`, `resolution`, `sentiment` or `courtesy:<label>`
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AdaptationJobView | Problem
    """

    return (
        await asyncio_detailed(
            client_path=client_path,
            client=client,
            question=question,
            idempotency_key=idempotency_key,
        )
    ).parsed
