from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.sample_body import SampleBody
from ...models.sample_view import SampleView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: SampleBody,
    draw: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["draw"] = draw

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/samples",
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SampleView | None:
    if response.status_code == 201:
        response_201 = SampleView.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

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
) -> Response[Problem | SampleView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: SampleBody,
    draw: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SampleView]:
    """Plan a sample

     The plan is kept with its seed, and answered with what it would draw. Random, risk and calibration
    samples never
    mix: each pick carries the purpose of its plan.

    Args:
        draw (bool | Unset): draw it at once Default: False.
        idempotency_key (str | Unset):
        body (SampleBody): A plan. `size` is the number of picks in all, or in every stratum with
            allocation `equal` (five an agent:
            `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason
            makes an interaction be
            looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second`
            is the share that two
            people answer; `blind` holds the machine's answers back until a person has answered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SampleView]
    """

    kwargs = _get_kwargs(
        body=body,
        draw=draw,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: SampleBody,
    draw: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SampleView | None:
    """Plan a sample

     The plan is kept with its seed, and answered with what it would draw. Random, risk and calibration
    samples never
    mix: each pick carries the purpose of its plan.

    Args:
        draw (bool | Unset): draw it at once Default: False.
        idempotency_key (str | Unset):
        body (SampleBody): A plan. `size` is the number of picks in all, or in every stratum with
            allocation `equal` (five an agent:
            `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason
            makes an interaction be
            looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second`
            is the share that two
            people answer; `blind` holds the machine's answers back until a person has answered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SampleView
    """

    return sync_detailed(
        client=client,
        body=body,
        draw=draw,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SampleBody,
    draw: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SampleView]:
    """Plan a sample

     The plan is kept with its seed, and answered with what it would draw. Random, risk and calibration
    samples never
    mix: each pick carries the purpose of its plan.

    Args:
        draw (bool | Unset): draw it at once Default: False.
        idempotency_key (str | Unset):
        body (SampleBody): A plan. `size` is the number of picks in all, or in every stratum with
            allocation `equal` (five an agent:
            `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason
            makes an interaction be
            looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second`
            is the share that two
            people answer; `blind` holds the machine's answers back until a person has answered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SampleView]
    """

    kwargs = _get_kwargs(
        body=body,
        draw=draw,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: SampleBody,
    draw: bool | Unset = False,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SampleView | None:
    """Plan a sample

     The plan is kept with its seed, and answered with what it would draw. Random, risk and calibration
    samples never
    mix: each pick carries the purpose of its plan.

    Args:
        draw (bool | Unset): draw it at once Default: False.
        idempotency_key (str | Unset):
        body (SampleBody): A plan. `size` is the number of picks in all, or in every stratum with
            allocation `equal` (five an agent:
            `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason
            makes an interaction be
            looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second`
            is the share that two
            people answer; `blind` holds the machine's answers back until a person has answered.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SampleView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            draw=draw,
            idempotency_key=idempotency_key,
        )
    ).parsed
