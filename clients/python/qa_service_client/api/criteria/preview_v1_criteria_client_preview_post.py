from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.criterion import Criterion
from ...models.problem import Problem
from ...models.qa_service_documents_criteria_preview_view import (
    QaServiceDocumentsCriteriaPreviewView,
)
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    client_path: str,
    *,
    body: Criterion | File | Unset = UNSET,
    last: int | Unset = 500,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["last"] = last

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/criteria/{client_path}:preview".format(
            client_path=quote(str(client_path), safe=""),
        ),
        "params": params,
    }

    if isinstance(body, Criterion):
        _kwargs["json"] = body.to_dict()

        headers["Content-Type"] = "application/json"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/yaml"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | QaServiceDocumentsCriteriaPreviewView | None:
    if response.status_code == 200:
        response_200 = QaServiceDocumentsCriteriaPreviewView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

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
) -> Response[Problem | QaServiceDocumentsCriteriaPreviewView]:
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
    body: Criterion | File | Unset = UNSET,
    last: int | Unset = 500,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | QaServiceDocumentsCriteriaPreviewView]:
    """Look at a criterion while it is written

     In which of the client's last interactions its rule holds and in which it does not, ten of each with
    the masked
    words around what was found. Nothing is stored but that you have seen these answers. Left out is
    what you are to
    answer blind. Not for criteria that people or a language model answer.

    Args:
        client_path (str): the client organisation
        last (int | Unset): how many finished interactions Default: 500.
        idempotency_key (str | Unset):
        body (Criterion): One question about an interaction.

            It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and
            `applies` make it not
            applicable elsewhere. `look` says where an absence was looked for. `reference` is free
            text: the contract, standard
            or agreement that it comes from.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | QaServiceDocumentsCriteriaPreviewView]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        body=body,
        last=last,
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
    body: Criterion | File | Unset = UNSET,
    last: int | Unset = 500,
    idempotency_key: str | Unset = UNSET,
) -> Problem | QaServiceDocumentsCriteriaPreviewView | None:
    """Look at a criterion while it is written

     In which of the client's last interactions its rule holds and in which it does not, ten of each with
    the masked
    words around what was found. Nothing is stored but that you have seen these answers. Left out is
    what you are to
    answer blind. Not for criteria that people or a language model answer.

    Args:
        client_path (str): the client organisation
        last (int | Unset): how many finished interactions Default: 500.
        idempotency_key (str | Unset):
        body (Criterion): One question about an interaction.

            It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and
            `applies` make it not
            applicable elsewhere. `look` says where an absence was looked for. `reference` is free
            text: the contract, standard
            or agreement that it comes from.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | QaServiceDocumentsCriteriaPreviewView
    """

    return sync_detailed(
        client_path=client_path,
        client=client,
        body=body,
        last=last,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    client_path: str,
    *,
    client: AuthenticatedClient,
    body: Criterion | File | Unset = UNSET,
    last: int | Unset = 500,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | QaServiceDocumentsCriteriaPreviewView]:
    """Look at a criterion while it is written

     In which of the client's last interactions its rule holds and in which it does not, ten of each with
    the masked
    words around what was found. Nothing is stored but that you have seen these answers. Left out is
    what you are to
    answer blind. Not for criteria that people or a language model answer.

    Args:
        client_path (str): the client organisation
        last (int | Unset): how many finished interactions Default: 500.
        idempotency_key (str | Unset):
        body (Criterion): One question about an interaction.

            It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and
            `applies` make it not
            applicable elsewhere. `look` says where an absence was looked for. `reference` is free
            text: the contract, standard
            or agreement that it comes from.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | QaServiceDocumentsCriteriaPreviewView]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        body=body,
        last=last,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    client_path: str,
    *,
    client: AuthenticatedClient,
    body: Criterion | File | Unset = UNSET,
    last: int | Unset = 500,
    idempotency_key: str | Unset = UNSET,
) -> Problem | QaServiceDocumentsCriteriaPreviewView | None:
    """Look at a criterion while it is written

     In which of the client's last interactions its rule holds and in which it does not, ten of each with
    the masked
    words around what was found. Nothing is stored but that you have seen these answers. Left out is
    what you are to
    answer blind. Not for criteria that people or a language model answer.

    Args:
        client_path (str): the client organisation
        last (int | Unset): how many finished interactions Default: 500.
        idempotency_key (str | Unset):
        body (Criterion): One question about an interaction.

            It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and
            `applies` make it not
            applicable elsewhere. `look` says where an absence was looked for. `reference` is free
            text: the contract, standard
            or agreement that it comes from.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | QaServiceDocumentsCriteriaPreviewView
    """

    return (
        await asyncio_detailed(
            client_path=client_path,
            client=client,
            body=body,
            last=last,
            idempotency_key=idempotency_key,
        )
    ).parsed
