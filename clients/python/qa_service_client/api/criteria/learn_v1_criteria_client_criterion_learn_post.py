from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.criterion_job_view import CriterionJobView
from ...models.problem import Problem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    client_path: str,
    criterion: str,
    *,
    body: File | Unset = UNSET,
    rubric: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_rubric: None | str | Unset
    if isinstance(rubric, Unset):
        json_rubric = UNSET
    else:
        json_rubric = rubric
    params["rubric"] = json_rubric

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/criteria/{client_path}/{criterion}:learn".format(
            client_path=quote(str(client_path), safe=""),
            criterion=quote(str(criterion), safe=""),
        ),
        "params": params,
    }

    if not isinstance(body, Unset):
        _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/x-ndjson"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CriterionJobView | Problem | None:
    if response.status_code == 202:
        response_202 = CriterionJobView.from_dict(response.json())

        return response_202

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

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
) -> Response[CriterionJobView | Problem]:
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
    body: File | Unset = UNSET,
    rubric: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CriterionJobView | Problem]:
    """Learn a criterion

     From the answers of people that count, or from those in the body, one JSON object a line. At least
    ten of either
    answer are needed, thirty in all advised. `Location` tells how far it is; nothing rests on what is
    learned until it
    is used in a draft and published.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force
        idempotency_key (str | Unset):
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CriterionJobView | Problem]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        criterion=criterion,
        body=body,
        rubric=rubric,
        idempotency_key=idempotency_key,
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
    body: File | Unset = UNSET,
    rubric: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CriterionJobView | Problem | None:
    """Learn a criterion

     From the answers of people that count, or from those in the body, one JSON object a line. At least
    ten of either
    answer are needed, thirty in all advised. `Location` tells how far it is; nothing rests on what is
    learned until it
    is used in a draft and published.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force
        idempotency_key (str | Unset):
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CriterionJobView | Problem
    """

    return sync_detailed(
        client_path=client_path,
        criterion=criterion,
        client=client,
        body=body,
        rubric=rubric,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    client_path: str,
    criterion: str,
    *,
    client: AuthenticatedClient,
    body: File | Unset = UNSET,
    rubric: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CriterionJobView | Problem]:
    """Learn a criterion

     From the answers of people that count, or from those in the body, one JSON object a line. At least
    ten of either
    answer are needed, thirty in all advised. `Location` tells how far it is; nothing rests on what is
    learned until it
    is used in a draft and published.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force
        idempotency_key (str | Unset):
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CriterionJobView | Problem]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        criterion=criterion,
        body=body,
        rubric=rubric,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    client_path: str,
    criterion: str,
    *,
    client: AuthenticatedClient,
    body: File | Unset = UNSET,
    rubric: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CriterionJobView | Problem | None:
    """Learn a criterion

     From the answers of people that count, or from those in the body, one JSON object a line. At least
    ten of either
    answer are needed, thirty in all advised. `Location` tells how far it is; nothing rests on what is
    learned until it
    is used in a draft and published.

    Args:
        client_path (str): the client organisation
        criterion (str): the criterion's id
        rubric (None | str | Unset): a version such as `sales@3`; without it the one in force
        idempotency_key (str | Unset):
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CriterionJobView | Problem
    """

    return (
        await asyncio_detailed(
            client_path=client_path,
            criterion=criterion,
            client=client,
            body=body,
            rubric=rubric,
            idempotency_key=idempotency_key,
        )
    ).parsed
