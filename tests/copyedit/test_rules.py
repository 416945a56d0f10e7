"""Each rule finds its documented example and leaves the good one alone; and where rules must hold their tongue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.copyedit.reading import codes, issue_of
from typeset.copyedit.catalogue import rules
from typeset.copyedit.check import diagnose
from typeset.copyedit.data import confusions, core_of
from typeset.copyedit.rules import RULES, autocorrect
from typeset.copyedit.rules.confusions import CODES
from typeset.diagnostics import messages


@pytest.fixture(autouse=True)
def _autocorrect(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library as it would be, were it installed: it replaces a tilde."""
    monkeypatch.setattr(autocorrect, "formatter", lambda: lambda text: text.replace("~", "～"))


def test_what_the_library_says_of_spaces_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autocorrect, "formatter", lambda: lambda text: text.replace("　", " "))
    assert codes("---\ntitle: 前半　后半\nsource: 报\n---\n\n文。") == []


def test_without_the_library_there_is_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autocorrect, "formatter", lambda: None)
    assert codes(rules()["autocorrect"].bad) == []


@pytest.mark.parametrize("name", rules())
def test_a_rule_finds_its_bad_example_and_nothing_in_the_good_one(name: str) -> None:
    rule = rules()[name]
    assert set(codes(rule.bad)) == {name}
    assert codes(rule.good) == []


