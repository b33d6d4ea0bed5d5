"""Usual heat properties of materials, by the words they go by in five languages."""

import re
from dataclasses import dataclass

Row = tuple[str, float, float, float]

INSULATION_LIMIT = 0.07
"""Materials that conduct less are insulation. [W/(m K)]"""

_ROWS: tuple[Row, ...] = (
    # words (Norwegian, English, German, Dutch), W/(m K), kg/m3, J/(kg K)
    (r"vakuumisol|vacuum insul|vakuumd[äa]mm|\bvip\b", 0.008, 190.0, 800.0),
    (r"\bpir\b|\bpur\b|polyurethan|polyisocyanurat|resol|phenolic|kingspan", 0.025, 30.0, 1400.0),
    (r"\bxps\b|extruded polystyr|ekstrudert", 0.034, 33.0, 1450.0),
    (r"\beps\b|polystyren|polystyrol|styropor|styrofoam|isopor|piepschuim", 0.036, 20.0, 1450.0),
    (r"foam ?glass|skumglass|schaumglas|cellular glass|glasopor", 0.042, 120.0, 1000.0),
    (r"trefiber ?isol|treull|wood ?wool|holzwolle|houtwol", 0.080, 400.0, 1470.0),
    (r"trefiber|holzfaser|wood ?fib|houtvezel|hunton", 0.048, 160.0, 2000.0),
    (r"cellulose|zellulose|papirisol", 0.040, 50.0, 1600.0),
    (r"\bkork|\bcork|\bkurk", 0.050, 120.0, 1560.0),
    (
        r"mineral ?ull|steinull|glassull|glasull|rock ?wool|stone ?wool|glass ?wool|glaswol"
        r"|mineral ?wool|mineralwolle|steinwolle|glaswolle|minerale wol|steenwol|fiberglass"
        r"|glava|isover|\bbatt\b",
        0.037, 30.0, 1030.0,
    ),
    (
        r"isolasjon|isolering|insulation|insulated|\binsul\b|d[äa]mmung|daemmung|w[äa]rmed[äa]mm"
        r"|isolatie|\bisol\b|d[äa]mmstoff|dämmschicht",
        0.037, 30.0, 1030.0,
    ),
    (r"porebetong|gassbetong|siporex|ytong|porenbeton|aerated|cellenbeton", 0.16, 550.0, 1000.0),
    (
        r"lettbetong|lettklinker|leichtbeton|light ?weight concrete|lichtbeton|\bleca|bl[äa]hton"
        r"|concrete masonry units.*low",
        0.25, 750.0, 1000.0,
    ),
    (r"concrete block|betongblokk|betonstein|concrete masonry|floor block|\bcmu\b",
     0.90, 1600.0, 1000.0),
    (r"kalksand|calcium silicate|kalkzandsteen|lime sand|sand.?lime", 0.99, 1800.0, 1000.0),
    (r"takstein|tegltak|roof tile|dachziegel|dakpan", 1.00, 2000.0, 800.0),
    (r"tegl|brick|ziegel|klinker|baksteen|metselwerk|mauerwerk|masonry"
     r"|\bmur\b|murverk", 0.80, 1700.0, 1000.0),
    (r"gips ?puss|gypsum plaster|gipsputz", 0.40, 1000.0, 1000.0),
    (r"gips|gypsum|plaster ?board|dry ?wall|\bgwb\b", 0.25, 900.0, 1000.0),
    (
        r"puss\b|plaster|stucco|render(ing)?\b|putz|mortar|m[øö]rtel|mortel|screed"
        r"|estrich|påstøp|avrettingsmasse|dekvloer|sand.?cement|pleister",
        1.00, 1800.0, 1000.0,
    ),
    (r"armert betong|stahlbeton|reinforced concrete|gewapend beton|precast", 2.30, 2300.0, 1000.0),
    (r"betong|concrete|beton", 2.00, 2400.0, 1000.0),
    (r"\bosb\b", 0.13, 650.0, 1700.0),
    (r"\bmdf\b|fibre ?board|fiber ?board|faserplatte|vezelplaat", 0.14, 600.0, 1700.0),
    (r"spon ?plate|particle|chipboard|spanplatte|spaanplaat|sheathing", 0.14, 600.0, 1700.0),
    (r"finer|plywood|kryssfin|sperrholz|multiplex", 0.13, 500.0, 1600.0),
    (
        r"trevirke|\btre\b|treverk|timber|lumber|wood|holz|hout\b|glulam|limtre|massivtre|\bclt\b"
        r"|\bpanel\b|kledning|parkett|parquet|parket|lekter|undertak|\bgran\b|\bfuru\b|\beik\b|\boak\b|\bpine\b",
        0.13, 500.0, 1600.0,
    ),
    (r"rustfri|stainless|edelstahl|roestvrij", 17.0, 7900.0, 500.0),
    (r"stål|steel|stahl|\bstaal", 50.0, 7800.0, 450.0),
    (r"alumin", 160.0, 2800.0, 880.0),
    (r"kobber|copper|kupfer|koper", 380.0, 8900.0, 380.0),
    (r"\bsink\b|\bzinc\b|\bzink\b", 110.0, 7200.0, 380.0),
    (r"metall|\bmetal\b|metaal", 50.0, 7800.0, 450.0),
    (r"granit|gneis|naturstein|natural stone|naturstein|natuursteen", 2.80, 2600.0, 1000.0),
    (r"kalkstein|lime ?stone|marmor|marble", 2.30, 2400.0, 1000.0),
    (r"sandstein|sand ?stone|zandsteen", 2.30, 2600.0, 1000.0),
    (r"skifer|slate|schiefer|leisteen|\bstein\b|\bstone\b", 2.20, 2400.0, 1000.0),
    (r"keramisk|ceramic|keramik|porcelain|\bflis|fliese|\btiles?\b|tegel", 1.30, 2300.0, 840.0),
    (r"\bglass?\b|glazing|verglasung", 1.00, 2500.0, 750.0),
    (r"linoleum|vinyl|\bpvc\b|gulvbelegg|bodenbelag", 0.17, 1300.0, 1400.0),
    (r"teppe|carpet|teppich|tapijt", 0.06, 200.0, 1300.0),
    (r"epdm|gummi|rubber", 0.25, 1150.0, 1000.0),
    (
        r"asfalt ?papp|bitumen|takpapp|takbelegg|membran|roofing|\bfelt\b|dachbahn|dakbedekking"
        r"|tetthetssjikt|abdicht",
        0.23, 1100.0, 1000.0,
    ),
    (r"asfalt|asphalt", 0.70, 2100.0, 1000.0),
    (r"polyethylen|plast|kunststof|plastic|dampsperre|vindsperre|wind ?barrier|vapou?r"
     r"|damp.?proof|dampfsperre|folie",
     0.33, 920.0, 2200.0),
    (r"\bgrus\b|pukk|gravel|\bkies\b|grind|\bsand\b|zand", 2.00, 1950.0, 1050.0),
    (r"\bjord|soil|earth|erde\b|grond|torv|sedum|grass|vekstmedium|substrat",
     1.50, 1500.0, 1900.0),
)  # fmt: skip
"""Design values, the first row whose words are found.

References
----------
ISO 10456:2007, Table 3 (building materials) and Table 4; masonry: EN 1745, Annex A, dry with
usual moisture; insulation: declared values usual on the Norwegian market (class 37).
"""


@dataclass(frozen=True, slots=True)
class TableRow:
    """conductivity [W/(m K)], density [kg/m3], specific_heat [J/(kg K)]."""

    conductivity: float
    density: float
    specific_heat: float


_TABLE = tuple((re.compile(words, re.IGNORECASE), TableRow(*row)) for words, *row in _ROWS)


def usual_values(name: str) -> TableRow | None:
    """Values of the first row whose words are in the name, None if none are."""
    words = name.replace("_", " ")
    if _NONE.search(words):
        return None
    for pattern, row in _TABLE:
        if pattern.search(words):
            return row
    return None


_NONE = re.compile(r"\b(no|ingen|kein(e)?|geen) (insulation|isolasjon|d[äa]mmung|isolatie)", re.I)


MINERAL_WOOL = TableRow(0.037, 30.0, 1030.0)
TIMBER = TableRow(0.13, 500.0, 1600.0)
