from __future__ import annotations

import re
from collections import Counter
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.diagnostics import Language, Report
from typeset.manifest import Issue
from typeset.readers.extracted import ImportedIssue, read_extracted, to_markdown
from typeset.readers.extracted.characters import HAN, count
from typeset.schema import validate
from typeset.source import SourceText
from typeset.yamltext import read_yaml

SAMPLE = Path(__file__).with_name("sample.txt")
SEED = Path(__file__).parents[3].parent / "shared" / "seeds" / "issue-293.txt"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LABELS = set("年第期总月日主办单位来源编选")

FRAGMENTS = [
    *(
        "# ",
        "#### ",
        "【",
        "】",
        "•\t",
        "\t>\t",
        "\t2",
        "\n",
        "\n\n",
        "来源:",
        "编选:",
        "编辑部地址:",
        "电话:",
        "主办单位",
    ),
    *(
        "2022年第7期(总61期) 2022年4月10日",
        "2022 年 04 月 31 日",
        "2022年4月6日",
        "馆内",
        "夜读",
        "一是",
        "- ",
        "1. ",
        "|",
    ),
    *(
        '"',
        "'",
        "(",
        ")",
        ",",
        ".",
        "。",
        " ",
        "\u3000",
        "020",
        "56、",
        "———是",
        "TOP10",
        "**",
        "[^1]:",
        "![图](a.svg)",
    ),
]
MANUSCRIPTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=60).map("".join)


def read(path: Path) -> tuple[str, ImportedIssue, Report]:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    report = Report()
    text = path.read_text("utf-8")
    return text, read_extracted(text, path, report), report


def written(issue: ImportedIssue) -> Counter[str]:
    """What the written files hold, counted anew from the files themselves."""
    files = dict(issue.files())
    plan = files.pop(PurePosixPath("issue.yaml"))
    return count(re.sub(r"[0-9]{4}\.md", "", plan)) + count("".join(files.values()))


@pytest.mark.parametrize("path", [SAMPLE, SEED], ids=["sample", "seed"])
def test_nothing_is_lost_and_nothing_invented(path: Path) -> None:
    text, issue, _ = read(path)
    accounted = count("".join(account.text for account in issue.report.accounts))
    assert count(text) - (written(issue) + accounted) == Counter()
    assert issue.report.lost == {}
    assert issue.report.counted == count(text).total()
    # What stands in a file was in the text; only the noughts of dates such as 2022-04-05 are new.
    assert set(written(issue) - count(text)) <= {"0"}
    assert all(set(account.text) <= LABELS for account in issue.report.accounts if account.kind == "labels")


@pytest.mark.parametrize("path", [SAMPLE, SEED], ids=["sample", "seed"])
def test_every_han_character_of_the_body_keeps_its_place(path: Path) -> None:
    """Articles hold the characters of the extracted text in the same order, apart from title, source line and date."""
    text, issue, _ = read(path)
    han = re.compile(f"[{HAN}]")
    whole = "".join(han.findall(text))
    start = 0
    for article in issue.articles:
        for part in (article.title, *article.blocks):
            found = whole.find("".join(han.findall(part)), start)
            assert found >= start, part
            start = found


@pytest.mark.parametrize("path", [SAMPLE, SEED], ids=["sample", "seed"])
def test_issue_yaml_reads_back(path: Path) -> None:
    _, issue, _ = read(path)
    files = issue.files()
    report = Report()
    tree = read_yaml(SourceText(Path("issue.yaml"), files[PurePosixPath("issue.yaml")]), report)
    assert tree is not None
    model = validate(Issue, tree, report)
    assert list(report) == []
    assert model is not None
    assert (model.year, model.number, model.total, model.date) == (issue.year, issue.number, issue.total, issue.date)
    entries = [entry for section in model.sections for entry in section.articles]
    flags = [(entry.contents, entry.highlight, entry.short_title or "") for entry in entries]
    assert flags == [(article.contents, article.highlight, article.short_title) for article in issue.articles]
    assert {f"articles/{entry.file}" for entry in entries} == {str(path) for path in files if path.suffix == ".md"}


