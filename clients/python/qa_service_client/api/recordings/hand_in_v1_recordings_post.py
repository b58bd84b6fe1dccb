from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.hand_in_v1_recordings_post_body import HandInV1RecordingsPostBody
from ...models.problem import Problem
from ...models.taken_view import TakenView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: HandInV1RecordingsPostBody,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["replace"] = replace

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/recordings",
        "params": params,
    }

    _kwargs["files"] = body.to_multipart()

    headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TakenView | None:
    if response.status_code == 200:
        response_200 = TakenView.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = TakenView.from_dict(response.json())

        return response_202

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

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
) -> Response[Problem | TakenView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: HandInV1RecordingsPostBody,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | TakenView]:
    """Hand in a recording with its document

     `audio` is the file, `document` an interaction document without turns. Without a document the file's
    name without
    its ending is the id, and the key's own client the client. Whether the sound can be decoded, the
    worker finds out:
    if not, the interaction fails with a sentence that says why.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (HandInV1RecordingsPostBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TakenView]
    """

    kwargs = _get_kwargs(
        body=body,
        replace=replace,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: HandInV1RecordingsPostBody,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Problem | TakenView | None:
    """Hand in a recording with its document

     `audio` is the file, `document` an interaction document without turns. Without a document the file's
    name without
    its ending is the id, and the key's own client the client. Whether the sound can be decoded, the
    worker finds out:
    if not, the interaction fails with a sentence that says why.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (HandInV1RecordingsPostBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TakenView
    """

    return sync_detailed(
        client=client,
        body=body,
        replace=replace,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: HandInV1RecordingsPostBody,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | TakenView]:
    """Hand in a recording with its document

     `audio` is the file, `document` an interaction document without turns. Without a document the file's
    name without
    its ending is the id, and the key's own client the client. Whether the sound can be decoded, the
    worker finds out:
    if not, the interaction fails with a sentence that says why.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (HandInV1RecordingsPostBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TakenView]
    """

    kwargs = _get_kwargs(
        body=body,
        replace=replace,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: HandInV1RecordingsPostBody,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Problem | TakenView | None:
    """Hand in a recording with its document

     `audio` is the file, `document` an interaction document without turns. Without a document the file's
    name without
    its ending is the id, and the key's own client the client. Whether the sound can be decoded, the
    worker finds out:
    if not, the interaction fails with a sentence that says why.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (HandInV1RecordingsPostBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TakenView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            replace=replace,
            idempotency_key=idempotency_key,
        )
    ).parsed
