import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.channel import Channel
from ...models.listed_v1_interactions_get_flag_type_0 import (
    ListedV1InteractionsGetFlagType0,
)
from ...models.listed_v1_interactions_get_sentiment_end_type_0 import (
    ListedV1InteractionsGetSentimentEndType0,
)
from ...models.page_with_parts import PageWithParts
from ...models.part import Part
from ...models.problem import Problem
from ...models.state import State
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    include: list[Part] | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    words: str | Unset = "",
    shows: None | str | Unset = UNSET,
    lacks: None | str | Unset = UNSET,
    sentiment_end: ListedV1InteractionsGetSentimentEndType0 | None | Unset = UNSET,
    sure_below: float | None | Unset = UNSET,
    flag: ListedV1InteractionsGetFlagType0 | None | Unset = UNSET,
    disputed: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    id: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    automatic: bool | None | Unset = UNSET,
    state: None | State | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    resolution: None | str | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    callback: bool | None | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_include: list[str] | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = []
        for include_item_data in include:
            include_item = include_item_data.value
            json_include.append(include_item)

    params["include"] = json_include

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params["limit"] = limit

    params["words"] = words

    json_shows: None | str | Unset
    if isinstance(shows, Unset):
        json_shows = UNSET
    else:
        json_shows = shows
    params["shows"] = json_shows

    json_lacks: None | str | Unset
    if isinstance(lacks, Unset):
        json_lacks = UNSET
    else:
        json_lacks = lacks
    params["lacks"] = json_lacks

    json_sentiment_end: None | str | Unset
    if isinstance(sentiment_end, Unset):
        json_sentiment_end = UNSET
    elif isinstance(sentiment_end, ListedV1InteractionsGetSentimentEndType0):
        json_sentiment_end = sentiment_end.value
    else:
        json_sentiment_end = sentiment_end
    params["sentiment_end"] = json_sentiment_end

    json_sure_below: float | None | Unset
    if isinstance(sure_below, Unset):
        json_sure_below = UNSET
    else:
        json_sure_below = sure_below
    params["sure_below"] = json_sure_below

    json_flag: None | str | Unset
    if isinstance(flag, Unset):
        json_flag = UNSET
    elif isinstance(flag, ListedV1InteractionsGetFlagType0):
        json_flag = flag.value
    else:
        json_flag = flag
    params["flag"] = json_flag

    params["disputed"] = disputed

    json_client_query: None | str | Unset
    if isinstance(client_query, Unset):
        json_client_query = UNSET
    else:
        json_client_query = client_query
    params["client"] = json_client_query

    json_id: None | str | Unset
    if isinstance(id, Unset):
        json_id = UNSET
    else:
        json_id = id
    params["id"] = json_id

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

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    elif isinstance(channel, Channel):
        json_channel = channel.value
    else:
        json_channel = channel
    params["channel"] = json_channel

    json_automatic: bool | None | Unset
    if isinstance(automatic, Unset):
        json_automatic = UNSET
    else:
        json_automatic = automatic
    params["automatic"] = json_automatic

    json_state: None | str | Unset
    if isinstance(state, Unset):
        json_state = UNSET
    elif isinstance(state, State):
        json_state = state.value
    else:
        json_state = state
    params["state"] = json_state

    json_intent: None | str | Unset
    if isinstance(intent, Unset):
        json_intent = UNSET
    else:
        json_intent = intent
    params["intent"] = json_intent

    json_resolution: None | str | Unset
    if isinstance(resolution, Unset):
        json_resolution = UNSET
    else:
        json_resolution = resolution
    params["resolution"] = json_resolution

    json_customer: None | str | Unset
    if isinstance(customer, Unset):
        json_customer = UNSET
    else:
        json_customer = customer
    params["customer"] = json_customer

    json_callback: bool | None | Unset
    if isinstance(callback, Unset):
        json_callback = UNSET
    else:
        json_callback = callback
    params["callback"] = json_callback

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
        "url": "/v1/interactions",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageWithParts | Problem | None:
    if response.status_code == 200:
        response_200 = PageWithParts.from_dict(response.json())

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
) -> Response[PageWithParts | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    include: list[Part] | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    words: str | Unset = "",
    shows: None | str | Unset = UNSET,
    lacks: None | str | Unset = UNSET,
    sentiment_end: ListedV1InteractionsGetSentimentEndType0 | None | Unset = UNSET,
    sure_below: float | None | Unset = UNSET,
    flag: ListedV1InteractionsGetFlagType0 | None | Unset = UNSET,
    disputed: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    id: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    automatic: bool | None | Unset = UNSET,
    state: None | State | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    resolution: None | str | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    callback: bool | None | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[PageWithParts | Problem]:
    """List interactions

     Newest first, a page at a time; `?words=` searches what was said. `?client=&id=` finds one by its
    own identity.
    With `include` a page holds 50 at most; parts that there are not yet, or that are withheld, are
    null.

    Args:
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        words (str | Unset): all were said; those in quotation marks in a row Default: ''.
        shows (None | str | Unset): a behaviour that the agent showed
        lacks (None | str | Unset): a behaviour that was looked for and not found
        sentiment_end (ListedV1InteractionsGetSentimentEndType0 | None | Unset):
        sure_below (float | None | Unset): the transcript is less certain
        flag (ListedV1InteractionsGetFlagType0 | None | Unset): why it is worth a look; any: for
            whichever reason
        disputed (bool | Unset): an objection to it is open Default: False.
        client_query (None | str | Unset): client organisation
        id (None | str | Unset): the interaction's own id, as it was handed in
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        automatic (bool | None | Unset): automatic mail alone, or everything else
        state (None | State | Unset):
        intent (None | str | Unset):
        resolution (None | str | Unset):
        customer (None | str | Unset): as it was handed in; needs `client`
        callback (bool | None | Unset): calls that customers asked for alone, or all others
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageWithParts | Problem]
    """

    kwargs = _get_kwargs(
        include=include,
        cursor=cursor,
        limit=limit,
        words=words,
        shows=shows,
        lacks=lacks,
        sentiment_end=sentiment_end,
        sure_below=sure_below,
        flag=flag,
        disputed=disputed,
        client_query=client_query,
        id=id,
        agent=agent,
        team=team,
        channel=channel,
        automatic=automatic,
        state=state,
        intent=intent,
        resolution=resolution,
        customer=customer,
        callback=callback,
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
    include: list[Part] | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    words: str | Unset = "",
    shows: None | str | Unset = UNSET,
    lacks: None | str | Unset = UNSET,
    sentiment_end: ListedV1InteractionsGetSentimentEndType0 | None | Unset = UNSET,
    sure_below: float | None | Unset = UNSET,
    flag: ListedV1InteractionsGetFlagType0 | None | Unset = UNSET,
    disputed: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    id: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    automatic: bool | None | Unset = UNSET,
    state: None | State | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    resolution: None | str | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    callback: bool | None | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> PageWithParts | Problem | None:
    """List interactions

     Newest first, a page at a time; `?words=` searches what was said. `?client=&id=` finds one by its
    own identity.
    With `include` a page holds 50 at most; parts that there are not yet, or that are withheld, are
    null.

    Args:
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        words (str | Unset): all were said; those in quotation marks in a row Default: ''.
        shows (None | str | Unset): a behaviour that the agent showed
        lacks (None | str | Unset): a behaviour that was looked for and not found
        sentiment_end (ListedV1InteractionsGetSentimentEndType0 | None | Unset):
        sure_below (float | None | Unset): the transcript is less certain
        flag (ListedV1InteractionsGetFlagType0 | None | Unset): why it is worth a look; any: for
            whichever reason
        disputed (bool | Unset): an objection to it is open Default: False.
        client_query (None | str | Unset): client organisation
        id (None | str | Unset): the interaction's own id, as it was handed in
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        automatic (bool | None | Unset): automatic mail alone, or everything else
        state (None | State | Unset):
        intent (None | str | Unset):
        resolution (None | str | Unset):
        customer (None | str | Unset): as it was handed in; needs `client`
        callback (bool | None | Unset): calls that customers asked for alone, or all others
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageWithParts | Problem
    """

    return sync_detailed(
        client=client,
        include=include,
        cursor=cursor,
        limit=limit,
        words=words,
        shows=shows,
        lacks=lacks,
        sentiment_end=sentiment_end,
        sure_below=sure_below,
        flag=flag,
        disputed=disputed,
        client_query=client_query,
        id=id,
        agent=agent,
        team=team,
        channel=channel,
        automatic=automatic,
        state=state,
        intent=intent,
        resolution=resolution,
        customer=customer,
        callback=callback,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    include: list[Part] | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    words: str | Unset = "",
    shows: None | str | Unset = UNSET,
    lacks: None | str | Unset = UNSET,
    sentiment_end: ListedV1InteractionsGetSentimentEndType0 | None | Unset = UNSET,
    sure_below: float | None | Unset = UNSET,
    flag: ListedV1InteractionsGetFlagType0 | None | Unset = UNSET,
    disputed: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    id: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    automatic: bool | None | Unset = UNSET,
    state: None | State | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    resolution: None | str | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    callback: bool | None | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> Response[PageWithParts | Problem]:
    """List interactions

     Newest first, a page at a time; `?words=` searches what was said. `?client=&id=` finds one by its
    own identity.
    With `include` a page holds 50 at most; parts that there are not yet, or that are withheld, are
    null.

    Args:
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        words (str | Unset): all were said; those in quotation marks in a row Default: ''.
        shows (None | str | Unset): a behaviour that the agent showed
        lacks (None | str | Unset): a behaviour that was looked for and not found
        sentiment_end (ListedV1InteractionsGetSentimentEndType0 | None | Unset):
        sure_below (float | None | Unset): the transcript is less certain
        flag (ListedV1InteractionsGetFlagType0 | None | Unset): why it is worth a look; any: for
            whichever reason
        disputed (bool | Unset): an objection to it is open Default: False.
        client_query (None | str | Unset): client organisation
        id (None | str | Unset): the interaction's own id, as it was handed in
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        automatic (bool | None | Unset): automatic mail alone, or everything else
        state (None | State | Unset):
        intent (None | str | Unset):
        resolution (None | str | Unset):
        customer (None | str | Unset): as it was handed in; needs `client`
        callback (bool | None | Unset): calls that customers asked for alone, or all others
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageWithParts | Problem]
    """

    kwargs = _get_kwargs(
        include=include,
        cursor=cursor,
        limit=limit,
        words=words,
        shows=shows,
        lacks=lacks,
        sentiment_end=sentiment_end,
        sure_below=sure_below,
        flag=flag,
        disputed=disputed,
        client_query=client_query,
        id=id,
        agent=agent,
        team=team,
        channel=channel,
        automatic=automatic,
        state=state,
        intent=intent,
        resolution=resolution,
        customer=customer,
        callback=callback,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    include: list[Part] | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
    words: str | Unset = "",
    shows: None | str | Unset = UNSET,
    lacks: None | str | Unset = UNSET,
    sentiment_end: ListedV1InteractionsGetSentimentEndType0 | None | Unset = UNSET,
    sure_below: float | None | Unset = UNSET,
    flag: ListedV1InteractionsGetFlagType0 | None | Unset = UNSET,
    disputed: bool | Unset = False,
    client_query: None | str | Unset = UNSET,
    id: None | str | Unset = UNSET,
    agent: None | str | Unset = UNSET,
    team: None | str | Unset = UNSET,
    channel: Channel | None | Unset = UNSET,
    automatic: bool | None | Unset = UNSET,
    state: None | State | Unset = UNSET,
    intent: None | str | Unset = UNSET,
    resolution: None | str | Unset = UNSET,
    customer: None | str | Unset = UNSET,
    callback: bool | None | Unset = UNSET,
    since: datetime.datetime | None | Unset = UNSET,
    until: datetime.datetime | None | Unset = UNSET,
) -> PageWithParts | Problem | None:
    """List interactions

     Newest first, a page at a time; `?words=` searches what was said. `?client=&id=` finds one by its
    own identity.
    With `include` a page holds 50 at most; parts that there are not yet, or that are withheld, are
    null.

    Args:
        include (list[Part] | Unset): what to read beside it; each is as reading it by itself, in
            rights and in the trail
        cursor (None | str | Unset): `next` of the page before
        limit (int | Unset):  Default: 50.
        words (str | Unset): all were said; those in quotation marks in a row Default: ''.
        shows (None | str | Unset): a behaviour that the agent showed
        lacks (None | str | Unset): a behaviour that was looked for and not found
        sentiment_end (ListedV1InteractionsGetSentimentEndType0 | None | Unset):
        sure_below (float | None | Unset): the transcript is less certain
        flag (ListedV1InteractionsGetFlagType0 | None | Unset): why it is worth a look; any: for
            whichever reason
        disputed (bool | Unset): an objection to it is open Default: False.
        client_query (None | str | Unset): client organisation
        id (None | str | Unset): the interaction's own id, as it was handed in
        agent (None | str | Unset):
        team (None | str | Unset):
        channel (Channel | None | Unset):
        automatic (bool | None | Unset): automatic mail alone, or everything else
        state (None | State | Unset):
        intent (None | str | Unset):
        resolution (None | str | Unset):
        customer (None | str | Unset): as it was handed in; needs `client`
        callback (bool | None | Unset): calls that customers asked for alone, or all others
        since (datetime.datetime | None | Unset): from this moment on, with offset
        until (datetime.datetime | None | Unset): before this moment, with offset

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageWithParts | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            include=include,
            cursor=cursor,
            limit=limit,
            words=words,
            shows=shows,
            lacks=lacks,
            sentiment_end=sentiment_end,
            sure_below=sure_below,
            flag=flag,
            disputed=disputed,
            client_query=client_query,
            id=id,
            agent=agent,
            team=team,
            channel=channel,
            automatic=automatic,
            state=state,
            intent=intent,
            resolution=resolution,
            customer=customer,
            callback=callback,
            since=since,
            until=until,
        )
    ).parsed
