"""Plans of the sample kindergartens and nursing homes."""

from twin.sample.plans.plan import BuildingPlan, Entrance, Place, RoofObject, Strip, Wing

VAAGSNESET = BuildingPlan(
    "b05",
    "Vågsneset barnehage",
    "kindergarten",
    2012,
    Place("Laksevåg", "Vågsnesvegen 8", 60.3612, 5.2368, 41.0, 33.0),
    (3.3,),
    (
        Wing(
            "A",
            (0, 0, 36, 10.5),
            (
                (
                    Strip(7.5, "base:9 lekerom base:9 sovekrok base:9"),
                    Strip(0, "grovgarderobe:4.5 wc:3 korridor"),
                ),
            ),
            roof="mono-N",
            pitch=10,
            walls=("timber natural",),
            windows=("play",),
        ),
        Wing(
            "B",
            (12, 10.5, 54, 21),
            (
                (
                    Strip(3.0, "korridor:33 grovgarderobe"),
                    Strip(
                        0,
                        "kontor personalrom møterom kjøkken vestibyle:6 stellerom teknisk base:9",
                    ),
                ),
            ),
            roof="mono-S",
            pitch=18,
            walls=("timber dark",),
            windows=("play",),
        ),
    ),
    (
        Entrance("B", "vestibyle", "N", "glazed", canopy=2.4),
        Entrance("A", "grovgarderobe", "N", "single", canopy=1.4),
        Entrance("B", "grovgarderobe", "S", "single", canopy=1.4),
    ),
    (),
    heat="electricity",
    roofing="metal roof",
    frame="frame dark",
    overhang=0.9,
    has_ducts=True,
    building_number="999000005",
)