def test_every_rule_is_documented_and_every_module_runs() -> None:
    folder = Path(__file__).resolve().parents[2] / "typeset" / "copyedit"
    written = "\n".join(path.read_text("utf-8") for path in (folder / "rules").glob("*.py"))
    assert {f"check.{name}" for name in rules()} <= set(messages())
    assert set(re.findall(r'"check\.([a-z-]+)"', written)) == set(rules())
    modules = {path.stem for path in (folder / "rules").glob("*.py")} - {"__init__"}
    assert {rule.__module__.rpartition(".")[2] for rule in RULES} == modules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # marks
        ("比分是3:1，时间是12:30，收入1,000元。", []),
        ("访问https://example.org/a?b=1,c，查看。", []),
        ("用`a, b`表示，见[网站](https://example.org/?a=b,c)。", []),
        ("约翰.史密斯来访。", ["half-width-mark"]),
        ("机器学习(machine learning)是一门学科。", ["half-width-bracket"] * 2),
        ("函数的空间复杂度为O(n)。也可以改进。", []),
        ("一个简单的应用（我知道，duh），分三步：a）拆开，b）装好。", []),
        ("他讲了这件事，大家听得很认真，会场里一直没有声音。（张三投稿）", []),
        ("> “不同于大多数数据库使用锁来控制，它使用快照来维护一致性。”——摘自某某文档", []),
        ("禁毒支队支队长说，得知十年来越来越多群众加入，退税缓税缓费扩大。", []),
        ("阳春二月，江苏的樱花开了，展览到2月底。", []),
        ("投资建成8千平方米，绕湖8千米。", ["myriad"]),
        ("这一次的Al革命推进很快，含铝（Al）的合金。", ["misread"]),
        ("202S年，20S3年，2023年。", ["misread"] * 2),
        ("央军委主席的重　要文章发表了。", ["space-in-han"]),
        ("参见 [文章](https://example.org/) 一节，**变量：** 是一种量。", ["space-in-han"] * 2 + ["space-beside-mark"]),
        ("请工人按装水笼头，欣尝弦律。", ["same-sound"] * 4),
        ("It's called “AI” (artificial intelligence).", []),
        ("他说：“好的’。", ["unpaired", "unpaired"]),
        ("1）先登记；2）后领取。", []),
        ("“第一段的引文没有完，\n\n“第二段接着说完了。”", []),
        ("“第一段的引文没有完，\n\n第二段不是引文。", ["unpaired"]),
        ("他“说‘好’”。", []),
        ("《读〈孟子〉》出版了。", []),
        ("《读《孟子》》出版了。", ["nesting"]),
        ("太好了！！！真的？！", []),
        ("他说“好！”。他说“好。”。", ["doubled-mark"]),
        ("“好！”，他说。", []),
        ("省略一段：\n\n…………\n\n后文。", []),
        ("价格在20——30元。", ["range-mark"]),
        # numerals and dates
        ("有三千克、5千米和3百货。", []),
        ("正月十五日到了，2023年二月会议召开。", []),
        ("会期是2024年2月29日。", []),
        ("会期是2023年2月29日。", ["date-impossible"]),
        ("历时18个月，服刑20年6个月。", []),
        ("到2025年8月25日，将发布公告。", []),
        ("过去10年底蕴深厚，近20年初见成效。", []),
        ("电话是021-63685517，日期是2023-08-20，比分3-1，第9-10期。", []),
        ("为10%～20%，为3万～5万元，为9亿～16亿元。", []),
        ("为3～5万元。", ["range-unit"]),
        ("一、二年级共有三四十人。", []),
        ("第二个、十二个、一二个。", []),
        # words
        ("我们研究研究，商量商量，一个一个来，等等等等。", []),
        ("目的的确是好的，了不了了之，是是非非，即将将会。", []),
        ("常委会会议和委员会委员会见代表。", []),
        ("中华人民共和国中华人民共和国。", ["duplicated-word"]),
        ("实实在在地做在线学习，在在线平台上一个领域一个领域地讲。", []),
        ("平安祥和的节日，截止到8月20日，神态安祥。", ["same-sound"]),
        ("一袋一袋地装，脸冻得冰凉冰凉的。", []),
        ("今天是农历三月初三，三月底开会，4月底再开。", ["mixed-numerals"]),
        ("通过泰勒展开，去掉高阶项以后，我们于是不难得到\n\n`x = y`", []),
        ("## “花园城市” 提升福祉", []),
        ("为了了解情况，要对对象负责。", []),
        ("究竟争取什么，毕竟赛事重要，好象棋手，收人民币。", []),
        ("广州的电话区号是020-，全长020米。", []),
        ("有56、57两个号。", []),
        ("买56、电脑等。", ["misread"]),
        ("请登陆上海官方网站，台风登陆上海。", ["log-in"]),
        ("报名截至8月20日，截止日期是8月20日。", []),
        # spaces
        ("第一条　为了规范经营行为，制定本规定。\n\n第二条 本规定自公布之日起施行。", []),
        ("主题是“携手同行 共创未来”，为期三天。", []),
        ("推动农村电商 高质量发展", []),
        ("| 张 三 | 李 四 |\n| --- | --- |\n| 甲 乙 | 丙 |", []),
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [
        ("---\ntitle: 题\nsource: 报\n---\n\n头一段。\n\n这里,不对。", 8, 3, 1),
        ("> 引文**里,面**有。", 1, 8, 1),
        ("- 项目\n- 又,一项。", 2, 4, 1),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁,戊 |", 3, 8, 1),
        ("句子[^1]。\n\n[^1]: 注,文。", 3, 8, 1),
        ("换行\n以后,有误。", 2, 3, 1),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n：表,题", 4, 3, 1),
        ('![图,形](images/a.svg "图,题")', 1, 4, 1),
        ("{拼,音|pīn yīn}对。", 1, 3, 1),
    ],
)
def test_a_finding_knows_its_place(text: str, line: int, column: int, length: int) -> None:
    place = diagnose(issue_of(text))[0].place
    assert place is not None
    assert (place.line, place.column, place.length) == (line, column, length)


def test_every_confusion_has_characters_to_look_for_and_a_pattern_that_compiles() -> None:
    for entry in confusions():
        assert entry.core
        assert entry.pattern.groups == 0
        assert entry.rule in CODES
    assert core_of("(?<![甲(乙)])丙丁[戊己]庚辛壬(?=子(?!丑))") == "庚辛壬"


def test_the_reason_for_a_confusion_is_never_itself_one() -> None:
    """What should be written is not on the list of what should not."""
    for entry in confusions():
        if not set(entry.right) & set("\\[("):
            assert not entry.pattern.search(entry.right), entry.expression


def test_no_more_than_twenty_of_a_kind_are_listed_in_a_file() -> None:
    found = codes("\n\n".join("甲,乙。" for _ in range(25)))
    assert found.count("half-width-mark") == 20
    assert found[-1] == "more"


def test_a_full_stop_in_a_name_may_stand_for_an_interpunct() -> None:
    (diagnostic,) = diagnose(issue_of("约翰.史密斯来访。"))
    assert "“·”" in diagnostic.hint("zh")
