"""A number with all that it was computed from, down to the printed figures; its interval counts each of those once."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from knowledge.derivations.calculations import Calculation
from knowledge.derivations.intervals import Interval
from knowledge.model import Basis, Figure, Formula, Input, Item, Quantity, Unit, Value

MOST_CORNERS = 8
"""Figures entering a formula several times, beyond which the wider, simpler interval is taken."""

FLAT = 4
"""Figures that a formula shows at most; a longer one shows what it was computed from in between."""


@dataclass(frozen=True, eq=False)
class Node:
    """A printed figure (`figure`), or a `calculation` over `inputs`. `item` is None for what is no metric's, such as
    a rate. `growth_steps` counts printed growth rates on the longest way down. `leaves` are its figures, each once."""

    item: Item | None
    unit: Unit
    interval: Interval
    series: str
    figure: Figure | None = None
    calculation: Calculation | None = None
    inputs: tuple[Node, ...] = ()
    growth_steps: int = 0
    leaves: tuple[Node, ...] = field(default=(), repr=False)
    repeated: tuple[Node, ...] = field(default=(), repr=False)

    @cached_property
    def quantity(self) -> Quantity:
        return self.interval.quantity(self.unit)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The printed figures that it goes back to."""
        return tuple(leaf.figure for leaf in (self.leaves or (self,)) if leaf.figure)

    @cached_property
    def value(self) -> Value:
        """As an answer shows it: with formula, sources and editions."""
        return Value(
            quantity=self.quantity,
            item=self.item,
            basis=Basis.REPORTED if self.figure else Basis.COMPUTED,
            formula=formula(self),
            sources=_all(figure.sources for figure in self.figures),
            editions=_all(figure.editions for figure in self.figures),
            note=self.figure.note if self.figure else {},
        )

    def stepped(self, growth_steps: int) -> Node:
        """The same, so many growth rates further from what is printed."""
        return replace(self, growth_steps=self.growth_steps + growth_steps) if growth_steps else self

    def as_role(self, role: str) -> Value:
        """The value, named by what it is in an answer."""
        return self.value.model_copy(update={"role": role})


def printed(figure: Figure, item: Item) -> Node:
    """The node of a figure as printed."""
    return Node(item, figure.unit, Interval.of(figure.quantity), figure.series, figure=figure)


def calculated(calculation: Calculation, inputs: Sequence[Node], item: Item | None = None) -> Node | None:
    """What a calculation makes of the inputs; None where it is undefined, or where they belong to different series."""
    series = {each.series for each in inputs}
    if len(series) > 1:
        return None
    leaves = Counter(leaf for each in inputs for leaf in each.leaves or (each,))
    again = {leaf for leaf, times in leaves.items() if times > 1} | {leaf for each in inputs for leaf in each.repeated}
    try:
        interval = _interval(calculation, inputs, [leaf for leaf in leaves if leaf in again])
    except ZeroDivisionError:
        return None
    return Node(
        item,
        calculation.unit or inputs[0].unit,
        interval,
        series.pop(),
        calculation=calculation,
        inputs=tuple(inputs),
        growth_steps=max(each.growth_steps for each in inputs),
        leaves=tuple(leaves),
        repeated=tuple(leaf for leaf in leaves if leaf in again),
    )


def _interval(calculation: Calculation, inputs: Sequence[Node], repeated: Sequence[Node]) -> Interval:
    """With each repeated figure pinned to its ends in turn: its rounding is one error, not several."""
    plain = calculation.evaluate([each.interval for each in inputs])
    if not repeated or len(repeated) > MOST_CORNERS or not calculation.monotone:
        return plain
    ends = [(leaf.interval.low, leaf.interval.high) for leaf in repeated]
    corners = [
        calculation.evaluate([_pinned(each, pins) for each in inputs])
        for corner in product(*ends)
        for pins in [{leaf: Interval.exactly(end) for leaf, end in zip(repeated, corner, strict=True)}]
    ]
    return Interval(min(each.low for each in corners), plain.value, max(each.high for each in corners))


def _pinned(node: Node, pins: Mapping[Node, Interval]) -> Interval:
    if node.calculation is None:
        return pins.get(node, node.interval)
    if not any(leaf in pins for leaf in node.leaves):
        return node.interval
    return node.calculation.evaluate([_pinned(each, pins) for each in node.inputs])


def formula(node: Node) -> Formula | None:
    """The formula of a computed number; None for a printed one. Each input appears once."""
    if node.calculation is None:
        return None
    flat = len(node.leaves) <= FLAT or any(each.item is None for each in node.inputs)
    places: dict[Node, int] = {}
    template = _template(node, places, flat)
    return Formula(template=template, inputs=tuple(_input(each) for each in places))


def _template(node: Node, places: dict[Node, int], flat: bool) -> str:
    assert node.calculation is not None
    parts = [_place(each, places, flat) for each in node.inputs]
    pieces = string.Formatter().parse(node.calculation.template)
    return "".join(text + (parts[int(name)] if name is not None else "") for text, name, _, _ in pieces)


def _place(node: Node, places: dict[Node, int], flat: bool) -> str:
    if node.calculation is not None and (flat or node.item is None):
        return f"({_template(node, places, flat)})"
    return f"{{{places.setdefault(node, len(places))}}}"


def _input(node: Node) -> Input:
    assert node.item is not None
    value = node.value
    return Input(
        item=node.item,
        quantity=node.quantity,
        basis=value.basis,
        sources=value.sources,
        editions=value.editions,
        note=value.note,
    )


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))
