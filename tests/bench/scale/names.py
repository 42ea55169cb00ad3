"""Names of France: the most common ones by rank, and as many rare ones as are needed.

The order is that of INSEE's files of surnames (births 1891-2000) and first names
(births 1950-1990, the years of those who teach in 2014), from memory of both: near
enough for the proportions of homonyms, which is what they are for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, product

COMMON_SURNAMES = """
Martin|Bernard|Thomas|Petit|Robert|Richard|Durand|Dubois|Moreau|Laurent|Simon|Michel|Lefebvre|Leroy
Roux|David|Bertrand|Morel|Fournier|Girard|Bonnet|Dupont|Lambert|Fontaine|Rousseau|Vincent|Muller
Lefèvre|Faure|André|Mercier|Blanc|Guérin|Boyer|Garnier|Chevalier|François|Legrand|Gauthier|Garcia
Perrin|Robin|Clément|Morin|Nicolas|Henry|Roussel|Mathieu|Gautier|Masson|Marchand|Duval|Denis|Dumont
Marie|Lemaire|Noël|Meyer|Dufour|Meunier|Brun|Blanchard|Giraud|Joly|Rivière|Lucas|Brunet|Gaillard
Barbier|Arnaud|Martinez|Gérard|Roche|Renard|Schmitt|Roy|Leroux|Colin|Vidal|Caron|Picard|Roger|Fabre
Aubert|Lemoine|Renaud|Dumas|Lacroix|Olivier|Philippe|Bourgeois|Pierre|Benoît|Rey|Leclerc|Payet
Rolland|Leclercq|Guillaume|Lecomte|Lopez|Jean|Dupuy|Guillot|Hubert|Berger|Carpentier|Sanchez|Dupuis
Moulin|Louis|Deschamps|Huet|Vasseur|Perez|Boucher|Fleury|Royer|Klein|Jacquet|Adam|Paris|Poirier
Marty|Aubry|Guyot|Carré|Charles|Renault|Charpentier|Ménard|Maillard|Baron|Bertin|Bailly|Hervé
Schneider|Fernandez|Le Gall|Collet|Léger|Bouvier|Julien|Prévost|Millet|Perrot|Daniel|Le Roux|Cousin
Germain|Breton|Besson|Langlois|Rémy|Le Goff|Pelletier|Lévêque|Perrier|Leblanc|Barré|Lebrun|Marchal
Weber|Mallet|Hamon|Boulanger|Jacob|Monnier|Michaud|Rodriguez|Guichard|Gillet|Étienne|Grondin|Poulain
Tessier|Chevallier|Collin|Chauvin|Da Silva|Bouchet|Gay|Lemaître|Bénard|Maréchal|Humbert|Reynaud
Antoine|Hoarau|Perret|Barthélemy|Cordier|Pichon|Lejeune|Gilbert|Lamy|Delaunay|Pasquier|Carlier
Laporte|O'Brien d'Arc|De La Fontaine|N'Diaye|Nguyen|Benali|Traoré|Cazenave|Castéra|Peyrègne|L'Hostis
""".strip().replace("\n", "|")

WOMEN = """
Marie|Nathalie|Isabelle|Sylvie|Catherine|Sandrine|Christine|Valérie|Françoise|Stéphanie|Véronique
Céline|Sophie|Laurence|Anne|Florence|Martine|Aurélie|Virginie|Patricia|Corinne|Émilie|Julie|Karine
Brigitte|Caroline|Delphine|Audrey|Laetitia|Élodie|Hélène|Claire|Dominique|Agnès|Cécile|Béatrice
Pascale|Muriel|Chantal|Anne-Marie|Marie-Christine|Sabrina|Géraldine|Élisabeth|Monique|Magali
Marie-Claude|Laure|Carole|Marion|Pauline|Estelle|Séverine|Nadia|Mathilde|Camille|Aline|Inès|Zoé
Anne-Sophie|Marie-Pierre|Maïté|Noémie|Éléonore|Fatima|Samira|Solène|Maëlle|Gaëlle|Anaïs|Eugénie
Marie-Hélène|Danièle|Evelyne|Josiane|Annick|Ghislaine|Odile|Bénédicte|Clotilde|Ségolène|Yaëlle
""".strip().replace("\n", "|")

MEN = """
Philippe|Christophe|Laurent|Frédéric|Stéphane|Nicolas|Pascal|Éric|Olivier|David|Thierry|Alain
Sébastien|Jean|Patrick|Michel|Julien|Bruno|Pierre|François|Didier|Jérôme|Vincent|Gilles|Marc|Thomas
Franck|Bernard|Christian|Guillaume|Fabrice|Dominique|Cédric|Jean-Pierre|Jean-Luc|Jean-Marc|Xavier
Emmanuel|Hervé|Yves|Benoît|Antoine|Mathieu|Benjamin|Alexandre|Jean-Michel|Jean-François|Serge|Denis
Arnaud|Karim|Jean-Paul|Sylvain|Yann|Gérard|Rémi|Cyril|Maxime|Damien|Jean-Noël|Loïc|Mickaël|Régis
Mohamed|Raphaël|Joël|Gaël|Aurélien|Jean-Christophe|Tanguy|Noël|Rachid|André|Clément|Fabien|Baptiste
""".strip().replace("\n", "|")

_BEGINNINGS = """
Bar|Ber|Bon|Bou|Bru|Cam|Car|Cas|Cha|Cla|Cour|Dar|Del|Des|Dou|Du|Es|Fer|Fon|Gar|Gau|Gi|Gran|Gui|Hau
Jac|Jou|La|Lar|Las|Mal|Mar|Mas|Mon|Mou|Nou|Pal|Pé|Per|Pey|Pour|Pra|Pui|Ra|Ri|Ro|Sa|Sal|Sar|Sau|Ser
Tail|Tar|Ver|Vil
""".strip().replace("\n", "|")
_MIDDLES = ("", "a", "an", "e", "el", "en", "er", "i", "in", "o", "ol", "ou")
_ENDINGS = """
ac|ade|ain|al|an|ard|ari|as|at|aud|ault|beau|bert|bois|cier|court|del|dez|dier|eau|ec|el|ens|ères|et
ette|euil|ey|ez|gnac|gue|han|ic|ié|ier|in|is|lac|land|lès|lier|mont|neau|net|noux|on|ot|oux|pé|quier
ral|rieu|roux|sac|sède|tané|tel|tier|ton|val|vès|vier|ville
""".strip().replace("\n", "|")
_PARTICLES = ["", "", "", "", "", "", "", "", "Le ", "De ", "De La ", "Du "]

COMMON_SHARE = 0.14
"""Of the people of France who bear one of the two hundred most common surnames (INSEE)."""


def surnames() -> tuple[list[str], list[float]]:
    """Return surnames, the common ones first, and their cumulated weights."""
    common = COMMON_SURNAMES.split("|")
    rare = list(dict.fromkeys(_rare_surnames()))
    weights = [
        *_shares(len(common), COMMON_SHARE, start=15, fall=0.75),
        *_shares(len(rare), 1 - COMMON_SHARE, start=2_000, fall=0.9),
    ]
    return [*common, *rare], list(accumulate(weights))


def first_names(names: str) -> tuple[list[str], list[float]]:
    """Return the first names of a list and their cumulated weights."""
    known = names.split("|")
    return known, list(accumulate(_shares(len(known), 1.0, start=12, fall=1.1)))


def _rare_surnames() -> Iterator[str]:
    """Yield some forty thousand surnames of a French sound."""
    parts = product(_MIDDLES, _ENDINGS.split("|"), _BEGINNINGS.split("|"))
    for number, (middle, ending, beginning) in enumerate(parts):
        yield f"{_PARTICLES[number % len(_PARTICLES)]}{beginning}{middle}{ending}"


def _shares(count: int, whole: float, *, start: int, fall: float) -> list[float]:
    """Return weights that fall with the rank (Zipf and Mandelbrot) and make up a whole."""
    raw = [(rank + start) ** -fall for rank in range(1, count + 1)]
    scale = whole / sum(raw)
    return [weight * scale for weight in raw]
