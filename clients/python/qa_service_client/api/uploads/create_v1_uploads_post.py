from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    upload_length: int,
    upload_metadata: str | Unset = "",
    tus_resumable: None | str,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["upload-length"] = str(upload_length)

    if not isinstance(upload_metadata, Unset):
        headers["upload-metadata"] = upload_metadata

    headers["tus-resumable"] = tus_resumable

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/uploads",
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | None:
    if response.status_code == 201:
        response_201 = cast(Any, None)
        return response_201

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

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
) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    upload_length: int,
    upload_metadata: str | Unset = "",
    tus_resumable: None | str,
    idempotency_key: str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Begin an upload

     The document is checked now, so that nobody sends hours of sound for nothing. `Location` is the
    upload.

    `Upload-Warning: team_missing` where its agent is in a team and the document names none.

    Args:
        upload_length (int): bytes of the recording
        upload_metadata (str | Unset): pairs of a key and its value in base64: document (JSON),
            filename, sha256 (hex), replace (true) Default: ''.
        tus_resumable (None | str):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        upload_length=upload_length,
        upload_metadata=upload_metadata,
        tus_resumable=tus_resumable,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    upload_length: int,
    upload_metadata: str | Unset = "",
    tus_resumable: None | str,
    idempotency_key: str | Unset = UNSET,
) -> Any | Problem | None:
    """Begin an upload

     The document is checked now, so that nobody sends hours of sound for nothing. `Location` is the
    upload.

    `Upload-Warning: team_missing` where its agent is in a team and the document names none.

    Args:
        upload_length (int): bytes of the recording
        upload_metadata (str | Unset): pairs of a key and its value in base64: document (JSON),
            filename, sha256 (hex), replace (true) Default: ''.
        tus_resumable (None | str):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return sync_detailed(
        client=client,
        upload_length=upload_length,
        upload_metadata=upload_metadata,
        tus_resumable=tus_resumable,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    upload_length: int,
    upload_metadata: str | Unset = "",
    tus_resumable: None | str,
    idempotency_key: str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Begin an upload

     The document is checked now, so that nobody sends hours of sound for nothing. `Location` is the
    upload.

    `Upload-Warning: team_missing` where its agent is in a team and the document names none.

    Args:
        upload_length (int): bytes of the recording
        upload_metadata (str | Unset): pairs of a key and its value in base64: document (JSON),
            filename, sha256 (hex), replace (true) Default: ''.
        tus_resumable (None | str):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        upload_length=upload_length,
        upload_metadata=upload_metadata,
        tus_resumable=tus_resumable,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    upload_length: int,
    upload_metadata: str | Unset = "",
    tus_resumable: None | str,
    idempotency_key: str | Unset = UNSET,
) -> Any | Problem | None:
    """Begin an upload

     The document is checked now, so that nobody sends hours of sound for nothing. `Location` is the
    upload.

    `Upload-Warning: team_missing` where its agent is in a team and the document names none.

    Args:
        upload_length (int): bytes of the recording
        upload_metadata (str | Unset): pairs of a key and its value in base64: document (JSON),
            filename, sha256 (hex), replace (true) Default: ''.
        tus_resumable (None | str):
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            upload_length=upload_length,
            upload_metadata=upload_metadata,
            tus_resumable=tus_resumable,
            idempotency_key=idempotency_key,
        )
    ).parsed
