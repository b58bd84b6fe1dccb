"""Who asks: holders of keys over HTTP, people in a browser (without one), each request a step of its own."""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from itertools import cycle
from typing import Any

import httpx

from tests.recorded import answers
from tests.recorded.answers import Answer
from tests.recorded.centre import NOBODY, Centre
from tests.recorded.fixed import Fixed
from tests.web.seed import PASSWORD, WHO

URL = "http://qa.example"
_FORGED = "0" * 64
_PLACE = re.compile(r"\{([\w@]+)\}")


@dataclass
class Asking:
    """Asks one application, and keeps what it answers. `named`: what answers call by other names (see `answers`)."""

    centre: Centre
    fixed: Fixed
    loop: asyncio.Runner
    kept: list[Answer] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._asked = Counter[str]()
        self._things = {name: cycle(many) for name, many in self.centre.things.items()}
        self._people: dict[str, httpx.AsyncClient] = {}
        self._strangers = self._client()

    def fill(self, template: str, role: str = "") -> str:
        """With placeholders filled: each takes the next of what there is, `pick@qa` for quality where there is one."""

        def thing(match: re.Match[str]) -> str:
            own = f"{match[1]}@{role}"
            return next(self._things[own if own in self._things else match[1]])

        return _PLACE.sub(thing, template)

    def know(self, thing: str, value: str) -> None:
        """From now on `{thing}` is this."""
        self._things[thing] = cycle([value])

    def send(self, who: str, method: str, path: str, **more: Any) -> httpx.Response:
        """By the holder of a key, and nothing is kept."""
        key = self.centre.keys.get(who)
        headers = {**({"Authorization": f"Bearer {key}"} if key else {}), **more.pop("headers", {})}
        return self.loop.run(self._strangers.request(method, path, headers=headers, **more))

    def ask(self, who: str, name: str, method: str, path: str, **more: Any) -> httpx.Response:
        """By the holder of a key; the answer is kept as `name`."""
        request = self.begin(f"{name} as {who}")
        return self._keep(request, self.send(who, method, path, **more))

    def look(self, role: str, name: str, method: str, path: str, **more: Any) -> httpx.Response:
        """By a person of this role, signed in; the answer is kept as `name`."""
        visitor = self._visitor(role)
        request = self.begin(f"{name} as {role}")
        return self._keep(request, self.loop.run(visitor.request(method, path, **more)))

    def form(
        self, role: str, page: str, action: str, fields: Mapping[str, Any], button: str = "", denied: str = ""
    ) -> None:
        """Open `page`, take its first form that fits `action`, fill it in and send it as it stands; before that the
        same with a wrong token, and as `denied`. Where the page has no such form, that is the answer.
        """
        name = f"POST {action} from {page.partition('?')[0]}"
        self.fixed.step(f"{name} as {role}, the page")
        opened = self.loop.run(self._visitor(role).get(self.fill(page, role)))
        wanted = self.fill(action)
        forms = [form for form in Forms.on(opened.text) if form.fits(wanted, button)]
        if not forms:
            request = self.begin(f"{name} as {role}")
            self.kept.append(Answer(request, f"GET {page}", opened.status_code, body="no such form"))
            return
        path, sent = forms[0].sent(wanted, button)
        self._send(role, name, path, {**sent, **fields}, denied)

    def _send(self, role: str, name: str, path: str, sent: Mapping[str, Any], denied: str) -> None:
        """Files go with the token in the address, and as parts."""
        plain, _, query = path.partition("?")
        body = _parts(sent) if "csrf=" in query else {"data": sent}
        if denied:
            forged = f"{plain}?csrf={_FORGED}" if "csrf=" in query else path
            data = body if "csrf=" in query else {"data": {**sent, "csrf": _FORGED}}
            self.look(role, f"{name}, forged", "POST", forged, **data)
            token = {} if denied == NOBODY else {"X-CSRF-Token": self.token(denied)}
            self.look(denied, f"{name}, denied", "POST", path, headers=token, **body)
        self.look(role, name, "POST", path, **body)

    def keep_trail(self, name: str) -> None:
        """The audit trail as it stands, as if somebody had asked for it."""
        self.kept.append(answers.of_command(name, name, 0, "\n".join(self.centre.trail()), self.named))

    def token(self, role: str) -> str:
        """What the forms of this person carry."""
        opened = self.loop.run(self._visitor(role).get("/account"))
        return next(form.fields["csrf"] for form in Forms.on(opened.text) if "csrf" in form.fields)

    def forget(self, role: str) -> None:
        """The person has to sign in anew."""
        self._people.pop(role, None)

    def begin(self, name: str) -> str:
        """A step of its own; returns its name, made unique."""
        self._asked[name] += 1
        name = f"{name} ({self._asked[name]})" if self._asked[name] > 1 else name
        self.fixed.step(name)
        return name

    def _keep(self, request: str, response: httpx.Response) -> httpx.Response:
        url = response.request.url
        asked = f"{response.request.method} {url.raw_path.decode()}"
        self.kept.append(answers.of_response(request, asked, response, self.named))
        return response

    def _client(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.centre.app, raise_app_exceptions=False, client=("127.0.0.1", 50_000))
        headers = {"Accept-Language": "it", "Accept": "text/html"}
        return httpx.AsyncClient(transport=transport, base_url=URL, headers=headers, timeout=None)

    def _visitor(self, role: str) -> httpx.AsyncClient:
        """Signed in through the form, once; the stranger is nobody."""
        if role not in self._people:
            visitor = self._people[role] = self._client()
            if role != NOBODY:
                self.fixed.step(f"sign-in of {role}")
                form = Forms.on(self.loop.run(visitor.get("/sign-in")).text)[-1]
                name = next(name for known, name in WHO.items() if known.value == role)
                data = {**form.fields, "name": name, "secret": PASSWORD}
                response = self.loop.run(visitor.post("/sign-in", data=data))
                assert response.status_code == 303, response.text
        return self._people[role]


