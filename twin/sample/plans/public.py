"""Plans of the sample sports hall, town hall, library and fire station."""

from twin.sample.plans.plan import BuildingPlan, Entrance, Place, RoofObject, Strip, Wing

STORAASEN = BuildingPlan(
    "b02",
    "Storåsen idrettshall",
    "sports",
    1981,
    Place("Ytrebygda", "Storåsvegen 11", 60.2937, 5.2792, 52.0, 52.0),
    (3.7, 3.7),
    (
        Wing(
            "H",
            (0, 9, 45, 36),
            ((Strip(0, "hall"),), (Strip(0, "void"),)),
            last=1,
            roof="gable",
            pitch=9,
            walls=("brick brown", "metal blue"),
            windows=("blind", "ribbon"),
        ),
        Wing(
            "G",
            (0, 0, 45, 9),
            (
                (
                    Strip(
                        6.0,
                        "dommer garderobe dusj garderobe dusj wc garderobe dusj garderobe dusj",
                    ),
                    Strip(0, "korridor"),
                ),
            ),
            walls=("brick brown",),
            windows=("ribbon",),
        ),
        Wing(
            "F",
            (45, 0, 60, 36),
            (
                (
                    Strip(3.0, "korridor"),
                    Strip(0, "vestibyle:9 kiosk wc trapp apparat teknisk styrke"),
                ),
                (
                    Strip(3.0, "korridor"),
                    Strip(0, "møterom kontor kantine wc:3 trapp:3 styrke:12"),
                ),
            ),
            last=1,
            axis="y",
            walls=("brick brown", "metal blue"),
            windows=("ribbon",),
        ),
    ),
    (
        Entrance("F", "vestibyle", "E", "glazed", canopy=3.0),
        Entrance("G", "korridor", "W", "single"),
        Entrance("H", "hall", "N", "double"),
        Entrance("H", "hall", "W", "double"),
    ),
    (
        RoofObject("ahu", (52.5, 26.0)),
        RoofObject("hood", (20.0, 4.5)),
        RoofObject("hood", (32.0, 4.5)),
        RoofObject("hood", (52.5, 8.0)),
    ),
    roofing="metal roof",
    frame="frame brown",
    overhang=0.5,
    has_ducts=True,
    building_number="999000002",
)

_OFFICES = (
    Strip(6.0, "kontor*4 trapp kontor*3 møterom kontor*4 møterom kontor*3"),
    Strip(2.4, "korridor"),
    Strip(0, "wc arkiv kontor*3 landskap kontor*4 kopi wc trapp kontor*2"),
)

