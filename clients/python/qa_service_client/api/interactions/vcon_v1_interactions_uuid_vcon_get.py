from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.vcon_v1_interactions_uuid_vcon_get_response_200 import (
    VconV1InteractionsUuidVconGetResponse200,
)
from ...types import UNSET, Response, Unset


def _get_kwargs(
    uuid: UUID,
    *,
    recording: bool | Unset = False,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["recording"] = recording

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/interactions/{uuid}/vcon".format(
            uuid=quote(str(uuid), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | VconV1InteractionsUuidVconGetResponse200 | None:
    if response.status_code == 200:
        response_200 = VconV1InteractionsUuidVconGetResponse200.from_dict(
            response.json()
        )

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
) -> Response[Problem | VconV1InteractionsUuidVconGetResponse200]:
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
    recording: bool | Unset = False,
) -> Response[Problem | VconV1InteractionsUuidVconGetResponse200]:
    """Take it out as a vCon

     The contact with its analysis, for other systems: masked words, people as pseudonyms. 409 with
    `state` until
    there is an analysis; 403 while the caller has a blind review of it to answer.

    Args:
        uuid (UUID):
        recording (bool | Unset): with the redacted recording inside, where it has one Default:
            False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | VconV1InteractionsUuidVconGetResponse200]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        recording=recording,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    recording: bool | Unset = False,
) -> Problem | VconV1InteractionsUuidVconGetResponse200 | None:
    """Take it out as a vCon

     The contact with its analysis, for other systems: masked words, people as pseudonyms. 409 with
    `state` until
    there is an analysis; 403 while the caller has a blind review of it to answer.

    Args:
        uuid (UUID):
        recording (bool | Unset): with the redacted recording inside, where it has one Default:
            False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | VconV1InteractionsUuidVconGetResponse200
    """

    return sync_detailed(
        uuid=uuid,
        client=client,
        recording=recording,
    ).parsed


async def asyncio_detailed(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    recording: bool | Unset = False,
) -> Response[Problem | VconV1InteractionsUuidVconGetResponse200]:
    """Take it out as a vCon

     The contact with its analysis, for other systems: masked words, people as pseudonyms. 409 with
    `state` until
    there is an analysis; 403 while the caller has a blind review of it to answer.

    Args:
        uuid (UUID):
        recording (bool | Unset): with the redacted recording inside, where it has one Default:
            False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | VconV1InteractionsUuidVconGetResponse200]
    """

    kwargs = _get_kwargs(
        uuid=uuid,
        recording=recording,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    uuid: UUID,
    *,
    client: AuthenticatedClient,
    recording: bool | Unset = False,
) -> Problem | VconV1InteractionsUuidVconGetResponse200 | None:
    """Take it out as a vCon

     The contact with its analysis, for other systems: masked words, people as pseudonyms. 409 with
    `state` until
    there is an analysis; 403 while the caller has a blind review of it to answer.

    Args:
        uuid (UUID):
        recording (bool | Unset): with the redacted recording inside, where it has one Default:
            False.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | VconV1InteractionsUuidVconGetResponse200
    """

    return (
        await asyncio_detailed(
            uuid=uuid,
            client=client,
            recording=recording,
        )
    ).parsed