def _parts(sent: Mapping[str, Any]) -> dict[str, Any]:
    """As multipart/form-data."""
    return {"files": [(name, (None, str(value))) for name, value in sent.items()]}


@dataclass
class Form:
    """A form as a browser would send it untouched. `buttons`: what each sends besides, by its value."""

    action: str
    fields: dict[str, Any] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def fits(self, action: str, button: str) -> bool:
        """Whether it goes, or one of its buttons sends it, to an address like `action`; and it has that button."""
        places = [self.action, *self.buttons]
        return (not button or button in self.buttons) and any(_same(place, action) for place in places)

    def sent(self, action: str, button: str) -> tuple[str, dict[str, Any]]:
        """The address like `action`, and what it holds; `button`: the value of the one that is pressed."""
        place = next(place for place in (self.action, *self.buttons) if _same(place, action))
        return place, {**self.fields, **dict([self.buttons[button]] if button else [])}


def _same(place: str, pattern: str) -> bool:
    return fnmatchcase(place.partition("?")[0], pattern)


class Forms(HTMLParser):
    """The forms of a page that change something, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = self._text = ""

    @classmethod
    def on(cls, page: str) -> list[Form]:
        """Those of this page."""
        parser = cls()
        parser.feed(page)
        return parser.forms

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: text or "" for name, text in attributes}
        if tag == "form":
            self._form = Form(given.get("action", "")) if given.get("method", "").lower() == "post" else None
            self.forms += [self._form] if self._form else []
        elif self._form is not None and (given.get("name") or tag in {"option", "button"}):
            self._control(self._form, tag, given)

    def _control(self, form: Form, tag: str, given: Mapping[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in form.fields):
            form.fields[self._select] = value
        elif tag == "textarea":
            self._text = name
            form.fields[name] = ""
        elif tag == "button":
            form.buttons[given.get("formaction", value)] = (name or "-", value)
        elif tag == "input" and name and given.get("type") != "file":
            self._input(form, given.get("type", "text"), name, value, "checked" in given)

    def _input(self, form: Form, kind: str, name: str, value: str, checked: bool) -> None:
        if kind not in {"checkbox", "radio"}:
            form.fields[name] = value
        elif checked and kind == "checkbox":
            form.fields[name] = [*form.fields.get(name, []), value or "on"]
        elif checked:
            form.fields[name] = value

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._text:
            self._form.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""
