import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.direction import Direction
from ...models.problem import Problem
from ...models.put_v1_recordings_id_put_lang_type_0 import PutV1RecordingsIdPutLangType0
from ...models.sourcing import Sourcing
from ...models.taken_view import TakenView
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    id: str,
    *,
    body: File,
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    case: None | str | Unset = UNSET,
    lang: None | PutV1RecordingsIdPutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
    started_at: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["replace"] = replace

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    json_agent: None | str | Unset
    if isinstance(agent, Unset):
        json_agent = UNSET
    else:
        json_agent = agent
    params["agent"] = json_agent

    json_team: None | str | Unset
    if isinstance(team, Unset):
        json_team = UNSET
    else:
        json_team = team
    params["team"] = json_team

    json_site: None | str | Unset
    if isinstance(site, Unset):
        json_site = UNSET
    else:
        json_site = site
    params["site"] = json_site

    json_vendor: None | str | Unset
    if isinstance(vendor, Unset):
        json_vendor = UNSET
    else:
        json_vendor = vendor
    params["vendor"] = json_vendor

    json_sourcing: None | str | Unset
    if isinstance(sourcing, Unset):
        json_sourcing = UNSET
    elif isinstance(sourcing, Sourcing):
        json_sourcing = sourcing.value
    else:
        json_sourcing = sourcing
    params["sourcing"] = json_sourcing

    json_customer: None | str | Unset
    if isinstance(customer, Unset):
        json_customer = UNSET
    else:
        json_customer = customer
    params["customer"] = json_customer

    json_case: None | str | Unset
    if isinstance(case, Unset):
        json_case = UNSET
    else:
        json_case = case
    params["case"] = json_case

    json_lang: None | str | Unset
    if isinstance(lang, Unset):
        json_lang = UNSET
    elif isinstance(lang, PutV1RecordingsIdPutLangType0):
        json_lang = lang.value
    else:
        json_lang = lang
    params["lang"] = json_lang

    json_direction: None | str | Unset
    if isinstance(direction, Unset):
        json_direction = UNSET
    elif isinstance(direction, Direction):
        json_direction = direction.value
    else:
        json_direction = direction
    params["direction"] = json_direction

    json_agent_channel: int | None | Unset
    if isinstance(agent_channel, Unset):
        json_agent_channel = UNSET
    else:
        json_agent_channel = agent_channel
    params["agent_channel"] = json_agent_channel

    json_started_at: None | str | Unset
    if isinstance(started_at, Unset):
        json_started_at = UNSET
    elif isinstance(started_at, datetime.datetime):
        json_started_at = started_at.isoformat()
    else:
        json_started_at = started_at
    params["started_at"] = json_started_at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/v1/recordings/{id}".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TakenView | None:
    if response.status_code == 200:
        response_200 = TakenView.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = TakenView.from_dict(response.json())

        return response_202

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

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
) -> Response[Problem | TakenView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    body: File,
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    case: None | str | Unset = UNSET,
    lang: None | PutV1RecordingsIdPutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
    started_at: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | TakenView]:
    """Hand in a bare recording

     The body is the file: `curl -T call-31.wav .../v1/recordings/call-31?client=acme`.

    Args:
        id (str): the recording's own id
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        customer (None | str | Unset):
        case (None | str | Unset):
        lang (None | PutV1RecordingsIdPutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        started_at (datetime.datetime | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TakenView]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        replace=replace,
        client_query=client_query,
        agent=agent,
        team=team,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
        customer=customer,
        case=case,
        lang=lang,
        direction=direction,
        agent_channel=agent_channel,
        started_at=started_at,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient,
    body: File,
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    case: None | str | Unset = UNSET,
    lang: None | PutV1RecordingsIdPutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
    started_at: datetime.datetime | None | Unset = UNSET,
) -> Problem | TakenView | None:
    """Hand in a bare recording

     The body is the file: `curl -T call-31.wav .../v1/recordings/call-31?client=acme`.

    Args:
        id (str): the recording's own id
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        customer (None | str | Unset):
        case (None | str | Unset):
        lang (None | PutV1RecordingsIdPutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        started_at (datetime.datetime | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TakenView
    """

    return sync_detailed(
        id=id,
        client=client,
        body=body,
        replace=replace,
        client_query=client_query,
        agent=agent,
        team=team,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
        customer=customer,
        case=case,
        lang=lang,
        direction=direction,
        agent_channel=agent_channel,
        started_at=started_at,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient,
    body: File,
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    case: None | str | Unset = UNSET,
    lang: None | PutV1RecordingsIdPutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
    started_at: datetime.datetime | None | Unset = UNSET,
) -> Response[Problem | TakenView]:
    """Hand in a bare recording

     The body is the file: `curl -T call-31.wav .../v1/recordings/call-31?client=acme`.

    Args:
        id (str): the recording's own id
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        customer (None | str | Unset):
        case (None | str | Unset):
        lang (None | PutV1RecordingsIdPutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        started_at (datetime.datetime | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TakenView]
    """

    kwargs = _get_kwargs(
        id=id,
        body=body,
        replace=replace,
        client_query=client_query,
        agent=agent,
        team=team,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
        customer=customer,
        case=case,
        lang=lang,
        direction=direction,
        agent_channel=agent_channel,
        started_at=started_at,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient,
    body: File,
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    case: None | str | Unset = UNSET,
    lang: None | PutV1RecordingsIdPutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
    started_at: datetime.datetime | None | Unset = UNSET,
) -> Problem | TakenView | None:
    """Hand in a bare recording

     The body is the file: `curl -T call-31.wav .../v1/recordings/call-31?client=acme`.

    Args:
        id (str): the recording's own id
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        customer (None | str | Unset):
        case (None | str | Unset):
        lang (None | PutV1RecordingsIdPutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        started_at (datetime.datetime | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TakenView
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            body=body,
            replace=replace,
            client_query=client_query,
            agent=agent,
            team=team,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
            customer=customer,
            case=case,
            lang=lang,
            direction=direction,
            agent_channel=agent_channel,
            started_at=started_at,
        )
    ).parsed
