"""Structure elements read from their own words."""

from __future__ import annotations

import pikepdf
import pytest

from tests.preflight.made import copied, saved, tagged_pdf
from tests.preflight.made import element as element_of
from typeset.preflight.document import Document
from typeset.preflight.pdf.elements import element, kids, references
from typeset.preflight.pdf.objects import entry, identity, name, one_or_many
from typeset.preflight.pdf.tags import tags_of


def test_an_element_that_says_where_it_stands_is_read_as_the_library_reads_it() -> None:
    document = Document(tagged_pdf(), "a.pdf")
    plain = [(tag.dictionary, found) for tag in document.once(tags_of).all() if (found := element(tag.dictionary))]
    assert plain
    for thing, found in plain:
        held = one_or_many(entry(thing, "/K"))
        assert found.kind == name(entry(thing, "/S"))
        assert found.page == identity(entry(thing, "/Pg"))
        assert list(map(identity, kids(document.pdf, found))) == list(map(identity, held))
        around = [*held, entry(thing, "/P"), entry(thing, "/Pg")]
        assert references(found) == [each for each in map(identity, around) if each is not None]


def test_kids_are_numbers_and_objects_in_order() -> None:
    pdf = pikepdf.new()
    own = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Span))
    found = element(written(pdf, K=pikepdf.Array([3, own, 5])))
    assert found is not None
    first, second, third = kids(pdf, found)
    assert (first, third) == (3, 5)
    assert identity(second) == identity(own)


def test_one_kid_may_stand_alone() -> None:
    pdf = pikepdf.new()
    found = element(written(pdf, K=7))
    assert found is not None
    assert kids(pdf, found) == [7]


@pytest.mark.parametrize(
    "more",
    [
        {"Lang": pikepdf.String("en")},
        {"K": pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.MCR, MCID=1)])},
        {"K": pikepdf.Array([pikepdf.String("1 0 R")])},
        {"Type": pikepdf.Name.MCR},
        {"AF": pikepdf.Array([])},
    ],
)
def test_what_says_more_is_left_to_the_library(more: dict[str, pikepdf.Object]) -> None:
    pdf = pikepdf.new()
    assert element(written(pdf)) is not None
    assert element(written(pdf, **more)) is None


def test_a_kid_that_may_be_an_array_is_left_to_the_library() -> None:
    pdf = pikepdf.new()
    assert element(written(pdf, K=pdf.make_indirect(pikepdf.Array([1, 2])))) is None


@pytest.mark.parametrize(
    "thing", [None, True, 1, pikepdf.Name.K, pikepdf.String("/K"), pikepdf.Array([pikepdf.Name.K])]
)
def test_what_is_no_dictionary_is_no_element(thing: object) -> None:
    assert element(thing) is None


def test_only_an_element_that_says_more_has_texts_of_its_own() -> None:
    pdf = copied(tagged_pdf())
    element_of(pdf, "Figure").Alt = pikepdf.String("图")
    document = Document(saved(pdf), "a.pdf")
    tags = document.once(tags_of)
    assert {tag.own("/Alt") for tag in tags.of_role("Figure")} == {"图"}
    assert {tag.own("/Alt") for tag in tags.all() if tag.is_plain} == {""}


def written(pdf: pikepdf.Pdf, **more: object) -> pikepdf.Object:
    """A paragraph of which `more` is said."""
    parent = pdf.make_indirect(pikepdf.Dictionary())
    said = {"K": pikepdf.Array([1]), "P": parent, "S": pikepdf.Name.P, "Type": pikepdf.Name.StructElem, **more}
    return pikepdf.Dictionary({f"/{key}": value for key, value in said.items()})
