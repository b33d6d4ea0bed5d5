"""The measures the program knows by itself, beside those that suppliers offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from twin.model.proposal import NOTHING, OfferedMeasure, Range


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a user may set on a measure before it is applied.

    target : what it replaces: ``EFFECT_KIND`` for the value of that effect, ``unit_cost``,
        ``fixed_cost``, ``service_life`` or ``EFFECT_KIND.share``.
    value : from where it starts, with the limits it may have.
    """

    name: str
    title: str
    target: str
    unit: str
    value: Range


@dataclass(frozen=True, slots=True)
class CatalogueMeasure:
    """One measure of the catalogue, ``resources/measures/KEY.toml``.

    group : ``envelope`` | ``air`` | ``heat`` | ``electricity`` | ``solar`` | ``operation`` |
        ``use``.
    measure : as a supplier would offer it, with usual prices; its id is `key`.
    renewal_part : NS 3451 code of the part that has to be renewed anyway when it is worn out,
        "" for none; then only what the better one costs more counts against energy.
    renewal_cost : of the plain renewal of the same part, per unit of the cost basis. [NOK]
    maintenance_account, development_account : NS 3454:2013, where each part of the sum is posted.
    reduces_maintenance : share of the yearly maintenance of `renews` that goes, 0 to 1.
    price_level : ISO date of all sums of money.
    as_of : ISO date on which the numbers were set; a source with a year of its own is of that.
    sources : of every number, by the path in the file, for example ``cost.unit_cost``.
    """

    key: str
    title: str
    description: str
    group: str
    measure: OfferedMeasure
    parameters: tuple[Parameter, ...] = ()
    renewal_part: str = ""
    renewal_cost: Range = NOTHING
    maintenance_account: str = ""
    development_account: str = ""
    reduces_maintenance: float = 0.0
    price_level: str = ""
    as_of: str = ""
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
