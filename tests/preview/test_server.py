"""What the server tells and serves: pages, their text, searches, the stream, the editor."""

from __future__ import annotations

import io
import socket
from typing import TYPE_CHECKING
from urllib.parse import quote

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.preview.visitor import until, visiting
from typeset.preview.drawing import draw

if TYPE_CHECKING:
    from tests.desk import Call, Desk
    from tests.preview.visitor import Visitor

FIRST = "issues/issue-293/articles/first.md"


def _pages(visitor: Visitor) -> dict[str, object]:
    with visitor.listen() as events:
        return dict(until(events, "pages"))


def test_the_page_speaks_of_the_issue_and_runs_no_script_of_its_own(visitor: Visitor) -> None:
    html = visitor.ask("/").body.decode()
    assert '<html lang="zh-CN">' in html
    assert "检查结果" in html
    assert html.count("<script") == 2
    assert '<script type="application/json"' in html
    assert "$" not in html
    assert " style=" not in html


def test_the_page_speaks_english_where_the_locale_does(desk: Desk) -> None:
    with visiting(desk.root, language="en_US.UTF-8") as visitor:
        html = visitor.ask("/").body.decode()
    assert '<html lang="en">' in html
    assert "Findings" in html


def test_a_page_is_drawn_as_wide_as_asked_for_and_kept_for_good(visitor: Visitor) -> None:
    pages = _pages(visitor)["pages"]
    assert isinstance(pages, list)
    answer = visitor.ask(f"/page/{pages[0]['key']}?width=640")
    picture = Image.open(io.BytesIO(answer.body))
    assert picture.width == 640
    assert picture.height == pytest.approx(640 * pages[0]["height"] / pages[0]["width"], abs=1)
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("query", ["", "?width=", "?width=39", "?width=4001", "?width=-5", "?width=1e3", "?width=٣٠٠"])
def test_a_width_out_of_bounds_is_refused(query: str, visitor: Visitor) -> None:
    assert visitor.ask(f"/page/x{quote(query, safe='?=')}").status == 400


def test_a_page_that_is_no_more_is_not_found(visitor: Visitor) -> None:
    assert visitor.ask("/page/0123456789?width=100").status == 404


def test_a_paragraph_tells_its_file_and_line(visitor: Visitor) -> None:
    blocks = [block for page in (1, 2, 3) for block in visitor.ask(f"/blocks/{page}").json]
    places = {block["text"].strip(): (block["file"], block["line"]) for block in blocks}
    assert places["又一段正文。"] == ("issues/issue-293/articles/second.md", 8)
    assert places["再一段。"] == ("issues/issue-293/articles/second.md", 12)
    assert places["头一篇"] == (FIRST, 1)


def test_the_words_of_a_paragraph_stand_inside_its_box(visitor: Visitor) -> None:
    (block,) = [block for block in visitor.ask("/blocks/2").json if block["text"].startswith("正文第一段")]
    (hit,) = visitor.ask("/search?q=%E5%BC%95%E5%8F%B7").json
    assert (hit["page"], hit["match"]) == (2, "引号")
    left, top, right, bottom = hit["box"]
    assert any(line[0] <= left < right <= line[2] and (line[1], line[3]) == (top, bottom) for line in block["lines"])


def test_a_save_is_told_and_only_the_page_that_changed_looks_different(desk: Desk) -> None:
    with visiting(desk.root) as visitor, visitor.listen() as events:
        before = until(events, "pages", ok=True)
        desk.replace(FIRST, "第二段", "改过的第二段")
        after = until(events, "pages", ok=True)
    keys = [[page["key"] for page in told["pages"]] for told in (before, after)]
    assert after["version"] == before["version"] + 1
    assert [old == new for old, new in zip(*keys, strict=True)] == [True, False, True]


def test_a_picture_that_changes_is_seen(desk: Desk) -> None:
    square = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="{}"/></svg>'
    )
    desk.write("issues/issue-293/images/square.svg", square.format("red"))
    desk.article("first", "![一个方块](images/square.svg)")
    with visiting(desk.root) as visitor, visitor.listen() as events:
        before = until(events, "pages", ok=True)
        desk.write("issues/issue-293/images/square.svg", square.format("blue"))
        after = until(events, "pages", ok=True)
    assert before["pages"] != after["pages"]