AASGAARD = BuildingPlan(
    "b08",
    "Åsgård rådhus",
    "office",
    1937,
    Place("Årstad", "Rådhusplassen 1", 60.3573, 5.3604, 58.0, -8.0),
    (4.2, 3.5, 3.5, 3.5, 6.5),
    (
        Wing(
            "A",
            (0, 0, 60, 14.4),
            (
                (
                    Strip(6.0, "kontor*3 trapp ekspedisjon:12 vestibyle:9 møterom kontor*4"),
                    Strip(2.4, "korridor"),
                    Strip(0, "wc:3 arkiv:6 kontor*3 kantine arkiv kontor*2 wc trapp teknisk"),
                ),
                _OFFICES,
            ),
            last=3,
            roof="hip",
            pitch=24,
            walls=("render grey", "brick red"),
            windows=("functional",),
        ),
        Wing(
            "B",
            (0, 14.4, 15, 32.4),
            (
                (
                    Strip(6.0, "kontor*4 wc arkiv"),
                    Strip(2.4, "korridor"),
                    Strip(0, "kontor*4 møterom"),
                ),
                (Strip(0, "sal:15 wc:3"),),
                (Strip(0, "landskap:15 møterom:3"),),
            ),
            last=2,
            axis="y",
            roof="hip",
            pitch=24,
            walls=("render grey", "brick red"),
            windows=("functional", "tall hall", "functional"),
        ),
        Wing(
            "T",
            (60, 0, 67.5, 7.5),
            ((Strip(0, "tårn"),),),
            last=4,
            roof="hip",
            pitch=48,
            walls=("render grey", "brick red"),
            windows=("functional", "functional", "functional", "functional", "tall hall"),
            module=3.75,
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", canopy=2.0),
        Entrance("B", "korridor", "N", "single"),
        Entrance("T", "tårn", "S", "single"),
    ),
    (RoofObject("chimney", (22.0, 9.5)), RoofObject("chimney", (42.0, 9.5))),
    roofing="copper",
    frame="frame white",
    protected=True,
    column_rooms=("ekspedisjon", "sal"),
    overhang=0.5,
    building_number="999000008",
)

NATTLANDSDALEN = BuildingPlan(
    "b09",
    "Nattlandsdalen bibliotek",
    "culture",
    2018,
    Place("Fana", "Nattlandsdalen 2", 60.3466, 5.3722, 88.0, 18.0),
    (3.9, 3.9),
    (
        Wing(
            "A",
            (0, 0, 36, 18),
            (
                (
                    Strip(12.0, "utlån:24 vestibyle:6 barneavd"),
                    Strip(0, "trapp wc:6 korridor:3 lager:6 heis:3 kopi:3 kontor:3*4"),
                ),
            ),
            walls=("concrete",),
            windows=("curtain",),
        ),
        Wing(
            "A2",
            (-4.5, 0, 36, 18),
            (
                (
                    Strip(12.0, "lesesal:13.5 landskap:9 utlån"),
                    Strip(0, "teknisk:4.5 trapp:3 wc:6 korridor:3 møterom:6 heis:3 lager"),
                ),
            ),
            first=1,
            last=1,
            roof="mono-S",
            pitch=5,
            walls=("timber natural",),
            windows=("curtain",),
        ),
        Wing(
            "B",
            (36, 3, 54, 18),
            ((Strip(9.0, "kantine:12 kjøkken"), Strip(0, "korridor:3 møterom wc lager")),),
            walls=("timber dark",),
            windows=("modern wide",),
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", "glazed", canopy=2.4),
        Entrance("B", "kantine", "S", "glazed"),
        Entrance("A", "korridor", "N", "single"),
    ),
    (RoofObject("skylight", (42.0, 10.0)), RoofObject("skylight", (48.0, 10.0))),
    roofing="metal roof",
    frame="frame dark",
    column_rooms=("utlån", "lesesal"),
    overhang=1.2,
    has_ducts=True,
    building_number="999000009",
)

LIAFLATEN = BuildingPlan(
    "b10",
    "Liaflaten brannstasjon",
    "fire_station",
    1996,
    Place("Åsane", "Liaflaten 18", 60.4702, 5.3262, 66.0, 70.0),
    (4.9, 3.4, 6.0),
    (
        Wing(
            "V",
            (0, 0, 33, 18),
            ((Strip(0, "vognhall"),),),
            walls=("metal white",),
            windows=("casement",),
        ),
        Wing(
            "W",
            (0, 18, 33, 27),
            ((Strip(0, "verksted røykdykk slange lager teknisk garderobe dusj"),),),
            walls=("brick red",),
            windows=("casement",),
        ),
        Wing(
            "O",
            (33, 0, 54, 18),
            (
                (
                    Strip(7.2, "garderobe vestibyle:6 kontor møterom"),
                    Strip(2.4, "korridor"),
                    Strip(0, "trapp dusj garderobe wc styrke"),
                ),
                (
                    Strip(7.2, "kantine:9 kjøkken stue"),
                    Strip(2.4, "korridor"),
                    Strip(0, "trapp hvile:3*5 wc"),
                ),
            ),
            last=1,
            walls=("brick red", "metal white"),
            windows=("casement",),
        ),
        Wing(
            "T",
            (33, 18, 39, 24),
            ((Strip(0, "tårn"),), (Strip(0, "lager"),)),
            last=2,
            walls=("brick red",),
            windows=("blind",),
        ),
    ),
    (
        Entrance("V", "vognhall", "S", "gate"),
        Entrance("O", "vestibyle", "S", "glazed", canopy=2.4),
        Entrance("O", "korridor", "E", "single", canopy=1.4),
        Entrance("W", "verksted", "W", "single"),
        Entrance("T", "tårn", "E", "single"),
    ),
    (
        RoofObject("ahu", (46.0, 6.0)),
        RoofObject("hood", (10.0, 9.0)),
        RoofObject("hood", (22.0, 9.0)),
        RoofObject("skylight", (8.0, 5.0)),
        RoofObject("skylight", (16.5, 5.0)),
        RoofObject("skylight", (25.0, 5.0)),
    ),
    heat="electricity",
    frame="frame dark",
    windows_renewed=2021,
    renewed_share=0.15,
    has_ducts=True,
    building_number="999000010",
)

PUBLIC = (STORAASEN, AASGAARD, NATTLANDSDALEN, LIAFLATEN)
