"""Who is turned away: no token, another host, another site, another path, another machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.visitor import Visitor

PATHS = ["/", "/static/main.js", "/events", "/page/0?width=100", "/blocks/1", "/search?q=a", "/issue.pdf"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", ["", "typeset=1", "typeset-{port}=", "typeset-{port}=wrong", "typeset-1={token}"])
def test_without_the_token_nothing_is_served(path: str, cookie: str, visitor: Visitor) -> None:
    sent = cookie.format(port=visitor.port, token=visitor.token)
    answer = visitor.ask(path, headers={"Cookie": sent})
    assert answer.status == 403
    assert visitor.token.encode() not in answer.body


def test_the_token_in_the_address_becomes_a_cookie_that_only_our_pages_send(visitor: Visitor) -> None:
    answer = visitor.ask(f"/?token={visitor.token}", headers={"Cookie": ""})
    assert answer.status == 200
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(visitor.cookie.lower())
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("token", ["", "wrong", "%00", "%E5%AF%86"])
def test_a_wrong_token_in_the_address_gives_nothing(token: str, visitor: Visitor) -> None:
    answer = visitor.ask(f"/?token={token}", headers={"Cookie": ""})
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


def test_a_token_is_long_and_new_each_time(visitor: Visitor) -> None:
    assert len(visitor.token) >= 43  # 256 bits


@pytest.mark.parametrize("path", PATHS[:2])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "0.0.0.0:{port}"]
)
def test_a_name_that_was_pointed_at_this_machine_is_of_no_use(host: str, path: str, visitor: Visitor) -> None:
    assert visitor.ask(path, headers={"Host": host.format(port=visitor.port)}).status == 403


def test_localhost_will_do(visitor: Visitor) -> None:
    assert visitor.ask("/", headers={"Host": f"localhost:{visitor.port}"}).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
def test_another_site_may_not_ask(origin: str, visitor: Visitor) -> None:
    headers = {"Origin": origin.format(port=visitor.port)}
    assert visitor.ask("/search?q=a", headers=headers).status == 403
    assert visitor.ask("/open", method="POST", body=b"{}", headers=headers).status == 403


def test_what_changes_something_needs_to_say_where_it_comes_from(visitor: Visitor) -> None:
    assert visitor.ask("/open", method="POST", body=b"{}").status == 403
    own = {"Origin": f"http://127.0.0.1:{visitor.port}"}
    assert visitor.ask("/open", method="POST", body=b"{}", headers=own).status == 400


@pytest.mark.parametrize("path", ["/", "/static/page.css", "/blocks/1", "/nowhere"])
def test_every_answer_says_what_it_may_be_used_for(path: str, visitor: Visitor) -> None:
    headers = visitor.ask(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        *("/static/../server.py", "/static/..%2fserver.py", "/static/%2e%2e/server.py", "/static/page.html"),
        *("/static//etc/passwd", "/../secret.txt", "/secret.txt", "/issues/publication.yaml", "//etc/passwd"),
        *("/page/..%2f..%2fsecret.txt?width=100", "/blocks/..%2fsecret.txt", "/static/__pycache__"),
    ],
)
def test_no_path_leads_to_another_file(path: str, visitor: Visitor) -> None:
    answer = visitor.ask(path)
    assert answer.status in (404, 400)
    assert "秘密".encode() not in answer.body


def test_only_this_machine_can_reach_it(visitor: Visitor) -> None:
    others = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in sorted(str(other) for other in others if not str(other).startswith("127.")):
        with socket.socket() as asking:
            asking.settimeout(2)
            assert asking.connect_ex((address, visitor.port)) != 0
    lines = visitor.address.partition("//")[2]
    assert lines.startswith("127.0.0.1:")
