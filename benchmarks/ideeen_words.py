"""Words that made-up ideas are composed of, so that a search finds some and leaves the others."""

# What stands for each name in a sentence below.
WORDS = {
    "thing": (
        "bankje zebrapad speeltuin lantaarn fietsenrek geveltuin moestuin vuilnisbak drempel "
        "trapveldje boekenkast picknicktafel hondenveld deelauto laadpaal regenton bushokje "
        "wandelpad bloembak fietspomp glijbaan zandbak waterpunt muurschildering egelpoort "
        "vogelhuis nestkast oversteek parkeervak zonnepaneel buurthuis schommel wip klimrek "
        "fietsstraat rotonde boomgaard vijver"
    ),
    "kind": (
        "nieuw groen veilig klein groot open rustig kleurrijk overdekt gezamenlijk houten modern "
        "verlicht breed schaduwrijk toegankelijk"
    ),
    "place": (
        "plein park hoek school kerk halte brug winkel sporthal station kanaal dijk flat hofje "
        "oever bibliotheek markt steiger poort singel"
    ),
    "who": "ouderen kinderen jongeren gezinnen fietsers wandelaars buren mantelzorgers",
}
SENTENCES = (
    "Er is hier nu niets voor {who}.",
    "Wij lopen er elke dag langs en het kan veel beter.",
    "Met een {thing} wordt de plek bij de {place} weer gezellig.",
    "Het hoeft niet veel te kosten, want de buurt helpt mee.",
    "Vooral {who} hebben er iets aan.",
    "In de zomer is het er te warm en in de winter te donker.",
    "Een {kind} {thing} past goed bij de andere plannen voor de wijk.",
    "Op de hoek bij de {place} is genoeg ruimte.",
    "Onze buren zijn het ermee eens en willen het onderhouden.",
    "Nu staan er auto’s waar {who} zouden kunnen zitten.",
    "Het is al jaren een wens van de mensen rond de {place}.",
    "Zo leren {who} elkaar kennen.",
    "De gemeente kan het meenemen als de straat toch open gaat.",
    "Het water blijft na een bui lang staan, en dat lost dit ook op.",
    "Wie wil meedoen kan zich bij mij melden.",
    "Wij denken aan een {thing} en later misschien een {kind} {thing}.",
)
COMMENTS = (
    "Goed idee, dit mist hier echt.",
    "Graag niet te dicht bij de huizen, in verband met het geluid.",
    "Wij doen mee. Wanneer beginnen we?",
    "Kan het ook aan de andere kant van de {place}?",
)
ANSWER = (
    "Dank voor uw idee. Wij hebben gekeken naar de plek, de kosten en het onderhoud. "
    "Ook hebben wij met de buren gesproken. Hieronder leest u wat eruit kwam en wat er nu gebeurt."
)
