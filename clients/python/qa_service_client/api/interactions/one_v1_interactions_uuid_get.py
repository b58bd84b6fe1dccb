from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.interaction_with_parts import InteractionWithParts
from ...models.part import Part
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    uuid: UUID,
    *,
    include: list[Part] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_include: list[str] | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = []
        for include_item_data in include:
            include_item = include_item_data.value
            json_include.append(include_item)

    params["include"] = json_include

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/interactions/{uuid}".format(
            uuid=quote(str(uuid), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> InteractionWithParts | Problem | None:
    if response.status_code == 200:
        response_200 = InteractionWithParts.from_dict(response.json())

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
) -> Response[InteractionWithParts | Problem]:
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
    include: list[Part] | Unset = UNSET,
) -> Response[InteractionWithParts | Problem]:
    """Look at one interaction

     Its state and its main findings; without findings while the caller has a blind review of it to
    answer. With
    `include` in one answer what else is known: refused as reading the part by itself would be.

    Args:
        uuid (UUID):
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InteractionWithParts | Problem]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        include=include,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    include: list[Part] | Unset = UNSET,
) -> InteractionWithParts | Problem | None:
    """Look at one interaction

     Its state and its main findings; without findings while the caller has a blind review of it to
    answer. With
    `include` in one answer what else is known: refused as reading the part by itself would be.

    Args:
        uuid (UUID):
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InteractionWithParts | Problem
    """

    return sync_detailed(
        uuid=uuid,
        client=client,
        include=include,
    ).parsed


async def asyncio_detailed(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    include: list[Part] | Unset = UNSET,
) -> Response[InteractionWithParts | Problem]:
    """Look at one interaction

     Its state and its main findings; without findings while the caller has a blind review of it to
    answer. With
    `include` in one answer what else is known: refused as reading the part by itself would be.

    Args:
        uuid (UUID):
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InteractionWithParts | Problem]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        include=include,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    include: list[Part] | Unset = UNSET,
) -> InteractionWithParts | Problem | None:
    """Look at one interaction

     Its state and its main findings; without findings while the caller has a blind review of it to
    answer. With
    `include` in one answer what else is known: refused as reading the part by itself would be.

    Args:
        uuid (UUID):
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InteractionWithParts | Problem
    """

    return (
        await asyncio_detailed(
            uuid=uuid,
            client=client,
            include=include,
        )
    ).parsed
