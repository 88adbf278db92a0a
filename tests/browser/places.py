"""Where the demo has what, and who: at least one address of each kind of public page."""

WIJK = "/wijken/havenkwartier/"
OPENING_SOON = "/wijken/stationspark/"
IDEAS = f"{WIJK}ideeen/"
EVERY_BLOCK = "/zelf-iets-organiseren/straatfeest/"
NOT_THERE = "/wijken/bestaat-niet/"
# Who can log in to the demo has an address there, and this password.
DOMAIN, PASSWORD = "waterhage.example", "samenwijk-demo"
# What the field is called in which somebody finds their neighbourhood.
FIND_WIJK = "Postcode, adres of naam van uw wijk"

PAGE_TYPES = {
    "home": "/",
    "wijken": "/wijken/",
    "wijken found by name": "/wijken/?q=haven",
    "no wijk found": "/wijken/?q=atlantis",
    "wijk": WIJK,
    "wijk that opens soon": OPENING_SOON,
    "news list": "/nieuws/",
    "news list, second page": "/nieuws/?pagina=2",
    "news": "/wijken/havenkwartier/nieuws/houtkade-wordt-groen/",
    "agenda": "/agenda/",
    "agenda of what is over": "/agenda/?toon=voorbij",
    "event": "/wijken/havenkwartier/agenda/avondmarkt/",
    "information": "/wijken/havenkwartier/werk-aan-de-houtkade/",
    "every block": EVERY_BLOCK,
    "ideas": IDEAS,
    "ideas of all, chosen and sorted": "/ideeen/?thema=groen&volgorde=steun",
    "ideas on the map": f"{IDEAS}?toon=kaart",
    "no idea found": f"{IDEAS}?q=atlantis",
    "why not": "/ideeen/waarom-niet/",
    "ideas to take along": f"{IDEAS}export/",
    "ideas on another site": f"{IDEAS}inbed/",
    "map of ideas on another site": f"{IDEAS}inbed/kaart/",
    "thanks to neighbours": "/burencheck/bedankt/",
    "search results": "/zoeken/?q=feest",
    "search, nothing found": "/zoeken/?q=xylofoon",
    "suggestions": "/zoeken/suggesties/?q=spe",
    "not found": NOT_THERE,
}
# Each holds a form at which somebody takes part; that leaves a cookie.
FORMS = [f"{IDEAS}nieuw/", "/ideeen/nieuw/", "/burencheck/"]
