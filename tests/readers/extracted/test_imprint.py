from __future__ import annotations

import pytest

from typeset.readers.extracted.imprint import ImportedImprint, parse_imprint


@pytest.mark.parametrize(
    ("texts", "imprint"),
    [
        ((), ImportedImprint()),
        (
            ("编辑部地址:灯塔路 8 号 图书馆三楼 邮政编码: 999077", "电话: 000-1234567"),
            ImportedImprint(address="灯塔路8号 图书馆三楼", postcode="999077", phone="000-1234567"),
        ),
        (
            ("网址:www.lib.example.cn 电子邮箱:desk@lib.example.cn 传真:000-7654321",),
            ImportedImprint(website="www.lib.example.cn", email="desk@lib.example.cn", notes=("传真：000-7654321",)),
        ),
        (("电话:1", "电话:2", "欢迎来稿"), ImportedImprint(phone="1", notes=("电话：2", "欢迎来稿"))),
    ],
)
def test_imprint(texts: tuple[str, ...], imprint: ImportedImprint) -> None:
    assert parse_imprint(texts) == imprint
