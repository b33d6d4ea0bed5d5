"""The twelve sample buildings."""

from twin.sample.plan import BuildingPlan
from twin.sample.plans_care import CARE
from twin.sample.plans_public import PUBLIC
from twin.sample.plans_schools import SCHOOLS

PLANS: tuple[BuildingPlan, ...] = tuple(
    sorted((*SCHOOLS, *CARE, *PUBLIC), key=lambda p: p.building_id)
)
