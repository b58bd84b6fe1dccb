import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.rescoring_view import RescoringView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    client_path: str,
    id: str,
    version: int,
    *,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    json_since: None | str | Unset
    if isinstance(since, Unset):
        json_since = UNSET
    elif isinstance(since, datetime.datetime):
        json_since = since.isoformat()
    else:
        json_since = since
    params["since"] = json_since

    json_until: None | str | Unset
    if isinstance(until, Unset):
        json_until = UNSET
    elif isinstance(until, datetime.datetime):
        json_until = until.isoformat()
    else:
        json_until = until
    params["until"] = json_until

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/rubrics/{client_path}/{id}/{version}:rescore".format(
            client_path=quote(str(client_path), safe=""),
            id=quote(str(id), safe=""),
            version=quote(str(version), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | RescoringView | None:
    if response.status_code == 202:
        response_202 = RescoringView.from_dict(response.json())

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
) -> Response[Problem | RescoringView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    client_path: str,
    id: str,
    version: int,
    *,
    client: AuthenticatedClient,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RescoringView]:
    """Apply a rubric to a past period

     A worker scores the client's finished interactions of the period under it; `Location` tells how far
    it is. The
    scorecards that they have stay beside the new ones, which figures count from then on; the days are
    the whole ones
    nearest to `since` and `until`. 409 for a draft, where there is nothing to do, and while another one
    of the client
    is not done; 404 where the period holds no finished interaction.

    Args:
        client_path (str): the client organisation
        id (str): the rubric's id
        version (int):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RescoringView]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        id=id,
        version=version,
        since=since,
        until=until,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    client_path: str,
    id: str,
    version: int,
    *,
    client: AuthenticatedClient,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RescoringView | None:
    """Apply a rubric to a past period

     A worker scores the client's finished interactions of the period under it; `Location` tells how far
    it is. The
    scorecards that they have stay beside the new ones, which figures count from then on; the days are
    the whole ones
    nearest to `since` and `until`. 409 for a draft, where there is nothing to do, and while another one
    of the client
    is not done; 404 where the period holds no finished interaction.

    Args:
        client_path (str): the client organisation
        id (str): the rubric's id
        version (int):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RescoringView
    """

    return sync_detailed(
        client_path=client_path,
        id=id,
        version=version,
        client=client,
        since=since,
        until=until,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    client_path: str,
    id: str,
    version: int,
    *,
    client: AuthenticatedClient,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | RescoringView]:
    """Apply a rubric to a past period

     A worker scores the client's finished interactions of the period under it; `Location` tells how far
    it is. The
    scorecards that they have stay beside the new ones, which figures count from then on; the days are
    the whole ones
    nearest to `since` and `until`. 409 for a draft, where there is nothing to do, and while another one
    of the client
    is not done; 404 where the period holds no finished interaction.

    Args:
        client_path (str): the client organisation
        id (str): the rubric's id
        version (int):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RescoringView]
    """

    kwargs = _get_kwargs(
        client_path=client_path,
        id=id,
        version=version,
        since=since,
        until=until,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    client_path: str,
    id: str,
    version: int,
    *,
    client: AuthenticatedClient,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | RescoringView | None:
    """Apply a rubric to a past period

     A worker scores the client's finished interactions of the period under it; `Location` tells how far
    it is. The
    scorecards that they have stay beside the new ones, which figures count from then on; the days are
    the whole ones
    nearest to `since` and `until`. 409 for a draft, where there is nothing to do, and while another one
    of the client
    is not done; 404 where the period holds no finished interaction.

    Args:
        client_path (str): the client organisation
        id (str): the rubric's id
        version (int):
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RescoringView
    """

    return (
        await asyncio_detailed(
            client_path=client_path,
            id=id,
            version=version,
            client=client,
            since=since,
            until=until,
            idempotency_key=idempotency_key,
        )
    ).parsed
