from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.interaction import Interaction
from ...models.lines import Lines
from ...models.problem import Problem
from ...models.taken_view import TakenView
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: Interaction | File | Unset = UNSET,
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
        "url": "/v1/interactions",
        "params": params,
    }

    if isinstance(body, Interaction):
        _kwargs["json"] = body.to_dict()

        headers["Content-Type"] = "application/json"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/x-ndjson"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Lines | Problem | TakenView | None:
    if response.status_code == 200:
        response_200 = TakenView.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = TakenView.from_dict(response.json())

        return response_202

    if response.status_code == 207:
        response_207 = Lines.from_dict(response.json())

        return response_207

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
) -> Response[Lines | Problem | TakenView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: Interaction | File | Unset = UNSET,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Response[Lines | Problem | TakenView]:
    """Hand in texts

     One interaction document, or many as JSON Lines. `(client, id)` is the identity: the same document
    again changes
    nothing, a different one is a conflict unless `replace` is asked. A key of one client may leave
    `client` out.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (Interaction): One contact. `(client, id)` is its identity; `turns` is empty for a
            recording.

            `callback`: the centre calls back because the customer asked for it; its direction is
            outbound. What is `automatic`
            is kept and shown, but nobody speaks in it: it is not judged and stands in no figure or
            sample. `site`, `vendor`,
            `sourcing`: where it was handled; what is not said here may follow from the client's
            rules.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Lines | Problem | TakenView]
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
    body: Interaction | File | Unset = UNSET,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Lines | Problem | TakenView | None:
    """Hand in texts

     One interaction document, or many as JSON Lines. `(client, id)` is the identity: the same document
    again changes
    nothing, a different one is a conflict unless `replace` is asked. A key of one client may leave
    `client` out.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (Interaction): One contact. `(client, id)` is its identity; `turns` is empty for a
            recording.

            `callback`: the centre calls back because the customer asked for it; its direction is
            outbound. What is `automatic`
            is kept and shown, but nobody speaks in it: it is not judged and stands in no figure or
            sample. `site`, `vendor`,
            `sourcing`: where it was handled; what is not said here may follow from the client's
            rules.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Lines | Problem | TakenView
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
    body: Interaction | File | Unset = UNSET,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Response[Lines | Problem | TakenView]:
    """Hand in texts

     One interaction document, or many as JSON Lines. `(client, id)` is the identity: the same document
    again changes
    nothing, a different one is a conflict unless `replace` is asked. A key of one client may leave
    `client` out.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (Interaction): One contact. `(client, id)` is its identity; `turns` is empty for a
            recording.

            `callback`: the centre calls back because the customer asked for it; its direction is
            outbound. What is `automatic`
            is kept and shown, but nobody speaks in it: it is not judged and stands in no figure or
            sample. `site`, `vendor`,
            `sourcing`: where it was handled; what is not said here may follow from the client's
            rules.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Lines | Problem | TakenView]
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
    body: Interaction | File | Unset = UNSET,
    replace: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Lines | Problem | TakenView | None:
    """Hand in texts

     One interaction document, or many as JSON Lines. `(client, id)` is the identity: the same document
    again changes
    nothing, a different one is a conflict unless `replace` is asked. A key of one client may leave
    `client` out.

    Args:
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        idempotency_key (str | Unset):
        body (Interaction): One contact. `(client, id)` is its identity; `turns` is empty for a
            recording.

            `callback`: the centre calls back because the customer asked for it; its direction is
            outbound. What is `automatic`
            is kept and shown, but nobody speaks in it: it is not judged and stands in no figure or
            sample. `site`, `vendor`,
            `sourcing`: where it was handled; what is not said here may follow from the client's
            rules.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Lines | Problem | TakenView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            replace=replace,
            idempotency_key=idempotency_key,
        )
    ).parsed
