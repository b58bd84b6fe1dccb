from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.templates_v1_criteria_templates_get_sector_type_0 import (
    TemplatesV1CriteriaTemplatesGetSectorType0,
)
from ...models.templates_view import TemplatesView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    sector: None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_sector: None | str | Unset
    if isinstance(sector, Unset):
        json_sector = UNSET
    elif isinstance(sector, TemplatesV1CriteriaTemplatesGetSectorType0):
        json_sector = sector.value
    else:
        json_sector = sector
    params["sector"] = json_sector

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/criteria/templates",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TemplatesView | None:
    if response.status_code == 200:
        response_200 = TemplatesView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[Problem | TemplatesView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    sector: None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset = UNSET,
) -> Response[Problem | TemplatesView]:
    """List ready criteria

     Criteria that come with the service, in both languages, with the rule that asks for each and how
    often it was
    right on the corpus. Copy one into your rubric.

    Args:
        sector (None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset): of this sector alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TemplatesView]
    """

    kwargs = _get_kwargs(
        sector=sector,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    sector: None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset = UNSET,
) -> Problem | TemplatesView | None:
    """List ready criteria

     Criteria that come with the service, in both languages, with the rule that asks for each and how
    often it was
    right on the corpus. Copy one into your rubric.

    Args:
        sector (None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset): of this sector alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TemplatesView
    """

    return sync_detailed(
        client=client,
        sector=sector,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    sector: None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset = UNSET,
) -> Response[Problem | TemplatesView]:
    """List ready criteria

     Criteria that come with the service, in both languages, with the rule that asks for each and how
    often it was
    right on the corpus. Copy one into your rubric.

    Args:
        sector (None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset): of this sector alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TemplatesView]
    """

    kwargs = _get_kwargs(
        sector=sector,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    sector: None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset = UNSET,
) -> Problem | TemplatesView | None:
    """List ready criteria

     Criteria that come with the service, in both languages, with the rule that asks for each and how
    often it was
    right on the corpus. Copy one into your rubric.

    Args:
        sector (None | TemplatesV1CriteriaTemplatesGetSectorType0 | Unset): of this sector alone

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TemplatesView
    """

    return (
        await asyncio_detailed(
            client=client,
            sector=sector,
        )
    ).parsed
