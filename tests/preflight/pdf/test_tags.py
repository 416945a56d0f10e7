"""The tag tree, read into elements."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from tests.preflight.made import copied, element, saved, tagged_pdf
from typeset.preflight.document import Document
from typeset.preflight.pdf.content import things_of
from typeset.preflight.pdf.tags import standard_role, tags_of


def test_elements_stand_in_order_with_their_parents() -> None:
    document = Document(tagged_pdf(), "a.pdf")
    tags = document.once(tags_of)
    kinds = [tag.role for tag in tags.all()]
    assert kinds[:6] == ["Document", "H1", "TOC", "TOCI", "Reference", "Link"]
    link = next(tags.of_role("Link"))
    assert [tag.role for tag in link.lineage()] == ["Link", "Reference", "TOCI", "TOC", "Document"]
    assert len(link.objects) == 1


def test_painted_things_find_their_element() -> None:
    document = Document(tagged_pdf(), "a.pdf")
    tags = document.once(tags_of)
    found = [(thing.text, tag.role) for thing in document.here(things_of) if (tag := tags.of_thing(thing))]
    assert found[:3] == [("题目", "H1"), ("目", "Link"), ("正文", "P")]
    assert ("", "Figure") in found


def test_roles_are_followed_to_a_standard_one() -> None:
    roles = {"a": "b", "b": "P", "c": "d", "d": "c"}
    assert [standard_role(kind, roles) for kind in ("a", "b", "c", "P", "x")] == ["P", "P", "c", "P", "x"]


def test_attributes_come_from_classes_too() -> None:
    pdf = copied(tagged_pdf())
    cell = element(pdf, "TH")
    del cell.A
    cell.C = Name.Head
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Head=Array([Dictionary(O=Name.Table, Scope=Name.Row)]))
    document = Document(saved(pdf), "a.pdf")
    tags = document.once(tags_of)
    assert tags.attribute(next(tags.of_role("TH")), "/Scope") == Name.Row


def test_the_language_is_that_of_the_nearest() -> None:
    pdf = copied(tagged_pdf())
    element(pdf, "Table").Lang = String("en")
    document = Document(saved(pdf), "a.pdf")
    tags = document.once(tags_of)
    assert next(tags.of_role("TD")).language == "en"
    assert next(tags.of_role("P")).language == ""
