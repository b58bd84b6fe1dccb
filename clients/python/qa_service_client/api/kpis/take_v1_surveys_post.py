from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.survey_lines_view import SurveyLinesView
from ...models.take_v1_surveys_post_json_body_item import TakeV1SurveysPostJsonBodyItem
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: list[TakeV1SurveysPostJsonBodyItem] | File | Unset = UNSET,
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
        "url": "/v1/surveys",
        "params": params,
    }

    if isinstance(body, list[TakeV1SurveysPostJsonBodyItem]):
        _kwargs["json"] = []
        for body_item_data in body:
            body_item = body_item_data.to_dict()
            _kwargs["json"].append(body_item)

        headers["Content-Type"] = "application/json"
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        headers["Content-Type"] = "text/csv"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SurveyLinesView | None:
    if response.status_code == 200:
        response_200 = SurveyLinesView.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

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
) -> Response[Problem | SurveyLinesView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: list[TakeV1SurveysPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SurveyLinesView]:
    """Hand in answers of customers

     A list of answers, or a table with columns that are known by their names (`contact`, `case`, `csat`,
    `nps`,
    `ces`, `solved`, `at`, `comment`, ...). Each names its interaction by `interaction` (uuid),
    `contact` (its own id)
    or `case`; one that is not here yet is found when it comes. Without a value: that the customer was
    asked. The same
    again changes nothing.

    Args:
        client_query (None | str | Unset): whose customers; left out: that of the key
        idempotency_key (str | Unset):
        body (list[TakeV1SurveysPostJsonBodyItem]):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SurveyLinesView]
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
    body: list[TakeV1SurveysPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SurveyLinesView | None:
    """Hand in answers of customers

     A list of answers, or a table with columns that are known by their names (`contact`, `case`, `csat`,
    `nps`,
    `ces`, `solved`, `at`, `comment`, ...). Each names its interaction by `interaction` (uuid),
    `contact` (its own id)
    or `case`; one that is not here yet is found when it comes. Without a value: that the customer was
    asked. The same
    again changes nothing.

    Args:
        client_query (None | str | Unset): whose customers; left out: that of the key
        idempotency_key (str | Unset):
        body (list[TakeV1SurveysPostJsonBodyItem]):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SurveyLinesView
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
    body: list[TakeV1SurveysPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SurveyLinesView]:
    """Hand in answers of customers

     A list of answers, or a table with columns that are known by their names (`contact`, `case`, `csat`,
    `nps`,
    `ces`, `solved`, `at`, `comment`, ...). Each names its interaction by `interaction` (uuid),
    `contact` (its own id)
    or `case`; one that is not here yet is found when it comes. Without a value: that the customer was
    asked. The same
    again changes nothing.

    Args:
        client_query (None | str | Unset): whose customers; left out: that of the key
        idempotency_key (str | Unset):
        body (list[TakeV1SurveysPostJsonBodyItem]):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SurveyLinesView]
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
    body: list[TakeV1SurveysPostJsonBodyItem] | File | Unset = UNSET,
    client_query: None | str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SurveyLinesView | None:
    """Hand in answers of customers

     A list of answers, or a table with columns that are known by their names (`contact`, `case`, `csat`,
    `nps`,
    `ces`, `solved`, `at`, `comment`, ...). Each names its interaction by `interaction` (uuid),
    `contact` (its own id)
    or `case`; one that is not here yet is found when it comes. Without a value: that the customer was
    asked. The same
    again changes nothing.

    Args:
        client_query (None | str | Unset): whose customers; left out: that of the key
        idempotency_key (str | Unset):
        body (list[TakeV1SurveysPostJsonBodyItem]):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SurveyLinesView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            client_query=client_query,
            idempotency_key=idempotency_key,
        )
    ).parsed
