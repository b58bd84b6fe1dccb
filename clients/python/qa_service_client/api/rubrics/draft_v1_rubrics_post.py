from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.rubric import Rubric
from ...models.rubric_view import RubricView
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: Rubric | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/rubrics",
        "params": params,
    }

    if isinstance(body, Rubric):
        _kwargs["json"] = body.to_dict()

        headers["Content-Type"] = "application/json"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/yaml"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RubricView | None:
    if response.status_code == 200:
        response_200 = RubricView.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = RubricView.from_dict(response.json())

        return response_201

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
) -> Response[Problem | RubricView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: Rubric | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RubricView]:
    """Draft a rubric

     JSON or YAML, checked whole: a fault is refused with its path in `where`. A draft takes the place of
    an older
    draft of the same version; a published version takes no other content (409). Nothing is scored under
    a draft.

    Args:
        client_query (None | str | Unset): whose rubric it is
        idempotency_key (str | Unset):
        body (Rubric): A versioned set of sections; `courtesy` must be one of them.

            Ids are unique, and conditions on other answers name criteria that exist and never lead
            back to where they began.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RubricView]
    """

    kwargs = _get_kwargs(
        body=body,
        client_query=client_query,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: Rubric | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RubricView | None:
    """Draft a rubric

     JSON or YAML, checked whole: a fault is refused with its path in `where`. A draft takes the place of
    an older
    draft of the same version; a published version takes no other content (409). Nothing is scored under
    a draft.

    Args:
        client_query (None | str | Unset): whose rubric it is
        idempotency_key (str | Unset):
        body (Rubric): A versioned set of sections; `courtesy` must be one of them.

            Ids are unique, and conditions on other answers name criteria that exist and never lead
            back to where they began.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RubricView
    """

    return sync_detailed(
        client=client,
        body=body,
        client_query=client_query,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: Rubric | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RubricView]:
    """Draft a rubric

     JSON or YAML, checked whole: a fault is refused with its path in `where`. A draft takes the place of
    an older
    draft of the same version; a published version takes no other content (409). Nothing is scored under
    a draft.

    Args:
        client_query (None | str | Unset): whose rubric it is
        idempotency_key (str | Unset):
        body (Rubric): A versioned set of sections; `courtesy` must be one of them.

            Ids are unique, and conditions on other answers name criteria that exist and never lead
            back to where they began.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RubricView]
    """

    kwargs = _get_kwargs(
        body=body,
        client_query=client_query,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: Rubric | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RubricView | None:
    """Draft a rubric

     JSON or YAML, checked whole: a fault is refused with its path in `where`. A draft takes the place of
    an older
    draft of the same version; a published version takes no other content (409). Nothing is scored under
    a draft.

    Args:
        client_query (None | str | Unset): whose rubric it is
        idempotency_key (str | Unset):
        body (Rubric): A versioned set of sections; `courtesy` must be one of them.

            Ids are unique, and conditions on other answers name criteria that exist and never lead
            back to where they began.
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RubricView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            client_query=client_query,
            idempotency_key=idempotency_key,
        )
    ).parsed
