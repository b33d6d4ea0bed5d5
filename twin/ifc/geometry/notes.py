"""Findings about geometry: what is not drawn as the file says, and why."""

from twin.ifc.geometry.entities import Entity
from twin.model.building import NOT_DRAWN
from twin.model.finding import Finding, Severity


def not_drawn(product: Entity, reason: str) -> Finding:
    """Finding: nothing of a product could be drawn."""
    return _finding(
        product,
        "element-not-drawn",
        Severity.ERROR,
        "{ifc_class} {name} has a body that could not be drawn: {reason}.",
        "It is missing from the view and from areas and volumes.",
        "Ask for a new export of this element, or look at it in the program that made it.",
        reason=reason,
    )


def shortfall(missing: int, total: int) -> Finding:
    """Finding: how many elements nothing could be drawn of."""
    return Finding(
        NOT_DRAWN,
        Severity.ERROR,
        "{missing} of {total} elements with a body could not be drawn.",
        "They are missing from the view and from areas and volumes.",
        "See the findings about each of them.",
        values={"missing": missing, "total": total},
    )


def stand_in(product: Entity, item: Entity, reason: str, *, is_box: bool) -> Finding:
    """Finding: a part could not be made, and a box stands in for it or nothing does."""
    if not is_box:
        return _finding(
            product,
            "part-not-drawn",
            Severity.ERROR,
            "A part ({item_class} #{item}) of {ifc_class} {name} could not be drawn: {reason}.",
            "It is missing from the view and from areas and volumes.",
            "Ask for a new export of this element.",
            item=item.id(),
            item_class=item.is_a(),
            reason=reason,
        )
    return _finding(
        product,
        "part-drawn-as-box",
        Severity.WARNING,
        "A part ({item_class} #{item}) of {ifc_class} {name} is drawn as a box: {reason}.",
        "It shows where the part is; areas and volumes of it are not to be used.",
        "Ask for a new export of this element.",
        item=item.id(),
        item_class=item.is_a(),
        reason=reason,
    )


def simplified(product: Entity, before: int, after: int) -> Finding:
    """Finding: an element has very many triangles."""
    return _finding(
        product,
        "element-simplified",
        Severity.INFO,
        "{ifc_class} {name} has {before} triangles and is drawn with {after}.",
        "It looks coarser than in the file; its data is unchanged.",
        "Nothing needs to be done; a leaner export opens faster.",
        before=before,
        after=after,
    )


def model_simplified(before: int, after: int) -> Finding:
    """Finding: a model has more triangles than can be shown."""
    return Finding(
        "model-simplified",
        Severity.INFO,
        "The model has {before} triangles and is drawn with about {after}.",
        "Repeated shapes look coarser than in the file; the data is unchanged.",
        "Nothing needs to be done; a leaner export opens faster.",
        values={"before": before, "after": after},
    )


def not_cut(product: Entity, reason: str) -> Finding:
    """Finding: the openings of a host could not be subtracted."""
    return _finding(
        product,
        "openings-not-cut",
        Severity.WARNING,
        "The openings of {ifc_class} {name} could not be cut out of it: {reason}.",
        "It is drawn without holes, and its net area is too large.",
        "Check its shape and openings in the program that made the file.",
        reason=reason,
    )


def cut_away(product: Entity) -> Finding:
    """Finding: the openings of a host take all of it."""
    return _finding(
        product,
        "element-cut-away",
        Severity.INFO,
        "{ifc_class} {name} is cut away entirely by its own openings.",
        "There is nothing of it to draw; what fills the openings is drawn.",
        "Nothing needs to be done if it is a placeholder for its windows and doors.",
    )


def too_far(product: Entity) -> Finding:
    """Finding: an element lies absurdly far from the rest."""
    return _finding(
        product,
        "element-too-far",
        Severity.ERROR,
        "{ifc_class} {name} lies more than 1,000 km from the rest of the model.",
        "It is not drawn.",
        "Correct its placement in the program that made the file.",
    )


def _finding(
    product: Entity,
    code: str,
    severity: Severity,
    message: str,
    consequence: str,
    next_step: str,
    **values: str | int | float,
) -> Finding:
    texts = [v if isinstance(v := product.get_argument(i), str) else "" for i in (0, 2)]
    global_id, name = texts[0], texts[1] or texts[0] or f"#{product.id()}"
    return Finding(
        code,
        severity,
        message,
        consequence,
        next_step,
        global_id=global_id,
        step_id=product.id(),
        values={"ifc_class": product.is_a(), "name": name, **values},
    )