def test_sample() -> None:
    _, issue, report = read(SAMPLE)
    assert [(section.title, len(section.articles)) for section in issue.sections] == [("馆内消息", 3), ("数字观察", 1)]
    assert [article.title for article in issue.articles] == [
        "海湾市图书馆：夜间借阅延长到23点",
        "海湾市公共图书馆联合六所中学推出夏夜读书计划，首批开放座位三百个　家长可以旁听",
        "市民书房发布年度借阅报告，小说类仍居首位、科普类升到第二　散文类借阅略有回落",
        "电子书借阅量半年增长12.5%",
    ]
    assert [article.highlight for article in issue.articles] == [True, False, False, True]
    assert [bool(article.short_title) for article in issue.articles] == [False, True, True, False]
    assert {doubt.name for doubt in issue.report.doubts} == {
        *("o2o", "generation", "m0", "bureau", "repeated", "dash-one", "colon-clause", "colon-parallel"),
        *("cut-text", "unpaired"),
    }
    assert {d.code for d in report} == {
        *("import.unplaced", "import.doubtful", "import.cut-text", "import.unpaired", "import.bad-date"),
        *("import.no-date", "import.entry-unmatched", "import.short-title", "import.subhead", "import.title-joined"),
    }


def test_articles_of_the_sample() -> None:
    _, issue, _ = read(SAMPLE)
    first, second = issue.articles[:2]
    assert first.blocks[0] == (
        "4月1日起，海湾市图书馆把夜间借阅延长到23点，周末也不例外。馆长说：“读者来得晚，我们就‘守’得晚。”"
        "新增的80个座位都配了台灯，借阅记录可在https://lib.example.cn/card?x=1.5查询，也可以到前台（二楼东侧）打印。"
    )
    assert second.blocks[-1] == "- 报名时间：4月8日9:30起\n- 报名地点：少儿部（一楼），电话预约亦可"
    assert issue.files()[PurePosixPath("articles/0101.md")].startswith(
        "---\ntitle: 海湾市图书馆：夜间借阅延长到23点\nsource: 海湾新闻网\n"
        "selected_by: 《海湾读书通讯》编辑部\ndate: 2022-04-02\n---\n\n4月1日起"
    )


def test_seed() -> None:
    _, issue, report = read(SEED)
    assert [(s.title, len(s.articles)) for s in issue.sections] == [
        ("行业资讯", 22),
        ("政策法规", 3),
        ("数据观察", 16),
        ("专家视点", 3),
    ]
    assert sum(article.contents for article in issue.articles) == 16
    assert sum(article.highlight for article in issue.articles) == 10
    assert [article.short_title for article in issue.articles if article.short_title] == [
        "上海出台推动数据要素产业创新发展行动方案"
    ]
    assert all(article.source and article.date and article.blocks for article in issue.articles)
    assert all(article.selected_by or article.source == "《电子商务动态》编辑部" for article in issue.articles)
    assert issue.report.unplaced == ()
    assert report.errors == ()
    assert (issue.imprint.postcode, issue.imprint.phone) == ("200011", "021-63685517")
    assert "举办“消费券活动”，" in issue.sections[2].articles[4].blocks[-1]


@given(MANUSCRIPTS)
def test_any_text_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    report = Report()
    issue = read_extracted(text, Path("issue.txt"), report)
    assert issue.report.lost == {}
    for language in LANGUAGES:
        assert to_markdown(issue.report, language)
        assert all(diagnostic.text(language) for diagnostic in report)


def test_an_empty_text() -> None:
    report = Report()
    issue = read_extracted("", Path("issue.txt"), report)
    assert [diagnostic.code for diagnostic in report] == ["import.no-masthead", "import.no-articles"]
    assert issue.files() == {
        PurePosixPath("issue.yaml"): "# yaml-language-server: $schema=../.schema/issue.json\nsections: []\n"
    }
