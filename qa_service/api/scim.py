"""SCIM 2.0 under /scim/v2, by which a directory keeps people and groups. Errors have the form that SCIM gives them."""

import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import ValidationError
from scim2_models import (
    Context as ScimContext,
)
from scim2_models import (
    Error,
    InvalidSyntaxException,
    ListResponse,
    NotFoundException,
    PatchOp,
    Reference,
    ResponseParameters,
    SCIMException,
    ScimObject,
    SearchRequest,
)
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException

from qa_service.api.deps import authenticate
from qa_service.errors import QaError
from qa_service.http import problems, request_body
from qa_service.http.dependencies import ServiceDep
from qa_service.refusals import Refused
from qa_service.scim import resources
from qa_service.scim.resources import KINDS, POLICY, ScimGroup, ScimResource, ScimUser
from qa_service.services import provisioning
from qa_service.services.access import Caller
from qa_service.services.context import Context
from qa_service.services.use_case import admit

MEDIA_TYPE = "application/scim+json"
_LONGEST = 4 << 20
"""Bytes of a body: a group of twenty thousand."""
_FIRST = ("ServiceProviderConfig", "Schemas", "ResourceTypes", "Users", "Groups")
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ScimRoute(APIRoute):
    """Answers errors as SCIM does (RFC 7644, 3.12)."""

    def get_route_handler(self) -> _Handler:
        """The handler, with errors made into SCIM's."""
        plain = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await plain(request)
            except SCIMException as error:
                return _failed(error.to_error())
            except ValidationError as error:
                return _failed(Error.from_validation_errors(error.errors())[0])
            except RequestValidationError:
                return _failed(NotFoundException(detail="there is no such resource").to_error())
            except QaError as error:
                headers = dict(error.headers) if isinstance(error, Refused) else {}
                return _failed(Error(status=problems.kind_of(error).status, detail=str(error)), headers)
            except HTTPException as error:
                return _failed(Error(status=error.status_code, detail=str(error.detail)))

        return handler


class _KindConvertor(Convertor[str]):
    """What addresses call the two kinds of resources; others are no route."""

    regex = "Users|Groups"

    def convert(self, value: str) -> str:
        """As it stands."""
        return value

    def to_string(self, value: str) -> str:
        """As it stands."""
        return value


register_url_convertor("scim_kind", _KindConvertor())
router = APIRouter(prefix="/scim/v2", route_class=ScimRoute, include_in_schema=False)


def _failed(error: Error, headers: dict[str, str] | None = None) -> Response:
    return Response(error.model_dump_json(), int(error.status or 500), headers, MEDIA_TYPE)


def _answer(body: ScimObject, context: ScimContext, status: int = 200, parameters: Any = None) -> Response:
    text = body.model_dump_json(scim_ctx=context, response_parameters=parameters)
    meta = getattr(body, "meta", None)
    headers = {"ETag": meta.version} if meta is not None and meta.version else {}
    if status == 201 and meta is not None:
        headers["Location"] = meta.location
    return Response(text, status, headers, MEDIA_TYPE)


def _allowed(service: ServiceDep, caller: Annotated[Caller, Depends(authenticate)]) -> Context:
    context = Context(caller, service)
    admit(context, provisioning.supported.case)
    return context


Allowed = Annotated[Context, Depends(_allowed)]
Kind = Annotated[str, Path()]
IfMatch = Annotated[str | None, Header(alias="If-Match")]


async def _read(request: Request, _context: Allowed) -> Any:
    """The body as JSON, once it is known who sends it."""
    try:
        return json.loads(await request_body.read(request, _LONGEST))
    except (ValueError, RecursionError):
        raise InvalidSyntaxException(detail="the body is no JSON") from None


Body = Annotated[Any, Depends(_read)]


def _base(request: Request) -> str:
    """The address of all of it, as the caller has it."""
    return f"{request.url.scheme}://{request.url.netloc}/scim/v2"


def _placed(resource: ScimResource, base: str) -> ScimResource:
    """With the address of the resource, and of what it names."""
    kind = type(resource).__name__.removeprefix("Scim")
    assert resource.meta is not None
    for member in (resource.members or ()) if isinstance(resource, ScimGroup) else ():
        member.ref = Reference(f"{base}/Users/{member.value}")
    for group in (resource.groups or ()) if isinstance(resource, ScimUser) else ():
        group.ref = Reference(f"{base}/Groups/{group.value}")
    resource.meta.location = f"{base}/{kind}s/{resource.id}"
    return resource


def _parameters(request: Request, model: Any) -> Any:
    return ResponseParameters[model].model_validate(_named(request, "attributes", "excludedAttributes"))


def _named(request: Request, *names: str) -> dict[str, str]:
    return {name: request.query_params[name] for name in names if name in request.query_params}


@router.get("/ServiceProviderConfig")
def configuration(request: Request, context: Allowed) -> Response:
    """What of the standard is spoken here."""
    provisioning.supported(context)
    return _answer(resources.configuration(_base(request)), ScimContext.RESOURCE_QUERY_RESPONSE)


@router.get("/Schemas")
def schemas(request: Request, context: Allowed) -> Response:
    """Both."""
    provisioning.supported(context)
    return _all(resources.schemas(_base(request)))


@router.get("/Schemas/{id}")
def schema(request: Request, context: Allowed, id: str) -> Response:
    """One."""
    provisioning.supported(context)
    return _one([schema for schema in resources.schemas(_base(request)) if str(schema.id) == id])


