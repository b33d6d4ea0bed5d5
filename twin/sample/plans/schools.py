"""Plans of the sample schools."""

from twin.sample.plans.plan import BuildingPlan, Entrance, Place, RoofObject, Strip, Wing

_FJELLGATEN_FLOOR = (
    Strip(
        7.2, "klasserom:7.2 trapp klasserom:7.2*2 vestibyle:4.8 klasserom:7.2*2 trapp klasserom"
    ),
    Strip(2.4, "korridor"),
    Strip(
        0,
        "garderobe:4.8 korridor:2.4 lager wc lærerrom kontor*3 wc "
        "grupperom korridor:2.4 garderobe:4.8",
    ),
)
_FJELLGATEN_UPPER = (
    Strip(7.2, "klasserom:7.2 trapp klasserom:7.2*2 musikk:4.8 klasserom:7.2*2 trapp klasserom"),
    Strip(2.4, "korridor"),
    Strip(
        0,
        "garderobe:4.8 korridor:2.4 lager wc lærerrom kontor*3 wc "
        "grupperom korridor:2.4 garderobe:4.8",
    ),
)

FJELLGATEN = BuildingPlan(
    "b07",
    "Fjellgaten skole",
    "school",
    1925,
    Place("Bergenhus", "Øvre Fjellgaten 14", 60.3998, 5.3302, 62.0, 24.0),
    (4.2, 4.0, 4.0),
    (
        Wing(
            "A",
            (0, 0, 48, 14.4),
            (_FJELLGATEN_FLOOR, _FJELLGATEN_UPPER),
            last=2,
            roof="hip",
            pitch=36,
            walls=("render yellow",),
            windows=("sash",),
            module=2.4,
        ),
        Wing(
            "B",
            (0, 14.4, 12, 28.8),
            (
                (
                    Strip(4.8, "naturfag grupperom"),
                    Strip(2.4, "korridor"),
                    Strip(0, "wc lager grupperom"),
                ),
            ),
            last=2,
            axis="y",
            roof="hip",
            pitch=36,
            walls=("render yellow",),
            windows=("sash",),
            module=2.4,
        ),
        Wing(
            "C",
            (36, 14.4, 48, 28.8),
            (
                (
                    Strip(4.8, "wc lager grupperom"),
                    Strip(2.4, "korridor"),
                    Strip(0, "formgiving grupperom"),
                ),
            ),
            last=2,
            axis="y",
            roof="hip",
            pitch=36,
            walls=("render yellow",),
            windows=("sash",),
            module=2.4,
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", canopy=1.5),
        Entrance("B", "korridor", "N", "single"),
        Entrance("C", "korridor", "N", "single"),
    ),
    (
        RoofObject("chimney", (14.4, 9.0)),
        RoofObject("chimney", (33.6, 9.0)),
    ),
    roofing="slate",
    frame="frame white",
    protected=True,
    overhang=0.7,
    building_number="999000007",
)

HAVREHEIA = BuildingPlan(
    "b03",
    "Havreheia skole",
    "school",
    1959,
    Place("Åsane", "Havreheia 31", 60.4662, 5.3081, 74.0, -12.0),
    (3.5, 3.4),
    (
        Wing(
            "A",
            (0, 0, 48, 12),
            (
                (
                    Strip(8.4, "klasserom*3 grupperom vestibyle:6 lærerrom kontor*2 rektor"),
                    Strip(0, "korridor"),
                ),
            ),
            roof="gable",
            pitch=17,
            walls=("brick yellow",),
            windows=("fifties",),
        ),
        Wing(
            "B",
            (0, 12, 12, 36),
            ((Strip(8.4, "klasserom*2 grupperom wc"), Strip(0, "korridor")),),
            axis="y",
            roof="gable",
            pitch=17,
            walls=("brick yellow",),
            windows=("fifties",),
        ),
        Wing(
            "C",
            (36, 12, 48, 36),
            ((Strip(3.6, "korridor"), Strip(0, "wc sfo*2 skolekjøkken")),),
            axis="y",
            roof="gable",
            pitch=17,
            walls=("brick yellow",),
            windows=("fifties",),
        ),
        Wing(
            "D",
            (0, 36, 48, 48),
            (
                (
                    Strip(3.6, "korridor"),
                    Strip(0, "trapp klasserom*2 naturfag teknisk klasserom*2 trapp"),
                ),
                (
                    Strip(3.6, "korridor"),
                    Strip(0, "trapp klasserom*2 formgiving grupperom klasserom*2 trapp"),
                ),
            ),
            last=1,
            roof="gable",
            pitch=17,
            walls=("brick yellow",),
            windows=("fifties",),
        ),
        Wing(
            "G",
            (48, 15, 66, 45),
            ((Strip(0, "gymsal:24 apparat"),), (Strip(0, "void"),)),
            last=1,
            axis="y",
            roof="gable",
            pitch=14,
            walls=("brick yellow", "timber white"),
            windows=("blind", "fifties"),
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", "glazed", canopy=2.4),
        Entrance("D", "korridor", "W", "single"),
        Entrance("G", "gymsal", "S", "double"),
    ),
    (RoofObject("chimney", (24.0, 42.0)),),
    heat="electricity",
    roofing="slate",
    frame="frame white",
    windows_renewed=2016,
    renewed_share=0.3,
    overhang=0.7,
    building_number="999000003",
)

LYNGAASEN = BuildingPlan(
    "b01",
    "Lyngåsen skole",
    "school",
    1974,
    Place("Fana", "Lyngåsveien 42", 60.3207, 5.3588, 48.0, 14.0),
    (3.6, 3.6, 3.0),
    (
        Wing(
            "A",
            (0, 0, 66, 18),
            (
                (
                    Strip(7.8, "trapp klasserom*3 vestibyle:6 klasserom*3 trapp"),
                    Strip(3.0, "korridor"),
                    Strip(
                        0,
                        "lager:6 korridor:3 kantine lesesal:9 lærerrom kontor:3*3 "
                        "møterom personalrom wc",
                    ),
                ),
                (
                    Strip(7.8, "trapp klasserom*7 trapp"),
                    Strip(3.0, "korridor"),
                    Strip(
                        0, "lager:6 korridor:3 klasserom*2 grupperom*2 naturfag musikk wc renhold"
                    ),
                ),
            ),
            last=1,
            walls=("concrete", "concrete"),
            windows=("ribbon",),
        ),
        Wing(
            "B",
            (0, 18, 18, 51),
            (
                (
                    Strip(6.0, "wc lager skolekjøkken grupperom sfo"),
                    Strip(3.0, "korridor"),
                    Strip(0, "klasserom*3 grupperom*2 trapp"),
                ),
                (
                    Strip(6.0, "wc lager grupperom*4"),
                    Strip(3.0, "korridor"),
                    Strip(0, "klasserom*3 grupperom*2 trapp"),
                ),
            ),
            last=1,
            axis="y",
            walls=("concrete",),
            windows=("ribbon",),
        ),
        Wing(
            "G",
            (45, 18, 66, 45),
            ((Strip(0, "gymsal"),), (Strip(0, "void"),)),
            last=1,
            axis="y",
            walls=("brick brown", "brick brown"),
            windows=("blind", "ribbon"),
        ),
        Wing(
            "H",
            (33, 18, 45, 33),
            ((Strip(6.0, "garderobe dusj wc"), Strip(0, "garderobe dusj teknisk")),),
            axis="y",
            walls=("brick brown",),
            windows=("ribbon",),
        ),
        Wing(
            "T",
            (24, 6, 36, 14),
            ((Strip(0, "teknisk"),),),
            first=2,
            last=2,
            walls=("metal dark",),
            windows=("blind",),
        ),
    ),
    (
        Entrance("A", "vestibyle", "S", "glazed", canopy=3.0),
        Entrance("B", "korridor", "N", "double", canopy=1.5),
        Entrance("G", "gymsal", "N", "double"),
    ),
    (
        RoofObject("ahu", (52.0, 9.0)),
        RoofObject("hood", (12.0, 12.0)),
        RoofObject("hood", (9.0, 40.0)),
        RoofObject("skylight", (9.0, 26.0)),
        RoofObject("skylight", (9.0, 32.0)),
        RoofObject("hood", (39.0, 25.0)),
    ),
    frame="frame brown",
    windows_renewed=2022,
    renewed_share=0.12,
    column_rooms=("kantine",),
    has_ducts=True,
    building_number="999000001",
)

_FINGER_WEST = (
    Strip(7.5, "klasserom*3 grupperom*2 wc trapp"),
    Strip(3.0, "korridor"),
    Strip(0, "grupperom wc klasserom*2 grupperom*2 lager"),
)
_SPINE_UPPER = (
    Strip(9.0, "naturfag*2 trapp landskap formgiving*2 lesesal trapp musikk*2 møterom"),
    Strip(0, "korridor"),
)

RAADALSMYRA = BuildingPlan(
    "b11",
    "Rådalsmyra skole",
    "school",
    2009,
    Place("Ytrebygda", "Myrahaugen 5", 60.2988, 5.3076, 56.0, -28.0),
    (4.0, 3.8, 3.8, 3.8),
    (
        Wing(
            "S",
            (0, 0, 90, 15),
            (
                (
                    Strip(
                        9.0,
                        "lærerrom*2 trapp kantine aula:18 vestibyle:9 utlån trapp "
                        "skolekjøkken*2 møterom",
                    ),
                    Strip(0, "korridor"),
                ),
                _SPINE_UPPER,
            ),
            last=2,
            walls=("panel grey", "panel white"),
            windows=("curtain", "modern wide"),
        ),
        Wing(
            "F1",
            (0, 15, 18, 51),
            (_FINGER_WEST,),
            last=2,
            axis="y",
            walls=("panel grey", "panel green"),
            windows=("modern wide",),
        ),
        Wing(
            "F2",
            (36, 15, 54, 51),
            (_FINGER_WEST,),
            last=3,
            axis="y",
            walls=("panel grey", "panel white"),
            windows=("modern wide",),
        ),
        Wing(
            "F3",
            (72, 15, 90, 51),
            (_FINGER_WEST,),
            last=2,
            axis="y",
            walls=("panel grey", "panel orange"),
            windows=("modern wide",),
        ),
        Wing(
            "H",
            (90, 0, 117, 45),
            ((Strip(0, "hall"),), (Strip(0, "void"),)),
            last=1,
            axis="y",
            walls=("concrete", "metal dark"),
            windows=("blind", "modern wide"),
        ),
    ),
    (
        Entrance("S", "vestibyle", "S", "glazed", canopy=3.6),
        Entrance("F1", "korridor", "N", "glazed", canopy=1.5),
        Entrance("F2", "korridor", "N", "glazed", canopy=1.5),
        Entrance("F3", "korridor", "N", "glazed", canopy=1.5),
        Entrance("H", "hall", "E", "double"),
    ),
    (
        RoofObject("ahu", (9.0, 26.0)),
        RoofObject("ahu", (45.0, 26.0)),
        RoofObject("ahu", (81.0, 26.0)),
        RoofObject("ahu", (104.0, 10.0)),
        *(RoofObject("skylight", (12.0 + 12.0 * i, 12.0)) for i in range(6)),
        RoofObject("hood", (45.0, 44.0)),
        RoofObject("hood", (81.0, 44.0)),
    ),
    roofing="sedum",
    frame="frame dark",
    column_rooms=("kantine", "aula", "utlån"),
    has_ducts=True,
    building_number="999000011",
)

SCHOOLS = (LYNGAASEN, HAVREHEIA, FJELLGATEN, RAADALSMYRA)
