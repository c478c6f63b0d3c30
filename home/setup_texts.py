"""The words of the standard pages a real site starts with: see setup.py."""

# Legal pages: drafts that the owner of the site completes, then publishes.
PAGES = [
    (
        "À propos",
        (
            "Les centres sociaux inventent chaque jour des réponses avec les habitants. "
            "Ce site les fait connaître."
        ),
        [
            (
                "<h2>Pourquoi ce site ?</h2><p>Un café de parents, un atelier de "
                "réparation, un jardin au pied des tours : ces initiatives méritent "
                "d’être racontées. Chaque centre les écrit à l’aide d’un formulaire "
                "guidé ; la mise en page se fait toute seule.</p>"
            ),
            (
                "<h2>Qui relit les fiches ?</h2><p>Un comité éditorial, formé de membres "
                "du réseau, lit chaque fiche avant sa publication. Personne ne donne son "
                "avis sur une fiche de son propre centre.</p>"
            ),
        ],
    ),
    (
        "Mentions légales",
        "Qui publie ce site, qui l’héberge.",
        [
            "<h2>Éditeur</h2><p>À compléter par le propriétaire du site.</p>",
            "<h2>Hébergeur</h2><p>À compléter par le propriétaire du site.</p>",
            (
                "<h2>Caractères et illustrations</h2><p>Textes composés en Bricolage "
                "Grotesque et Atkinson Hyperlegible Next, sous licence SIL Open Font "
                "1.1. Noms et codes des territoires : code officiel géographique, par "
                "le découpage administratif d’Etalab, 2026 (Licence Ouverte) ; "
                "coordonnées des communes : GeoNames (CC BY 4.0). Contours "
                "de la carte : svg-maps, Victor Cazanave, d’après MapSVG "
                '(<a href="https://creativecommons.org/licenses/by/4.0/deed.fr">CC BY '
                "4.0</a>), simplifiés ; outre-mer : Natural Earth (domaine "
                "public).</p>"
            ),
            (
                "<h2>Réutilisation</h2><p>Les fiches sont publiées sous licence "
                "CC BY 4.0 : citez le centre et la fiche.</p>"
            ),
        ],
    ),
    (
        "Données personnelles",
        "Ce que ce site sait de vous, et ce que vous pouvez demander.",
        [
            (
                "<h2>Si vous visitez le site</h2><p>Aucun cookie, aucune mesure "
                "d’audience nominative, aucun service extérieur.</p>"
            ),
            (
                "<h2>Si vous avez un compte</h2><p>Nous gardons votre nom, votre adresse "
                "électronique et ce que vous faites dans l’administration. Seuls votre "
                "centre et le comité voient votre nom.</p>"
            ),
            (
                "<h2>Si l’on vous voit ou si l’on vous cite</h2><p>Une photo ou une "
                "parole n’est publiée qu’avec votre accord. Vous pouvez le retirer à "
                "tout moment : écrivez-nous.</p>"
            ),
        ],
    ),
    (
        "Accessibilité",
        "Ce site est fait pour être lu et utilisé par tout le monde.",
        [
            (
                "<h2>État de conformité</h2><p>Ce site n’est pas encore conforme au "
                "RGAA : aucun audit n’a été mené.</p>"
            ),
            (
                "<h2>Nous signaler un problème</h2><p>Si une page vous résiste, "
                "écrivez-nous : nous chercherons une solution avec vous.</p>"
            ),
        ],
    ),
    (
        "La charte des fiches",
        "Ce que chaque fiche tient avant d’être publiée.",
        [
            (
                "<h2>Ce que le comité vérifie</h2><ul><li>L’initiative produit un "
                "changement pour des habitants.</li><li>Les habitantes et les habitants "
                "y ont une vraie place.</li><li>Les personnes vues ou citées sont "
                "d’accord.</li><li>Une autre équipe pourrait s’en inspirer.</li></ul>"
            ),
            (
                "<h2>Comment il décide</h2><p>Plusieurs membres du comité donnent leur "
                "avis, jamais sur une fiche de leur propre centre. S’il manque quelque "
                "chose, le centre lit ce qu’il faut reprendre, et renvoie sa fiche.</p>"
            ),
        ],
    ),
    (
        "Écrire une fiche : l’aide",
        "De la première phrase à la mise en ligne, en quatre étapes.",
        [
            (
                "<h2>Avoir un accès</h2><p>La personne référente de votre centre vous "
                "invite. Vous recevez un message, vous choisissez votre mot de "
                "passe.</p>"
            ),
            (
                "<h2>Écrire</h2><p>Dix points suffisent ; chacun a une question, une "
                "phrase d’aide et un exemple. Tout s’enregistre au fur et à mesure : "
                "commencez aujourd’hui, finissez plus tard.</p>"
            ),
            (
                "<h2>Envoyer au comité</h2><p>Il lit votre fiche et vous répond par "
                "message. S’il demande une reprise, ses mots sont au-dessus de la partie "
                "à reprendre.</p>"
            ),
            (
                "<h2>Demander de l’aide</h2><p>Dans votre fiche, « Demander de l’aide à "
                "votre fédération » : une personne peut vous accompagner.</p>"
            ),
        ],
    ),
]
# Pages with a short address, which the frame reaches by their name: which setting says.
NAMED = {
    "La charte des fiches": ("charte", "charter_page"),
    "Écrire une fiche : l’aide": ("aide", "proposal_help_page"),
}
