from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.criterion_view import CriterionView
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    client_path: str,
    criterion: str,
    *,
    rubric: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_rubric: None | str | Unset
    if isinstance(rubric, Unset):
        json_rubric = UNSET
    else:
        json_rubric = rubric
    params["rubric"] = json_rubric

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/criteria/{client_path}/{criterion}".format(
            client_path=quote(str(client_path), safe=""),
            criterion=quote(str(criterion), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CriterionView | Problem | None:
    if response.status_code == 200:
        response_200 = CriterionView.from_dict(response.json())

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
) -> Response[CriterionView | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    client_path: str,
    criterion: str,
    *,
    client: AuthenticatedClient,
    rubric: None | str | Unset = UNSET,
) -> Response[CriterionView | Problem]:
    """Read a criterion

     How it is asked and answered, and how many answers of people there are to learn from.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CriterionView | Problem]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        criterion=criterion,
        rubric=rubric,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    client_path: str,
    criterion: str,
    *,
    client: AuthenticatedClient,
    rubric: None | str | Unset = UNSET,
) -> CriterionView | Problem | None:
    """Read a criterion

     How it is asked and answered, and how many answers of people there are to learn from.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CriterionView | Problem
    """

    return sync_detailed(
        client_path=client_path,
        criterion=criterion,
        client=client,
        rubric=rubric,
    ).parsed


async def asyncio_detailed(
    client_path: str,
    criterion: str,
    *,
    client: AuthenticatedClient,
    rubric: None | str | Unset = UNSET,
) -> Response[CriterionView | Problem]:
    """Read a criterion

     How it is asked and answered, and how many answers of people there are to learn from.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CriterionView | Problem]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        criterion=criterion,
        rubric=rubric,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    client_path: str,
    criterion: str,
    *,
    client: AuthenticatedClient,
    rubric: None | str | Unset = UNSET,
) -> CriterionView | Problem | None:
    """Read a criterion

     How it is asked and answered, and how many answers of people there are to learn from.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CriterionView | Problem
    """

    return (
        await asyncio_detailed(
            client_path=client_path,
            criterion=criterion,
            client=client,
            rubric=rubric,
        )
    ).parsed
