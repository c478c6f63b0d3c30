"""What is pasted, in the manners of text processors, and the tree that is meant by it."""

# A paste, a line « -- », and its tree; « → » is a tab.
WRITTEN = """
== bullets of a text processor
Orientation 1 : Conforter
•→Porter
o→Former
▪→Détail
•→Démontrer
Orientation 2 : Innover
►→Outiller
--
orientation 1 Conforter
  Porter
    Former
      Détail
  Démontrer
orientation 2 Innover
  Outiller
== a label, its title on the next line, lists by indents
Orientation 1.

 Construire le travail collaboratif

  1. Mettre en valeur
    1. Capitaliser
    2. Étudier
  2. Piloter par :
    1. La poursuite

 

Orientation 2.

Observer

  1. Être un lieu
    1. Poursuivre
--
orientation 1 Construire le travail collaboratif
  1 Mettre en valeur
    1 Capitaliser
    2 Étudier
  2 Piloter par
    1 La poursuite
orientation 2 Observer
  1 Être un lieu
    1 Poursuivre
== numbers with points
1. Gouverner
1.1 Former
1.1.1 Un stage
1.2. Aider
2 – Innover
2.1.1 Outiller
2.1.2) Suivre
3. Finir
--
1 Gouverner
  1.1 Former
    1.1.1 Un stage
  1.2 Aider
2 Innover
  2.1.1 Outiller
  2.1.2 Suivre
3 Finir
== numbers without points
4. LES ORIENTATIONS

41. Mettre en place
- S’appuyer
- Créer

42. Proposer
421. Accompagner
- Guider
422. Former
43. Représenter
5. Suite
--
4 LES ORIENTATIONS
  41 Mettre en place
    S’appuyer
    Créer
  42 Proposer
    421 Accompagner
      Guider
    422 Former
  43 Représenter
5 Suite
== letters and Romans, and nobody's initial
I. Gouverner
A. Former
a) un stage
b) une visite
B. Aider
II. Innover
A. Outiller
- M. Dupont
--
I Gouverner
  A Former
    a un stage
    b une visite
  B Aider
II Innover
  A Outiller
    M. Dupont
== words of kinds, with a number, before it or without
Axe n° 2 : Réseau
Objectif 2.1 – Animer
Action 2.1.1 : Réunir
Action : Former
Objectif 2.2
2ème défi : Gouverner
ORIENTATION B – FINIR
--
axe 2 Réseau
  objectif 2.1 Animer
    action 2.1.1 Réunir
    action Former
  objectif 2.2
defi 2 Gouverner
orientation B FINIR
== tabs
Conforter
→Porter
→→former les habitants.
→Démontrer
Soutenir
→Innover
--
Conforter
  Porter
    former les habitants.
  Démontrer
Soutenir
  Innover
== a list of lines
Impact
Droits et égalité
jeunesse
--
Impact
Droits et égalité
jeunesse
== titles above their bullets
Conforter
- Porter
- Démontrer
Soutenir
- Innover
--
Conforter
  Porter
  Démontrer
Soutenir
  Innover
== lines below a label
Orientation 1 : Conforter
Porter
Démontrer
Orientation 2 : Innover
Outiller
Aider
--
orientation 1 Conforter
  Porter
  Démontrer
orientation 2 Innover
  Outiller
  Aider
== Markdown, its emphasis and its tags
# Pacte

## 1<sup>er</sup> défi : Réseau

## Les collectifs

- ▶ **Projet :** Reconnaître

### SENACS

- *Comment le rendre utile ?*

- ▶ **Famille :** Animer

### Fonction de lieu ressource
--
defi 1 Réseau
Les collectifs
  Projet : Reconnaître
  SENACS
    question Comment le rendre utile ?
  Famille : Animer
  fonction Fonction de lieu ressource
== signs of Word's fonts, and dashes behind numbers and letters
I - Gouverner
Ø→Former
ü→Un stage
1°) Suivre
2°) Finir
II – Innover
A/ Outiller
--
I Gouverner
  Former
    Un stage
  1 Suivre
  2 Finir
II Innover
  A Outiller
== a line above bullets, closed by the number that follows them
Les étapes :
- Bilan
1. Gouverner
- Former
2. Innover
--
Les étapes
  Bilan
1 Gouverner
  Former
2 Innover
== columns of a spreadsheet
Axe 1→Conforter
→Objectif 1→Porter
→→Action 1→Former
--
axe 1 Conforter
  objectif 1 Porter
    action 1 Former
"""


def pastes():
    """{name: (paste, rows)}"""
    found = {}
    for part in WRITTEN.split("== ")[1:]:
        name, _end, rest = part.partition("\n")
        text, _line, tree = rest.partition("\n--\n")
        found[name] = text.replace("→", "\t"), tree.rstrip("\n").split("\n")
    return found
