"""Why an offer touches nothing in a building, and what was missed where it touches something."""

from twin.model.finding import Finding, Severity

OTHER_CATEGORY = "The offer is not for this kind of building."
OTHER_TYPE = "The offer is for other types of building than this one (NS 3457-3)."
OTHER_YEAR = "The offer is for buildings of other years than this one."
NO_YEAR = "The offer is for buildings of certain years, and the year of this one is unknown."
OTHER_SIZE = "The offer is for smaller or larger buildings than this one."
NO_AREA = "The offer is for buildings of a certain size, and the area of this one is unknown."
PROTECTED = "The offer leaves protected buildings alone, and this one is protected."
NO_MODEL = "The offer is for parts that can only be seen in a model, and this building has none."
NO_ELEMENT = "The building has none of the parts the offer is for."
NOT_OF_THIS_MODEL = "The offer names elements of another model; none of them is in this one."
OTHER_SIDE = "None of the parts here faces what the offer asks for."
NO_PROPERTY = "None of the parts here has the properties that the offer asks for."
ALL_PROTECTED = "All the parts the offer is for are protected, and it leaves those alone."
TOO_WORN = "The parts the offer is for are in worse condition here than it is meant for."
NO_GRADE = (
    "The parts the offer is for are in better condition here than it asks for;"
    " they stay as they are."
)
NOT_GRADED = (
    "The offer is for worn parts, but nobody has graded the condition of those parts here."
)
NO_U_VALUE = (
    "The parts the offer is for are better insulated here than it asks for; they stay as they are."
)
NO_NEED = (
    "The parts the offer is for are in better condition and better insulated here"
    " than it asks for; they stay as they are."
)
NO_PART_WITH_BOTH = (
    "No single part here is both as worn and as poorly insulated as the offer asks for."
)
NO_SURFACE = "The offer changes U-values but does not say of which parts."
NO_PLACE = "No roof or facade that the offer is for has room and sun enough for solar panels here."
NO_QUANTITY = (
    "The quantity is unknown: the building has neither areas in a model nor a floor area."
)
NO_LENGTH = "The offer is priced per metre, and the model does not give the length of the parts."

TYPE_ASSUMED = "The building type is not registered; {code}, usual for its category, was used."
DEFAULT_U_VALUE = (
    "{count} of {total} parts have no U-value in the model; the default for the age of the"
    " building was used."
)
ANY_U_VALUE = "{count} of {total} parts have no U-value in the model; they were taken along."
UNGRADED = "{count} of {total} parts have no condition grade; they were left out."
WITHOUT_PROPERTY = "{count} of {total} parts do not give {name}; they were left out."
UNSEEN_PROPERTIES = (
    "Without a model the properties that the offer asks for cannot be seen; the usual parts of"
    " such a building stand in."
)
ELSEWHERE = "{count} of {total} elements that the offer names are not in this model."
SPARED = "{count} of {total} parts are protected; they were left alone."


def remark(code: str, message: str, /, **values: str | int) -> Finding:
    """Something to know of what an offer touches."""
    return Finding(code, Severity.INFO, message, values=values)