ELVEBAKKEN = BuildingPlan(
    "b06",
    "Elvebakken barnehage",
    "kindergarten",
    1979,
    Place("Arna", "Elvebakken 3", 60.4228, 5.4672, 33.0, 8.0),
    (2.9,),
    (
        Wing(
            "A",
            (0, 0, 27, 9.6),
            (
                (
                    Strip(4.8, "base:7.2 lekerom:4.8 base:7.2 vestibyle:4.8 kontor"),
                    Strip(1.8, "korridor"),
                    Strip(0, "wc:4.8 korridor:2.4 kjøkken grovgarderobe stellerom personalrom"),
                ),
            ),
            roof="gable",
            pitch=27,
            walls=("timber red",),
            windows=("casement",),
            module=2.4,
        ),
        Wing(
            "B",
            (0, 9.6, 9.6, 24),
            (
                (
                    Strip(4.8, "lager base:7.2 teknisk"),
                    Strip(2.4, "korridor"),
                    Strip(0, "wc sovekrok grovgarderobe"),
                ),
            ),
            axis="y",
            roof="gable",
            pitch=27,
            walls=("timber red",),
            windows=("casement",),
            module=2.4,
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", "single", canopy=2.0),
        Entrance("B", "korridor", "N", "single", canopy=1.4),
    ),
    (RoofObject("chimney", (15.0, 5.6)),),
    heat="electricity",
    roofing="roof tile",
    frame="frame white",
    overhang=0.7,
    building_number="999000006",
)

_WARD_SOUTH = "beboer:3.6*5 stue:7.2 beboer:3.6*3 trapp beboer:3.6*4"
_WARD_NORTH = (
    "trapp beboer:3.6*3 vaktrom:3.6 skyllerom:3.6 lager:3.6 "
    "korridor:3.6 medisin:3.6 bad:3.6 beboer:3.6*3 wc:3.6 trapp"
)

HAAVIKAASEN = BuildingPlan(
    "b04",
    "Håvikåsen sykehjem",
    "nursing_home",
    1988,
    Place("Fyllingsdalen", "Håvikåsen 20", 60.3512, 5.2828, 68.0, -20.0),
    (3.4, 3.1, 3.1, 3.1),
    (
        Wing(
            "A",
            (0, 0, 54, 15),
            (
                (
                    Strip(
                        6.0,
                        "kantine:14.4 kjøkken:7.2 aktivitet:7.2 beboer:3.6*2 trapp "
                        "kontor:3.6*3 møterom",
                    ),
                    Strip(2.7, "korridor"),
                    Strip(0, _WARD_NORTH),
                ),
                (Strip(6.0, _WARD_SOUTH), Strip(2.7, "korridor"), Strip(0, _WARD_NORTH)),
            ),
            last=3,
            roof="gable",
            pitch=27,
            walls=("brick red",),
            windows=("bay",),
            module=3.6,
        ),
        Wing(
            "M",
            (21.6, 15, 32.4, 24),
            (
                (
                    Strip(3.6, "vestibyle:9"),
                    Strip(3.6, "korridor"),
                    Strip(0, "heis stue"),
                ),
                (Strip(3.6, "stue"), Strip(3.6, "korridor"), Strip(0, "heis lager")),
            ),
            last=2,
            axis="y",
            walls=("brick red",),
            windows=("bay",),
            module=3.0,
        ),
        Wing(
            "B",
            (0, 24, 54, 39),
            (
                (
                    Strip(6.3, _WARD_NORTH),
                    Strip(2.7, "korridor"),
                    Strip(0, "vaskeri:7.2 teknisk:7.2 beboer:3.6*5 trapp beboer:3.6*5"),
                ),
                (
                    Strip(6.3, _WARD_NORTH),
                    Strip(2.7, "korridor"),
                    Strip(0, "beboer:3.6*5 stue:7.2 beboer:3.6*2 trapp beboer:3.6*5"),
                ),
            ),
            last=2,
            roof="gable",
            pitch=27,
            walls=("brick red",),
            windows=("bay",),
            module=3.6,
        ),
    ),
    (
        Entrance("M", "vestibyle", "W", "glazed", canopy=3.0),
        Entrance("A", "korridor", "E", "single", canopy=1.4),
        Entrance("B", "korridor", "E", "single", canopy=1.4),
    ),
    (RoofObject("ahu", (27.0, 20.0)),),
    roofing="roof tile",
    frame="frame white",
    column_rooms=("kantine",),
    balconies=("A",),
    overhang=0.6,
    has_ducts=True,
    building_number="999000004",
)

KRINGLEBOTN = BuildingPlan(
    "b12",
    "Kringlemarka sykehjem",
    "nursing_home",
    2003,
    Place("Laksevåg", "Kringlemarka 60", 60.3751, 5.2912, 112.0, 40.0),
    (3.5, 3.2, 3.2),
    (
        Wing(
            "A",
            (0, 0, 57.6, 14.4),
            (
                (
                    Strip(
                        6.0,
                        "kantine:14.4 kjøkken:7.2 vestibyle:7.2 kontor:3.6*3 lege:3.6 "
                        "møterom:7.2 trapp:3.6 aktivitet",
                    ),
                    Strip(2.4, "korridor"),
                    Strip(
                        0,
                        "lager:3.6 skyllerom:3.6 korridor:3.6 wc:3.6 vaktrom:3.6 "
                        "heis:3.6 trapp:3.6 medisin:3.6 teknisk bad:3.6 renhold:3.6 "
                        "korridor:3.6 vaskeri:3.6 lager",
                    ),
                ),
                (
                    Strip(6.0, "beboer:3.6*6 stue:7.2 beboer:3.6*5 trapp:3.6 beboer:3.6*2"),
                    Strip(2.4, "korridor"),
                    Strip(
                        0,
                        "lager:3.6 skyllerom:3.6 korridor:3.6 wc:3.6 vaktrom:3.6 "
                        "heis:3.6 trapp:3.6 medisin:3.6 bad:3.6 stue:7.2 renhold:3.6 "
                        "korridor:3.6 bad:3.6 lager",
                    ),
                ),
            ),
            last=2,
            roof="gable",
            pitch=30,
            walls=("brick white", "render white"),
            windows=("bay",),
            module=3.6,
        ),
        Wing(
            "B",
            (0, 14.4, 14.4, 43.2),
            (
                (
                    Strip(6.0, "beboer:3.6*5 stue:7.2 beboer:3.6"),
                    Strip(2.4, "korridor"),
                    Strip(0, "beboer:3.6*5 bad:3.6 trapp:3.6 beboer"),
                ),
            ),
            last=2,
            axis="y",
            roof="gable",
            pitch=30,
            walls=("brick white", "timber natural", "timber natural"),
            windows=("bay",),
            module=3.6,
        ),
        Wing(
            "C",
            (43.2, 14.4, 57.6, 43.2),
            (
                (
                    Strip(6.0, "beboer:3.6*5 stue:7.2 beboer:3.6"),
                    Strip(2.4, "korridor"),
                    Strip(0, "beboer:3.6*5 bad:3.6 trapp:3.6 beboer"),
                ),
            ),
            last=2,
            axis="y",
            roof="gable",
            pitch=30,
            walls=("brick white", "timber natural", "timber natural"),
            windows=("bay",),
            module=3.6,
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", "glazed", canopy=3.6),
        Entrance("B", "korridor", "N", "single", canopy=1.4),
        Entrance("C", "korridor", "N", "single", canopy=1.4),
    ),
    (RoofObject("chimney", (28.8, 9.0)),),
    roofing="metal roof",
    frame="frame dark",
    column_rooms=("kantine",),
    balconies=("A",),
    has_ducts=True,
    building_number="999000012",
)

CARE = (HAAVIKAASEN, VAAGSNESET, ELVEBAKKEN, KRINGLEBOTN)
