import type { LanguageWords } from './language-words.js';

export const FR: LanguageWords = {
  firm: 'oui | je confirme | confirmer | je le confirme',
  yes: `ouais | ouaip | d'accord | c'est bon | bien sûr | bien sur | c'est ça | c'est exact | exact | exactement | certainement
    tout à fait | absolument | volontiers | avec plaisir | entendu | ok d'accord | c'est correct | parfait | ça marche
    je suis d'accord | j'accepte | allez-y | vas-y | allons-y | je veux bien | évidemment | mais oui | dac
    c'est d'accord | ça me va | bien entendu | accepter | effectivement | c'est parfait`,
  no: `non | nan | pas du tout | pas maintenant | non merci | surtout pas | absolument pas | certainement pas | jamais
    je ne veux pas | je ne préfère pas | je préfère pas | pas vraiment | pas encore | plutôt pas | ce n'est pas ça | c'est pas ça
    je refuse | refuser | ce n'est pas bon | bien sûr que non | mais non | sans façon | pas d'accord | je ne suis pas d'accord
    c'est faux | ce n'est pas correct | pas aujourd'hui | je ne crois pas | je ne pense pas
    je n'accepte pas | je n'accepte plus | n'accepte pas | j'accepte pas | je ne suis pas d'accord | je ne peux pas accepter`,
  polite: `s'il vous plaît | s'il te plaît | svp | stp | merci | merci beaucoup | je vous prie | je vous en prie | alors
    madame | monsieur | ah | eh bien`,
  withdrawing:
    'annulez-la | annule-la | annulez la commande | annuler la commande | je l’annule | retirer | retirez-la | retirer la commande | je la retire',
  cancelling: 'annuler | annule | annulez',
  keeping:
    'garder | la garder | gardez-la | je la garde | garder la commande | conserver | la conserver | ne rien changer',
  details: {
    organisation:
      "organisation | entreprise | société | nom de l'organisation | nom de l'entreprise | nom de la société | raison sociale",
    country: 'pays | région | pays ou région | pays/région',
    currency: 'devise | monnaie',
    zone: 'fuseau | fuseau horaire',
    contactName: 'contact | nom du contact | personne à contacter | mon nom',
    contactEmail:
      'e-mail | email | mail | courriel | adresse e-mail | adresse email | adresse mail | adresse électronique',
  },
  buy: `acheter | j'achète | je l'achète | achetez | je veux l'acheter | acheter maintenant | je passe commande
    passer commande | passer la commande | commander | je commande | valider l'achat | je valide l'achat`,
  accept:
    "j'accepte | accepter | accepté | je suis d'accord | d'accord | continuer | continue | continuez | suivant | suivante | étape suivante | j'approuve",
  terms:
    "j'ai lu | je les ai lues | lu | et | les | ces | toutes | conditions | conditions générales | générales | d'utilisation | avec",
  numbers: ['un | une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
  ordinals: [
    'premier | première | 1er | 1ère | 1re',
    'deuxième | second | seconde | 2e | 2ème | 2nde | 2nd',
    'troisième | 3e | 3ème',
    'quatrième | 4e | 4ème',
    'cinquième | 5e | 5ème',
    'sixième | 6e | 6ème',
    'septième | 7e | 7ème',
    'huitième | 8e | 8ème',
    'neuvième | 9e | 9ème',
    'dixième | 10e | 10ème',
  ],
  last: 'dernier | dernière | le dernier | la dernière',
  choosing: `le | la | l | les | un | une | ou | option | choix | numéro | n | no | je | j | prends | prendre | choisis | choisir | veux
    voudrais | préfère | aimerais | plutôt | pour | moi | ce | sera | celui | celle | avec | par | de | du | d | au | à | s'il vous plaît
    s'il te plaît | svp | merci | oui | d'accord | ok | donnez | mettez | va | vais | et | en | c'est`,
  asking: `quel | quelle | quels | quelles | combien | comment | pourquoi | quand | où | est-ce que | qu'est-ce | que | différence
    prix | coûte | expliquez | peux | peut | puis`,
  commands: {
    stop: `arrêter | arrête | arrêtez | arrêtons | annuler | annule | annulez | stopper | stoppe | stop | quitter | laisse tomber
      laissez tomber | abandonner | j'abandonne | tant pis | oubliez | oublie | ça suffit | je veux arrêter | je veux annuler
      annuler tout | tout annuler | j'ai changé d'avis | interrompre | terminer`,
    help: `aide | aidez-moi | aide-moi | à l'aide | besoin d'aide | j'ai besoin d'aide | que puis-je faire | que peux-tu faire
      que pouvez-vous faire | que sais-tu faire | pouvez-vous m'aider | ouvrir l'aide | au secours | je suis perdu
      je suis perdue | qu'est-ce que je peux faire`,
    back: `retour | revenir | revenir en arrière | en arrière | retour arrière | précédent | étape précédente | question précédente
      retourner | revenez en arrière | retourner en arrière | revenir à l'étape précédente`,
    'start-over': `recommencer | recommence | recommencez | recommençons | recommencer depuis le début | depuis le début
      reprendre depuis le début | repartir de zéro | reprendre à zéro | réinitialiser | tout recommencer | à zéro | du début`,
    menu: `menu | menu principal | afficher le menu | accueil | retour au menu | revenir au menu | voir le menu | ouvrir le menu
      le menu | options`,
    language: `langue | langues | changer de langue | changer la langue | autre langue | une autre langue | choisir la langue
      changement de langue | modifier la langue`,
    person: `conseiller | un conseiller | une personne | un humain | humain | un agent | agent | un opérateur | opérateur
      parler à quelqu'un | parler à une personne | parler à un humain | parler à un conseiller | parler à un agent
      parler avec quelqu'un | parler avec une personne | parler avec un conseiller | contacter le support | service client
      support | contacter un conseiller | parler au support | joindre quelqu'un | une vraie personne | un vrai humain
      parler à une vraie personne | parler à un vrai humain | contacter l'assistance | une conseillère`,
  },
  commanding: `s'il vous plaît | s'il te plaît | svp | stp | merci | je veux | je voudrais | j'aimerais | je souhaite
    je souhaiterais | peux-tu | pouvez-vous | pourriez-vous | puis-je | je peux | est-ce que je peux | on peut | ok | d'accord
    maintenant | non | bon | oh | ah | alors | bonjour | désolé | désolée | tout de suite | le | la | un | une | à`,
  languages: {
    en: 'anglais | anglaise',
    fr: 'français | française',
    ja: 'japonais | japonaise',
    ko: 'coréen | coréenne',
    'zh-TW': 'chinois | chinois traditionnel | chinoise | mandarin | chinois simplifié',
  },
  otherLanguages: `espagnol | allemand | italien | portugais | néerlandais | russe | arabe | polonais | turc | vietnamien
    thaï | suédois | cantonais`,
  speaking: `en | le | la | l | de | du | à | au | s'il vous plaît | s'il te plaît | svp | merci | parler | parle | parlez | parlez-vous
    passer | passe | passez | changer | change | changez | mettre | mets | mettez | langue | pour | je | j | veux | voudrais
    préfère | aimerais | peux-tu | pouvez-vous | on | peut | répondez | réponds | écrivez | continuer | continuez | oui | moi
    basculer | utiliser | vous | tu | plutôt | maintenant`,
  concepts: {
    renew:
      'renouveler | renouvelle | renouvelez | renouvelons | renouvellement | renouvellements | reconduire | reconduction',
    auto: 'automatique | automatiquement | automatiques | auto | tacite',
    off: 'désactiver | désactive | désactivez | désactivation | arrêter | arrête | arrêtez | arrêt | stopper | couper | coupez | suspendre',
    on: 'activer | activez | réactiver | réactive | réactivez | rétablir | remettre',
    cancel: 'annuler | annule | annulez | annulation | retirer | mettre fin à | mettre fin | supprimer | abandonner',
    unsubscribe:
      'résilier | résilie | résiliez | résiliation | désabonner | me désabonner | désabonnement | désinscrire | me désinscrire',
    buy: `acheter | achète | achat | s'abonner | m'abonner | nous abonner | abonner | souscrire | souscrit | souscription | souscris
      acquérir | je m'abonne | prendre un abonnement`,
    join: `rejoindre | rejoins | adhérer | adhésion | s'inscrire | m'inscrire | nous inscrire | inscription | devenir membre
      devenir partenaire | rejoignez | intégrer`,
    want: "je veux | je voudrais | j'aimerais | je souhaite | nous voulons | nous voudrions",
    eligibility: 'éligible | éligibilité | admissible',
    can: `puis-je | peut-on | pouvons-nous | est-ce que je peux | est-ce qu'on peut | je peux | on peut | est-il possible
      possible de | éligible | éligibilité | ai-je le droit | avons-nous le droit | admissible | peut-il être | peut être`,
    'would-you': 'pouvez-vous | pourriez-vous | peux-tu | pourrais-tu | aidez-moi à | aide-moi à | aidez-moi',
    cannot: `ne puis-je pas | ne peut-on pas | ne pouvons-nous pas | je ne peux pas | je ne peux plus | je peux pas | ne peux pas | impossible de | n'arrive pas à | arrive pas à
      on ne peut pas | impossible | je n'arrive pas à | ne parviens pas à | ne pouvons pas`,
    when: `quand | à quelle date | quelle date | jusqu'à quand | combien de temps | à partir de quand | quel jour | date | délai`,
    check: 'vérifier | vérifie | vérifiez | vérification | savoir si | fenêtre | période',
    expire:
      'expire | expirer | expiré | expirée | expiration | expirent | échéance | fin de validité | se termine | prend fin | arrive à échéance',
    remind:
      'rappelle-moi | rappelez-moi | rappelez-nous | me le rappeler | prévenez-moi | préviens-moi | avertissez-moi',
    reminder: 'rappel | rappels | paramètres de rappel | réglages des rappels | notification | notifications',
    invoice: 'facture | factures | reçu | justificatif',
    request: `demande de service | demandes de service | ma demande | mes demandes | mon ticket | mes tickets | ticket | tickets
      demande d'assistance | demande de support | la demande | demandes de l'espace partenaires | demande`,
    status: 'état | statut | avancement | suivi | suivre | où en est | où en sont | nouvelles',
    order: 'commande | commandes',
    pending: 'en attente | en cours | ouverte | ouvertes | impayé | arrivé | reçu le | confirmé',
    person: `personne | humain | humaine | conseiller | conseillère | agent | opérateur | quelqu'un | support
      service client | interlocuteur | soutien | expert | support technique | aide humaine | vrai humain | vraie personne`,
    contact:
      'parler | contacter | joindre | appeler | discuter | échanger | obtenir | besoin | poser une question | rappeler',
    levels: `niveaux | niveau | comparer | comparaison | différence | différences | types d'adhésion | types | quelles offres
      offres disponibles | les offres`,
    benefit: 'avantage | avantages | bénéfices | exigences | inclus | inclut',
    membership:
      'offres achetées | mes offres | nos offres | adhésion | appartenance | membre | mon adhésion | affiliation',
    subscription: 'abonnement | abonnements | formule',
    competency: 'compétence | compétences',
    program: `partner network | réseau de partenaires | réseau partenaires | réseau | programme partenaire | programme partenaires
      espace partenaires | partenariat | mpn`,
    transfer: 'virement | virements | virement bancaire | transfert | transfert bancaire',
    card: 'carte | carte de crédit | carte bancaire | carte bleue | cb | cartes',
    pay: 'payer | paie | paye | paiement | paiements | régler | règlement | paies',
    ways: 'moyens de paiement | modes de paiement | moyen de paiement | mode de paiement | façons de payer',
    'how-to-pay': 'comment payer | comment puis-je payer | acceptez',
    saved: 'enregistrée | enregistrées',
    add: 'ajouter | ajoute | enregistrer',
    'next-steps':
      "étapes suivantes | prochaines étapes | et maintenant | que faire maintenant | commencer à utiliser | activer | activation | utiliser mes avantages | profil d'entreprise",
    people:
      'inviter | invite | inviter un collègue | personnes et rôles | utilisateurs | utilisateur | collègue | collègues | rôles | rôle | autorisations | les droits',
    remove: 'supprimer | supprime | retirer | enlever',
    instead: 'plutôt | au lieu | à la place | changer pour | basculer',
    mine: 'offres achetées | ma demande | mes demandes | mon ticket | mes tickets | mes offres | nos offres | mon | ma | mes | notre | nos | ai-je | avons-nous | j ai',
    what: "qu'est-ce que | qu'est-ce qu | qu'est-ce | quel | quelle | quels | quelles | c'est quoi | que | quoi | expliquer | expliquez | informations",
    question: `pourquoi | que se passe-t-il si | que se passe-t-il | si | dois-je | devons-nous | faut-il | est-ce que | est-ce qu
      combien | coûte | coût | prix | tarif | tarifs | que se passerait-il | obligatoire | remise
      avant | problème | erreur | échoué | qui | a-t-il | est-il`,
    past: 'renouvelé | renouvelée | déjà | annulé | annulée | acheté | achetée | résilié | abonné | abonnée | désactivé | été | viens de',
    not: `ne | n | pas | jamais | sans | aucun | aucune | ni | sauf | plutôt pas | éviter | veux plus | non | refuse | refuser | hors
      plus besoin`,
    foreign: `salle de sport | bibliothèque | passeport | assurance | hôtel | vol | permis | bail | loyer | client | clients
      magazine | lettre d'information | infolettre | domaine | certificat | mot de passe | licence | licences | téléphone
      argent | rendez-vous | réservation | réunion | box | forfait | remboursement | rembourser`,
    speak: 'parler | parlez | changer | passer en | répondez en',
    language: 'langue | langues',
    greet:
      'bonjour | bonsoir | salut | coucou | bonjour à tous | comment allez-vous | comment ça va | ça va | enchanté | rebonjour',
    thanks:
      'merci | merci beaucoup | merci bien | mille mercis | je vous remercie | un grand merci | merci pour votre aide | merci à vous',
    help: 'aide',
  },
  filler: `je | j | nous | on | vous | tu | m | s | me | moi | se | le | la | l | les | un | une | des | de | du | d | à | au | aux | en | et
    pour | par | avec | via | dans | sur | votre | vos | ce | cet | cette | ça | cela | ceci | veux | voudrais | voudrions | voulons
    souhaite | souhaiterais | souhaitons | aimerais | aimerions | désire | vouloir | s'il vous plaît | s'il te plaît | svp | stp
    maintenant | aujourd'hui | tout de suite | comment | comment faire pour | comment puis-je | comment peut-on | comment je peux
    faire | fais | est | sont | suis | dois | devons | il faut | faut | bien | oui | ok | d'accord | alors | donc | encore | nouveau
    nouvelle | ou | entre | année | an | annuel | annuelle | prochain | prochaine | compte | entreprise | société | organisation | microsoft
    partenaire | partenaires | espace | afficher | voir | télécharger | consulter | envoyer | envoyez | donner | donnez | montrer
    montrez | trouver | ouvrir | aller | vais | allons | procéder | continuer | cours | dernier
    dernière | savoir | connaître | offre | offres | service | aide | aider | gérer | ici | où | où puis-je | y | rapidement | bientôt`,
};