def test_an_error_is_told_with_its_place_while_the_old_pages_stay(desk: Desk) -> None:
    with visiting(desk.root) as visitor, visitor.listen() as events:
        before = until(events, "pages", ok=True)
        good = (desk.root / FIRST).read_text("utf-8")
        desk.write(FIRST, good.replace("title: 头一篇\n", ""))
        broken = until(events, "pages", ok=False)
        assert broken["pages"] == before["pages"]
        (error,) = [finding for finding in broken["findings"] if finding["severity"] == "error"]
        assert error["file"] == FIRST
        assert error["hint"]
        assert visitor.ask(f"/page/{broken['pages'][1]['key']}?width=100").status == 200
        desk.write(FIRST, good)
        assert until(events, "pages", ok=True)["pages"] == before["pages"]


def test_an_issue_that_cannot_be_laid_out_yet_waits_for_its_mending(desk: Desk) -> None:
    good = (desk.root / FIRST).read_text("utf-8")
    desk.write(FIRST, "")
    with visiting(desk.root) as visitor, visitor.listen() as events:
        assert until(events, "pages")["pages"] == []
        desk.write(FIRST, good)
        assert len(until(events, "pages", ok=True)["pages"]) == 3


def test_the_check_gives_findings_with_pages_and_the_finished_file(desk: Desk, call: Call) -> None:
    desk.article("third", "生僻字：𱁬。")
    with visiting(desk.root) as visitor, visitor.listen() as events:
        findings = until(events, "checked")["findings"]
        answer = visitor.ask("/issue.pdf")
    assert {(found["file"], found["page"]) for found in findings if found["file"]} == {
        ("issues/issue-293/articles/third.md", 3)
    }
    assert call("build").code in (0, 1)
    assert answer.body.startswith(b"%PDF-")


def test_the_check_of_the_text_is_among_the_findings(desk: Desk) -> None:
    desk.article("third", "这是电商工作的工作的一段。")
    with visiting(desk.root) as visitor, visitor.listen() as events:
        findings = until(events, "checked")["findings"]
    (found,) = [found for found in findings if str(found["code"]).startswith("check.")]
    assert (found["file"], found["line"], found["page"]) == ("issues/issue-293/articles/third.md", 8, 3)


def test_the_finished_file_is_that_of_a_build(desk: Desk, call: Call) -> None:
    with visiting(desk.root) as visitor, visitor.listen() as events:
        until(events, "checked")
        answer = visitor.ask("/issue.pdf")
    assert call("build").code == 0
    assert answer.body == desk.pdf.read_bytes()


def test_nothing_is_written_beside_the_state(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    with visiting(desk.root) as visitor, visitor.listen() as events:
        until(events, "checked")
    after = {path for path in desk.root.rglob("*") if path.is_file()}
    assert {path.relative_to(desk.root).parts[:2] for path in after - set(before)} == {
        (".typeset", "cache"),
        (".typeset", "preview"),
    }
    assert all(path.read_bytes() == data for path, data in before.items())


def test_a_second_preview_finds_a_port_of_its_own(visitor: Visitor, desk: Desk) -> None:
    with visiting(desk.root) as other:
        assert other.port != visitor.port
        assert other.ask("/").status == 200
        assert other.ask("/", headers={"Cookie": visitor.cookie}).status == 403


def test_a_port_that_was_asked_for_and_is_taken_is_an_error(call: Call) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        outcome = call("preview", "--no-open", "--format", "json", "--port", str(taken.getsockname()[1]))
    assert outcome.code == 3
    assert outcome.codes == ["preview.port"]


def test_the_pages_shown_are_those_of_the_finished_file(desk: Desk) -> None:
    with visiting(desk.root) as visitor, visitor.listen() as events:
        until(events, "pages", ok=True)
        desk.replace(FIRST, "第二段", "改过的第二段")
        pages = until(events, "pages", ok=True)["pages"]
        until(events, "checked")
        shown = [Image.open(io.BytesIO(visitor.ask(f"/page/{page['key']}?width=595").body)) for page in pages]
        finished = visitor.ask("/issue.pdf").body
    with pikepdf.open(io.BytesIO(finished)) as pdf:
        assert len(pdf.pages) == len(shown)
    for number, picture in enumerate(shown):
        alone = pikepdf.new()
        with pikepdf.open(io.BytesIO(finished)) as pdf:
            alone.pages.append(pdf.pages[number])
            data = io.BytesIO()
            alone.save(data)
        assert ImageChops.difference(picture, Image.open(io.BytesIO(draw(data.getvalue(), 595)))).getbbox() is None
