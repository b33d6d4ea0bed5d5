"""The twelve sample buildings."""

from twin.sample.plans.care import CARE
from twin.sample.plans.plan import BuildingPlan
from twin.sample.plans.public import PUBLIC
from twin.sample.plans.schools import SCHOOLS

PLANS: tuple[BuildingPlan, ...] = tuple(
    sorted((*SCHOOLS, *CARE, *PUBLIC), key=lambda p: p.building_id)
)
