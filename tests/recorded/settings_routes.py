"""What is asked of the routes by which a centre is set up: holds, clocks, opt-outs, addresses, hours, webhooks,
connectors, scheduled exports, files; and of the trail.
"""

from tests.recorded.routes import LIST, PAGES, Route, body_of, params_of, route

HOLD = {"interaction": "{chat}", "reason": "file 12/26"}
CLOCKS = {"days": {"recording": 90, "transcript": 365}}
OPT_OUT = {"client": "acme", "customer": "verdi"}
ADDRESSES = {"addresses": [{"address": "help@acme.example"}, {"address": "anna@acme.example", "agent": "a01"}]}
WEEK = {"week": {"mon": ["08:30-13:00", "14:00-18:00"], "sat": ["09:00-12:00"]}, "holidays": "IT"}
MAPPING = {"fields": {"call": "Id", "queue": "Queue", "offered_at": ["Date", "Time"], "wait_seconds": "Wait"}}
CONNECTOR = {
    "name": "bucket",
    "kind": "s3",
    "place": "s3://acme-recordings/2026",
    "client": "acme",
    "secrets": {"access_key": "env:CONNECTOR_ACME_ID", "secret_key": "env:CONNECTOR_ACME_SECRET"},
}
SCHEDULE = {"name": "warehouse", "what": "warehouse", "kind": "s3", "place": "s3://acme-dwh/quality"}
MASK = {"turn": 0, "start": 0, "end": 4, "kind": "PERSON"}
OF_ACME = params_of(client="acme")
CHATS = b"Anna: buongiorno\nMarco: sono il 3331234567, la bolletta e' sbagliata\nAnna: verifico subito\nMarco: grazie\n"

SETTING: tuple[Route, ...] = (
    route("POST", "/v1/legal-holds", body_of(HOLD), keep="hold", more={"of nobody": body_of({"reason": "x"})}),
    route("GET", "/v1/legal-holds", {}, f"client {LIST}", more=PAGES),
    route("POST", "/v1/legal-holds/{uuid}:lift", body_of({"why": "the file is closed"}), of="hold"),
    route("PUT", "/v1/retention", {**OF_ACME, **body_of(CLOCKS)}, "client"),
    route("GET", "/v1/retention", OF_ACME, "client"),
    route("GET", "/v1/retention:forecast", OF_ACME, "client"),
    route("POST", "/v1/opt-outs", body_of(OPT_OUT), keep="opt_out"),
    route("GET", "/v1/opt-outs", {}, f"client {LIST}", more=PAGES),
    route("DELETE", "/v1/opt-outs/{uuid}", of="opt_out"),
    route("PUT", "/v1/centre-addresses", {**OF_ACME, **body_of(ADDRESSES)}, "client"),
    route("GET", "/v1/centre-addresses", OF_ACME, "client"),
    route("PUT", "/v1/opening-hours", {**OF_ACME, **body_of(WEEK)}, "client"),
    route("GET", "/v1/opening-hours", OF_ACME, "client"),
    route("DELETE", "/v1/opening-hours", OF_ACME, "client"),
    route("PUT", "/v1/queue-mappings/avaya", {**OF_ACME, **body_of(MAPPING)}, "client"),
    route("GET", "/v1/queue-mappings", OF_ACME, "client"),
    route("DELETE", "/v1/queue-mappings/avaya", OF_ACME, "client"),
    route(
        *("PUT", "/v1/files/chat.txt", {**OF_ACME, "content": CHATS}, "pattern replace client agent team lang"),
        more={
            "empty": {**OF_ACME, "content": b""},
            "of no kind that is read": {**OF_ACME, "content": b"\x00\x01\x02\x03" * 64},
            "of no client": {"content": CHATS},
        },
    ),
    route("POST", "/v1/connectors", body_of(CONNECTOR), keep="connector"),
    route("GET", "/v1/connectors"),
    route("GET", "/v1/connectors/{uuid}", of="connector"),
    route("GET", "/v1/connectors/{uuid}/objects", {}, f"state {LIST}", of="connector"),
    route("DELETE", "/v1/connectors/{uuid}", of="connector"),
    route("POST", "/v1/scheduled-exports", body_of(SCHEDULE), keep="schedule"),
    route("GET", "/v1/scheduled-exports"),
    route("GET", "/v1/scheduled-exports/{uuid}", of="schedule"),
    route("GET", "/v1/scheduled-exports/{uuid}/runs", of="schedule"),
    route("DELETE", "/v1/scheduled-exports/{uuid}", of="schedule"),
    route("GET", "/v1/webhooks", {}, LIST, more=PAGES),
    route(
        *("POST", "/v1/interactions/{uuid}/maskings", body_of(MASK)),
        of="reviewed",
        more={"beyond the words": body_of({**MASK, "end": 9999})},
    ),
    route("POST", "/v1/interactions/{uuid}/maskings:release", body_of({"turn": 0, "start": 0}), of="reviewed"),
    route("POST", "/v1/erasures/list", body_of({"csv": "client,customer\nacme,nobody\n"})),
    route("GET", "/v1/audit", {}, "actor action subject client before limit since until"),
)
