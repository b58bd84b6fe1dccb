import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.overruled_page import OverruledPage
from ...models.problem import Problem
from ...models.standing import Standing
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    client_query: None | str | Unset = UNSET,
    question: None | str | Unset = UNSET,
    standing: None | Standing | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    json_question: None | str | Unset
    if isinstance(question, Unset):
        json_question = UNSET
    else:
        json_question = question
    params["question"] = json_question

    json_standing: None | str | Unset
    if isinstance(standing, Unset):
        json_standing = UNSET
    elif isinstance(standing, Standing):
        json_standing = standing.value
    else:
        json_standing = standing
    params["standing"] = json_standing

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params["limit"] = limit

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
        "method": "get",
        "url": "/v1/overruled",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OverruledPage | Problem | None:
    if response.status_code == 200:
        response_200 = OverruledPage.from_dict(response.json())

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
) -> Response[OverruledPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    question: None | str | Unset = UNSET,
    standing: None | Standing | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[OverruledPage | Problem]:
    """List answers that overrule the machine's

     The latest answer first; the period is that of the answers. Nothing of an interaction shows that
    somebody is
    still to answer blind, in a sample or a calibration session.

    Args:
        client_query (None | str | Unset): client organisation
        question (None | str | Unset): such as `criterion:greeting`
        standing (None | Standing | Unset): to be sorted, or sorted so
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverruledPage | Problem]
    """

    kwargs = _get_kwargs(
        client_query=client_query,
        question=question,
        standing=standing,
        cursor=cursor,
        limit=limit,
        since=since,
        until=until,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    question: None | str | Unset = UNSET,
    standing: None | Standing | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> OverruledPage | Problem | None:
    """List answers that overrule the machine's

     The latest answer first; the period is that of the answers. Nothing of an interaction shows that
    somebody is
    still to answer blind, in a sample or a calibration session.

    Args:
        client_query (None | str | Unset): client organisation
        question (None | str | Unset): such as `criterion:greeting`
        standing (None | Standing | Unset): to be sorted, or sorted so
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverruledPage | Problem
    """

    return sync_detailed(
        client=client,
        client_query=client_query,
        question=question,
        standing=standing,
        cursor=cursor,
        limit=limit,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    question: None | str | Unset = UNSET,
    standing: None | Standing | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[OverruledPage | Problem]:
    """List answers that overrule the machine's

     The latest answer first; the period is that of the answers. Nothing of an interaction shows that
    somebody is
    still to answer blind, in a sample or a calibration session.

    Args:
        client_query (None | str | Unset): client organisation
        question (None | str | Unset): such as `criterion:greeting`
        standing (None | Standing | Unset): to be sorted, or sorted so
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OverruledPage | Problem]
    """

    kwargs = _get_kwargs(
        client_query=client_query,
        question=question,
        standing=standing,
        cursor=cursor,
        limit=limit,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    client_query: None | str | Unset = UNSET,
    question: None | str | Unset = UNSET,
    standing: None | Standing | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> OverruledPage | Problem | None:
    """List answers that overrule the machine's

     The latest answer first; the period is that of the answers. Nothing of an interaction shows that
    somebody is
    still to answer blind, in a sample or a calibration session.

    Args:
        client_query (None | str | Unset): client organisation
        question (None | str | Unset): such as `criterion:greeting`
        standing (None | Standing | Unset): to be sorted, or sorted so
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OverruledPage | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            client_query=client_query,
            question=question,
            standing=standing,
            cursor=cursor,
            limit=limit,
            since=since,
            until=until,
        )
    ).parsed