@router.get("/ResourceTypes")
def resource_types(request: Request, context: Allowed) -> Response:
    """Both."""
    provisioning.supported(context)
    return _all(resources.resource_types(_base(request)))


@router.get("/ResourceTypes/{id}")
def resource_type(request: Request, context: Allowed, id: str) -> Response:
    """One."""
    provisioning.supported(context)
    return _one([kind for kind in resources.resource_types(_base(request)) if kind.id == id])


def _all(found: list[Any]) -> Response:
    kind: Any = ListResponse.__class_getitem__(type(found[0]))
    listed = kind(total_results=len(found), start_index=1, items_per_page=len(found), resources=found)
    return _answer(listed, ScimContext.RESOURCE_QUERY_RESPONSE)


def _one(found: list[Any]) -> Response:
    if not found:
        raise NotFoundException(detail="there is no such resource")
    return _answer(found[0], ScimContext.RESOURCE_QUERY_RESPONSE)


@router.get("/{kind:scim_kind}")
def listed(request: Request, context: Allowed, kind: Kind) -> Response:
    """A page of those that fit."""
    named = ("filter", "sortBy", "sortOrder", "startIndex", "count", "attributes", "excludedAttributes")
    return _found(request, context, kind, _named(request, *named))


@router.post("/{kind:scim_kind}/.search")
def search(request: Request, context: Allowed, kind: Kind, body: Body) -> Response:
    """The same, asked in a body."""
    return _found(request, context, kind, body)


@router.post("/.search")
def search_all(request: Request, context: Allowed, body: Body) -> Response:
    """Of people and groups together."""
    return _found(request, context, "", body)


def _found(request: Request, context: Context, kind: str, wanted: Any) -> Response:
    model: Any = KINDS[kind[:-1]] if kind else ScimUser | ScimGroup
    search: Any = SearchRequest[model].model_validate(wanted)
    found = provisioning.listed(context, [kind[:-1]] if kind else list(KINDS), search)
    page = [_placed(resource, _base(request)) for resource in found.resources]
    answer: Any = ListResponse[model](
        total_results=found.total, start_index=found.start, items_per_page=len(page), resources=page
    )
    return _answer(answer, ScimContext.RESOURCE_QUERY_RESPONSE, parameters=search)


@router.post("/{kind:scim_kind}")
def create(request: Request, context: Allowed, kind: Kind, body: Body) -> Response:
    """A person or a group."""
    model = KINDS[kind[:-1]]
    resource = model.model_validate(body, scim_ctx=ScimContext.RESOURCE_CREATION_REQUEST, scim_policy=POLICY)
    made = _placed(provisioning.create(context, kind[:-1], resource), _base(request))
    return _answer(made, ScimContext.RESOURCE_CREATION_RESPONSE, 201, _parameters(request, model))


@router.get("/{kind:scim_kind}/{id}")
def show(
    request: Request,
    context: Allowed,
    kind: Kind,
    id: str,
    known: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> Response:
    """One."""
    resource = _placed(provisioning.show(context, kind[:-1], id), _base(request))
    assert resource.meta is not None
    if known is not None and known == resource.meta.version:
        return Response(status_code=304, headers={"ETag": known})
    parameters = _parameters(request, type(resource))
    return _answer(resource, ScimContext.RESOURCE_QUERY_RESPONSE, parameters=parameters)


@router.put("/{kind:scim_kind}/{id}")
def replace(request: Request, context: Allowed, kind: Kind, id: str, body: Body, expected: IfMatch = None) -> Response:
    """The resource as it is from now on."""
    model = KINDS[kind[:-1]]
    resource = model.model_validate(body, scim_ctx=ScimContext.RESOURCE_REPLACEMENT_REQUEST, scim_policy=POLICY)
    changed = _placed(provisioning.replace(context, kind[:-1], id, resource, expected), _base(request))
    return _answer(changed, ScimContext.RESOURCE_REPLACEMENT_RESPONSE, parameters=_parameters(request, model))


@router.patch("/{kind:scim_kind}/{id}")
def patch(request: Request, context: Allowed, kind: Kind, id: str, body: Body, expected: IfMatch = None) -> Response:
    """What changes of it."""
    model = KINDS[kind[:-1]]
    context_of = ScimContext.RESOURCE_PATCH_REQUEST
    operations: Any = PatchOp[model].model_validate(body, scim_ctx=context_of, scim_policy=POLICY)  # type: ignore[valid-type]  # the class is chosen while it runs
    changed = _placed(provisioning.patch(context, kind[:-1], id, operations, expected), _base(request))
    return _answer(changed, ScimContext.RESOURCE_PATCH_RESPONSE, parameters=_parameters(request, model))


@router.delete("/{kind:scim_kind}/{id}")
def delete(context: Allowed, kind: Kind, id: str, expected: IfMatch = None) -> Response:
    """Gone; nobody signs in to it any more."""
    provisioning.delete(context, kind[:-1], id, expected)
    return Response(status_code=204)


@router.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def unknown(_context: Allowed, path: str) -> Response:
    """There is nothing else, or not by this method."""
    if path.partition("/")[0] in _FIRST:
        return _failed(Error(status=405, detail="this address does not take that method"))
    raise NotFoundException(detail="there is no such resource")
