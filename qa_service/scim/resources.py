"""The resources: as much of the standard's as serves here. What more a directory sends is left out and kept nowhere."""

from typing import Annotated, Any

from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ETag,
    Filter,
    GroupMember,
    GroupMembership,
    Meta,
    Mutability,
    Patch,
    Required,
    Resource,
    ResourceType,
    Schema,
    ScimPolicy,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

MOST_RESULTS = 1000
POLICY = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,  # as Entra ID takes members out of groups
)
"""Directories send much more than is wanted."""


class ScimUser(Resource[Any]):
    """A person. `active` false, or no group that means something here: nobody signs in."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true, CaseExact.false] = None
    """Names the account."""
    active: bool | None = None
    groups: Annotated[list[GroupMembership] | None, Mutability.read_only] = None
    """In which groups the person is."""


class ScimGroup(Resource[Any]):
    """A group; QA_OIDC_GROUPS says what it means, by `displayName` or `externalId`."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true] = None
    members: list[GroupMember] | None = None
    """Persons; groups in groups are not read."""


ScimResource = ScimUser | ScimGroup
KINDS: dict[str, type[ScimUser] | type[ScimGroup]] = {"User": ScimUser, "Group": ScimGroup}


def configuration(base: str) -> ServiceProviderConfig:
    """What of the standard is spoken here; `base` is the address of all of it."""
    return ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST_RESULTS),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=True),
        etag=ETag(supported=True),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken,
                name="API key",
                description="Authorization: Bearer qa_...",
                primary=True,
            )
        ],
        meta=Meta(resource_type="ServiceProviderConfig", location=f"{base}/ServiceProviderConfig"),
    )


def schemas(base: str) -> list[Schema]:
    """Of both resources."""
    return [_placed(model.to_schema(), base) for model in KINDS.values()]


def _placed(schema: Schema, base: str) -> Schema:
    schema.name = next(name for name, model in KINDS.items() if str(model.__schema__) == str(schema.id))
    schema.meta = Meta(resource_type="Schema", location=f"{base}/Schemas/{schema.id}")
    return schema


def resource_types(base: str) -> list[ResourceType]:
    """Where they are."""
    return [
        ResourceType(
            id=name,
            name=name,
            endpoint=f"/{name}s",
            schema_=str(model.__schema__),
            meta=Meta(resource_type="ResourceType", location=f"{base}/ResourceTypes/{name}"),
        )
        for name, model in KINDS.items()
    ]
