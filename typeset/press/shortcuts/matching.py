"""Style sheets applied to elements: selectors are sought by name once, and likes are given the same styles.

WeasyPrint asks every sheet about every element, and computes six styles of pseudo-elements for each of them: its own
sheet has a rule for the call of a note after any element, and for its marker.
"""

from __future__ import annotations

from math import inf
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from msgspec import Struct
from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)

from typeset.press.shortcuts.likes import OWN, Likes, like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    # The values of properties by name, each with its weight.
    Cascaded = dict[str, tuple[Any, Any]]

# A document without elements but its root, whose styles are not asked for.
_EMPTY = SimpleNamespace(
    etree_element=Element("html"), wrapper_element=SimpleNamespace(iter_subtree=lambda: ()), base_url=None
)
_CHANGED = frozenset({"first-letter", "first-line"})


class _Rule(Struct, frozen=True, eq=False):
    """A rule of a sheet with one of its selectors: each property that it declares, with its value and weight."""

    test: Callable[[Any], bool]
    pseudo_type: str | None
    declared: tuple[tuple[str, Any, Any], ...]


class _Rules:
    """The rules of all sheets in the order of the cascade, sought by what elements are called."""

    def __init__(self, sheets: Iterable[tuple[Any, str, Any]]) -> None:
        self._sheets = tuple(sheets)
        self._ids = {name for sheet, *_ in self._sheets for name in sheet.matcher.id_selectors}
        self._by_name: dict[tuple[Any, ...], tuple[_Rule, ...]] = {}
        self._made: dict[int, _Rule] = {}

    def matching(self, element: Any) -> tuple[_Rule, ...]:
        """The rules that apply to an element."""
        etree, own = element.etree_element, element.id
        name = (etree.tag, etree.get("class"), own if own in self._ids else None, "lang" in etree.attrib)
        rules = self._by_name.get(name)
        if rules is None:
            rules = self._by_name[name] = tuple(self._sought(element))
        return tuple([rule for rule in rules if rule.test(element)])

    def _sought(self, element: Any) -> Iterator[_Rule]:
        for sheet, origin, sheet_specificity in self._sheets:
            for entry in sorted(_entries(sheet.matcher, element), key=lambda entry: entry[1:3]):
                rule = self._made.get(id(entry))
                if rule is None:
                    rule = self._made[id(entry)] = _rule(entry, sheet, origin, sheet_specificity)
                yield rule


def _entries(matcher: Any, element: Any) -> Iterator[Any]:
    """What a matcher would test an element with: `cssselect2.Matcher.match`."""
    yield from matcher.id_selectors.get(element.id, ())
    for name in element.classes:
        yield from matcher.class_selectors.get(name, ())
    yield from matcher.lower_local_name_selectors.get(element.local_name.lower(), ())
    yield from matcher.namespace_selectors.get(element.namespace_url, ())
    if "lang" in element.etree_element.attrib:
        yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


def _rule(entry: Any, sheet: Any, origin: str, sheet_specificity: Any) -> _Rule:
    test, specificity, _order, pseudo_type, (declarations, layer) = entry
    layer_order = inf if layer is None else sheet.layers.index(layer)
    weigh = (layer_order, sheet_specificity or specificity)
    return _Rule(
        test,
        pseudo_type,
        tuple(
            (name, values, (declaration_precedence(origin, importance), *weigh))
            for name, values, importance in declarations
        ),
    )


def _settle(cascaded: Cascaded, declared: Iterable[tuple[str, Any, Any]]) -> None:
    """Have what weighs more, or as much and comes later, in `cascaded` (CSS Cascade 5, section 6)."""
    for name, values, weight in declared:
        known = cascaded.get(name)
        if known is None or known[1] <= weight:
            cascaded[name] = values, weight


class Common(Struct, eq=False):
    """The rules of the same sheets, and the likes among what they apply to."""

    rules: _Rules
    likes: Likes


