"""Kinds of rooms: their Norwegian names, usual sizes and what their facade needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoomKind:
    """A kind of room.

    name : what stands on the plan.
    function : group of use, becomes the zone of the room.
    length : usual length along the wing. [m]
    light : which window of the wing's style it gets: ``day``, ``high``, ``stair``, ``glass``,
        ``hall`` or ``none``.
    is_open : circulation; no wall between two open rooms, and other rooms have doors to it.
    is_fixed : keeps its length when a row is stretched.
    has_heater : radiators under its windows.
    """

    name: str
    function: str
    length: float
    light: str = "day"
    is_open: bool = False
    is_fixed: bool = False
    has_heater: bool = True


_TEACHING, _STAFF, _TRAFFIC = "Undervisning", "Administrasjon", "Trafikkareal"
_WET, _TECHNICAL, _STORE = "Sanitærrom", "Teknisk", "Lager"
_SOCIAL, _CARE, _SPORT = "Fellesareal", "Pleie og omsorg", "Idrett"
_CHILD, _PUBLIC, _FIRE = "Barnehage", "Publikumsareal", "Brannberedskap"

ROOMS: dict[str, RoomKind] = {
    "klasserom": RoomKind("Klasserom", _TEACHING, 8.4),
    "grupperom": RoomKind("Grupperom", _TEACHING, 3.6),
    "naturfag": RoomKind("Naturfagrom", _TEACHING, 9.6),
    "musikk": RoomKind("Musikkrom", _TEACHING, 9.0),
    "formgiving": RoomKind("Kunst og håndverk", _TEACHING, 10.8),
    "skolekjøkken": RoomKind("Mat og helse", _TEACHING, 9.0),
    "sfo": RoomKind("SFO-base", _TEACHING, 9.0),
    "aula": RoomKind("Aula", _SOCIAL, 15.0, "glass"),
    "lærerrom": RoomKind("Lærerarbeidsrom", _STAFF, 7.2),
    "personalrom": RoomKind("Personalrom", _STAFF, 7.2),
    "kontor": RoomKind("Kontor", _STAFF, 3.0),
    "landskap": RoomKind("Kontorlandskap", _STAFF, 15.0),
    "møterom": RoomKind("Møterom", _STAFF, 5.4),
    "rektor": RoomKind("Leders kontor", _STAFF, 4.2),
    "arkiv": RoomKind("Arkiv", _STORE, 4.8, "high"),
    "kopi": RoomKind("Kopi og rekvisita", _STORE, 3.0, "high"),
    "kantine": RoomKind("Kantine", _SOCIAL, 14.4, "glass"),
    "kjøkken": RoomKind("Kjøkken", _SOCIAL, 6.0, has_heater=False),
    "stue": RoomKind("Oppholdsstue", _SOCIAL, 9.0, "glass"),
    "korridor": RoomKind("Korridor", _TRAFFIC, 30.0, "stair", is_open=True),
    "vestibyle": RoomKind("Vestibyle", _TRAFFIC, 7.2, "glass", is_open=True),
    "trapp": RoomKind("Trapperom", _TRAFFIC, 2.4, "stair", is_fixed=True, has_heater=False),
    "heis": RoomKind("Heissjakt", _TRAFFIC, 2.4, "none", is_fixed=True, has_heater=False),
    "wc": RoomKind("Toaletter", _WET, 3.0, "high", has_heater=False),
    "hcwc": RoomKind("HC-toalett", _WET, 2.4, "high", is_fixed=True, has_heater=False),
    "garderobe": RoomKind("Garderobe", _WET, 5.4, "high"),
    "dusj": RoomKind("Dusj", _WET, 4.2, "high", has_heater=False),
    "lager": RoomKind("Lager", _STORE, 3.6, "high", has_heater=False),
    "renhold": RoomKind("Renhold", _STORE, 2.4, "high", is_fixed=True, has_heater=False),
    "teknisk": RoomKind("Teknisk rom", _TECHNICAL, 6.0, "none", has_heater=False),
    "tavle": RoomKind("Tavlerom", _TECHNICAL, 2.4, "none", is_fixed=True, has_heater=False),
    "base": RoomKind("Hjemmebase", _CHILD, 9.0, "glass"),
    "lekerom": RoomKind("Lekerom", _CHILD, 4.8),
    "sovekrok": RoomKind("Hvilerom", _CHILD, 3.6),
    "grovgarderobe": RoomKind("Grovgarderobe", _CHILD, 4.8),
    "stellerom": RoomKind("Stellerom", _WET, 3.6, "high"),
    "beboer": RoomKind("Beboerrom", _CARE, 3.6),
    "bad": RoomKind("Bad", _WET, 3.0, "high", has_heater=False),
    "vaktrom": RoomKind("Vaktrom", _CARE, 3.6),
    "skyllerom": RoomKind("Skyllerom", _CARE, 3.0, "high", has_heater=False),
    "medisin": RoomKind("Medisinrom", _CARE, 3.0, "high"),
    "aktivitet": RoomKind("Aktivitetsrom", _CARE, 7.2),
    "lege": RoomKind("Undersøkelsesrom", _CARE, 4.2),
    "vaskeri": RoomKind("Vaskeri", _STORE, 6.0, "high", has_heater=False),
    "hall": RoomKind("Idrettshall", _SPORT, 42.0, "none", has_heater=False),
    "styrke": RoomKind("Styrkerom", _SPORT, 9.0),
    "dommer": RoomKind("Dommergarderobe", _SPORT, 3.6, "high"),
    "apparat": RoomKind("Apparatlager", _STORE, 6.0, "none", has_heater=False),
    "kiosk": RoomKind("Kiosk", _SOCIAL, 4.8),
    "gymsal": RoomKind("Gymsal", _SPORT, 18.0, "hall", has_heater=False),
    "utlån": RoomKind("Utlån og samling", _PUBLIC, 24.0, "glass"),
    "barneavd": RoomKind("Barneavdeling", _PUBLIC, 12.0, "glass"),
    "lesesal": RoomKind("Lesesal", _PUBLIC, 10.8, "glass"),
    "sal": RoomKind("Kommunestyresal", _PUBLIC, 14.4, "day"),
    "ekspedisjon": RoomKind("Innbyggertorg", _PUBLIC, 12.0, "glass"),
    "vognhall": RoomKind("Vognhall", _FIRE, 24.0, "none", has_heater=False),
    "verksted": RoomKind("Verksted", _FIRE, 8.4),
    "røykdykk": RoomKind("Røykdykkerverksted", _FIRE, 6.0, "high"),
    "slange": RoomKind("Slangevask", _FIRE, 4.8, "none", has_heater=False),
    "hvile": RoomKind("Hvilerom vakt", _FIRE, 3.6),
    "tårn": RoomKind("Tårn", _TRAFFIC, 6.0, "stair", has_heater=False),
    "void": RoomKind("", "", 30.0, "hall", has_heater=False),
    "galleri": RoomKind("Galleri", _SPORT, 30.0, "none", is_open=True, has_heater=False),
}
