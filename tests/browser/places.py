"""Where the demo has what, and who: at least one address of each kind of public page."""

WIJK = "/wijken/havenkwartier/"
OPENING_SOON = "/wijken/stationspark/"
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
    "search results": "/zoeken/?q=feest",
    "search, nothing found": "/zoeken/?q=xylofoon",
    "suggestions": "/zoeken/suggesties/?q=spe",
    "not found": NOT_THERE,
}