def matched_by_name(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `StyleFor.__init__`; the styles are those of the `original`, fewer objects.

    A document whose `_typeset_common` is a dictionary has its styles in common with others that have the same one.
    """

    def __init__(  # noqa: N807 - the name it replaces
        self: Any,
        html: Any,
        sheets: Any,
        presentational_hints: bool,
        font_config: Any,
        target_collector: Any,
    ) -> None:
        if presentational_hints:
            original(self, html, sheets, presentational_hints, font_config, target_collector)
            return
        original(self, _EMPTY, sheets, False, font_config, target_collector)
        self._computed_styles.clear()
        kept: dict[Any, Common] | None = html.__dict__.get("_typeset_common")
        key = tuple(id(sheet) for sheet, *_ in sheets)
        common = kept.get(key) if kept else None
        if common is None:
            common = Common(_Rules(sheets), Likes(lasting=kept is not None))
            if kept is not None:
                kept[key] = common
        self._typeset_likes = common.likes
        _compute(self, html, common, _declared_by_attributes(html), target_collector)
        self._cascaded_styles.clear()

    return __init__


def _declared_by_attributes(html: Any) -> dict[Any, list[tuple[str, Any, Any]]]:
    """What elements declare by their attributes: a style, a language, an anchor."""
    own: dict[Any, list[tuple[str, Any, Any]]] = {}
    for specificity, element, declarations, base_url in find_style_attributes(html.etree_element, False, html.base_url):
        own.setdefault(element, []).extend(
            (name, values, (declaration_precedence("author", importance), inf, specificity))
            for name, values, importance in preprocess_declarations(base_url, declarations)
        )
    return own


def _compute(style_for: Any, html: Any, common: Common, own: Mapping[Any, Any], target_collector: Any) -> None:
    """Compute the styles of all elements; those that declare nothing themselves share what likes before them have.

    Likes stand in the same style and match the same rules.
    """
    computed, root = style_for.get_computed_styles(), html.etree_element
    passed_on: dict[Any, Any] = {None: None}  # the style that the children of an element stand in
    of_this = Likes()

    def style(element: Any, declared: Cascaded, parent: Any, pseudo_type: str | None) -> Any:
        above = InitialStyle(style_for.font_config) if element is root and not pseudo_type else passed_on[root]
        fonts, sizes = style_for.font_config, style_for.initial_page_sizes
        made = ComputedStyle(parent, declared, pseudo_type, above, html.base_url, fonts, sizes)
        if target_collector and OWN in declared and made[OWN]:
            target_collector.collect_anchor(made[OWN])
        return made

    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        parent = passed_on[wrapper.parent.etree_element if wrapper.parent else None]
        likes = common.likes if parent is None or id(parent) in common.likes.shared else of_this
        matching, declared = common.rules.matching(wrapper), tuple(own.get(element, ()))
        key = id(parent), matching, declared
        # Of those that declare something themselves only the root, which names the language, is like others.
        alike = not declared or parent is None
        styles = likes.elements.get(key) if alike else None
        if styles is None:
            cascaded: dict[str | None, Cascaded] = {None: {}}
            _settle(cascaded[None], declared)
            for rule in matching:
                _settle(cascaded.setdefault(rule.pseudo_type, {}), rule.declared)
            itself = passed_on[element] = style(element, cascaded.pop(None), parent, None)
            styles = {kind: style(element, what, itself, kind) for kind, what in cascaded.items()}
            styles = {None: itself, **styles}
            if alike:
                likes.keep(key, styles)
            elif OWN in itself.cascaded and parent is not None:
                itself._typeset_kin = kin = likes.kin_of(itself)
                kin.tell(itself)
                passed_on[element] = kin.common(itself) if kin.lasting else itself
        else:
            passed_on[element] = styles[None]
            styles = {kind: like(found) if _changes(kind, styles[None]) else found for kind, found in styles.items()}
        computed.update({(element, kind): found for kind, found in styles.items()})
    if common.likes.lasting:
        _set_apart(computed, (root, root.find("body")))


def _set_apart(computed: Any, elements: Iterable[Any]) -> None:
    """Have `elements` have styles of their own: that the page overflows is written into the root's or the body's."""
    for element in elements:
        if element is not None:
            shared = computed[element, None]
            computed[element, None] = own = like(shared)
            own._typeset_like = shared


def _changes(pseudo_type: str | None, style: Any) -> bool:
    """Whether a style is looked through, or written into, while boxes are made: that of the call of a note is."""
    return pseudo_type in _CHANGED or (pseudo_type == "note-call" and style["position"][0] == "note()")
