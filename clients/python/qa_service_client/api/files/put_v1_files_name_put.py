from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.direction import Direction
from ...models.files import Files
from ...models.problem import Problem
from ...models.put_v1_files_name_put_lang_type_0 import PutV1FilesNamePutLangType0
from ...models.sourcing import Sourcing
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    name: str,
    *,
    body: File,
    pattern: str | Unset = "",
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    lang: None | PutV1FilesNamePutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["pattern"] = pattern

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

    json_lang: None | str | Unset
    if isinstance(lang, Unset):
        json_lang = UNSET
    elif isinstance(lang, PutV1FilesNamePutLangType0):
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/v1/files/{name}".format(
            name=quote(str(name), safe=""),
        ),
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Files | Problem | None:
    if response.status_code == 207:
        response_207 = Files.from_dict(response.json())

        return response_207

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 408:
        response_408 = Problem.from_dict(response.json())

        return response_408

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
) -> Response[Files | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    name: str,
    *,
    client: AuthenticatedClient,
    body: File,
    pattern: str | Unset = "",
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    lang: None | PutV1FilesNamePutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
) -> Response[Files | Problem]:
    """Hand in a file of any kind that is read

     The body is the file: a recording, mail, a mailbox, an export of another system, or a ZIP archive of
    such files.
    What it is, is told by its content. `docs/formats.md` names what is read. The answer names what
    became of each
    interaction that it holds, and of each file of an archive.

    Args:
        name (str): of the file, with its ending
        pattern (str | Unset): what the names of recordings tell: `{agent}_{day}_{time}_{id}`
            Default: ''.
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        lang (None | PutV1FilesNamePutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Files | Problem]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
        pattern=pattern,
        replace=replace,
        client_query=client_query,
        agent=agent,
        team=team,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
        lang=lang,
        direction=direction,
        agent_channel=agent_channel,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    name: str,
    *,
    client: AuthenticatedClient,
    body: File,
    pattern: str | Unset = "",
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    lang: None | PutV1FilesNamePutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
) -> Files | Problem | None:
    """Hand in a file of any kind that is read

     The body is the file: a recording, mail, a mailbox, an export of another system, or a ZIP archive of
    such files.
    What it is, is told by its content. `docs/formats.md` names what is read. The answer names what
    became of each
    interaction that it holds, and of each file of an archive.

    Args:
        name (str): of the file, with its ending
        pattern (str | Unset): what the names of recordings tell: `{agent}_{day}_{time}_{id}`
            Default: ''.
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        lang (None | PutV1FilesNamePutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Files | Problem
    """

    return sync_detailed(
        name=name,
        client=client,
        body=body,
        pattern=pattern,
        replace=replace,
        client_query=client_query,
        agent=agent,
        team=team,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
        lang=lang,
        direction=direction,
        agent_channel=agent_channel,
    ).parsed


async def asyncio_detailed(
    name: str,
    *,
    client: AuthenticatedClient,
    body: File,
    pattern: str | Unset = "",
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    lang: None | PutV1FilesNamePutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
) -> Response[Files | Problem]:
    """Hand in a file of any kind that is read

     The body is the file: a recording, mail, a mailbox, an export of another system, or a ZIP archive of
    such files.
    What it is, is told by its content. `docs/formats.md` names what is read. The answer names what
    became of each
    interaction that it holds, and of each file of an archive.

    Args:
        name (str): of the file, with its ending
        pattern (str | Unset): what the names of recordings tell: `{agent}_{day}_{time}_{id}`
            Default: ''.
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        lang (None | PutV1FilesNamePutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Files | Problem]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
        pattern=pattern,
        replace=replace,
        client_query=client_query,
        agent=agent,
        team=team,
        site=site,
        vendor=vendor,
        sourcing=sourcing,
        lang=lang,
        direction=direction,
        agent_channel=agent_channel,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    name: str,
    *,
    client: AuthenticatedClient,
    body: File,
    pattern: str | Unset = "",
    replace: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    site: None | str | Unset = UNSET,
    vendor: None | str | Unset = UNSET,
    sourcing: None | Sourcing | Unset = UNSET,
    lang: None | PutV1FilesNamePutLangType0 | Unset = UNSET,
    direction: Direction | None | Unset = UNSET,
    agent_channel: int | None | Unset = UNSET,
) -> Files | Problem | None:
    """Hand in a file of any kind that is read

     The body is the file: a recording, mail, a mailbox, an export of another system, or a ZIP archive of
    such files.
    What it is, is told by its content. `docs/formats.md` names what is read. The answer names what
    became of each
    interaction that it holds, and of each file of an archive.

    Args:
        name (str): of the file, with its ending
        pattern (str | Unset): what the names of recordings tell: `{agent}_{day}_{time}_{id}`
            Default: ''.
        replace (bool | Unset): replace what this identity holds, where it differs Default: False.
        client_query (None | str | Unset): needed when the key is for all clients
        agent (None | str | Unset):
        team (None | str | Unset):
        site (None | str | Unset):
        vendor (None | str | Unset):
        sourcing (None | Sourcing | Unset):
        lang (None | PutV1FilesNamePutLangType0 | Unset):
        direction (Direction | None | Unset):
        agent_channel (int | None | Unset):
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Files | Problem
    """

    return (
        await asyncio_detailed(
            name=name,
            client=client,
            body=body,
            pattern=pattern,
            replace=replace,
            client_query=client_query,
            agent=agent,
            team=team,
            site=site,
            vendor=vendor,
            sourcing=sourcing,
            lang=lang,
            direction=direction,
            agent_channel=agent_channel,
        )
    ).parsed
