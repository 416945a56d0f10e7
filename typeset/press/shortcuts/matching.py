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
from weasyprint.css import declaration_precedence, find_style_attributes, preprocess_declarations

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


def matched_by_name(original: Callable[..., None]) -> Callable[..., None]:
    """A replacement of `StyleFor.__init__`; the styles are those of the `original`, fewer objects."""

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
        _compute(self, html, _Rules(sheets), _declared_by_attributes(html), target_collector)
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


def _compute(style_for: Any, html: Any, rules: _Rules, own: Mapping[Any, Any], target_collector: Any) -> None:
    """Compute the styles of all elements; those that declare nothing themselves share what likes before them have.

    Likes stand in the same style and match the same rules.
    """
    cascaded, computed = style_for.get_cascaded_styles(), style_for.get_computed_styles()
    likes: dict[tuple[int, tuple[_Rule, ...]], Any] = {}

    def compute(element: Any, parent: Any, pseudo_type: str | None) -> None:
        style_for.set_computed_styles(
            element,
            parent,
            root=html.etree_element,
            pseudo_type=pseudo_type,
            base_url=html.base_url,
            target_collector=target_collector,
        )

    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        parent = wrapper.parent.etree_element if wrapper.parent else None
        matching = rules.matching(wrapper)
        key = (0 if parent is None else id(computed[parent, None]), matching)
        like = None if element in own else likes.get(key)
        if like is None:
            styles: dict[str | None, Cascaded] = {None: {}}
            _settle(styles[None], own.get(element, ()))
            for rule in matching:
                _settle(styles.setdefault(rule.pseudo_type, {}), rule.declared)
            if element not in own:
                likes[key] = element, styles
        else:
            styles = like[1]
        for pseudo_type, declared in styles.items():
            if like is not None and not _changes(pseudo_type, computed[like[0], None]):
                computed[element, pseudo_type] = computed[like[0], pseudo_type]
                continue
            cascaded[element, pseudo_type] = declared
            compute(element, element if pseudo_type else parent, pseudo_type)


def _changes(pseudo_type: str | None, style: Any) -> bool:
    """Whether a style is looked through, or written into, while boxes are made: that of the call of a note is."""
    return pseudo_type in _CHANGED or (pseudo_type == "note-call" and style["position"][0] == "note()")
