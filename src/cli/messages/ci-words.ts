/** Comments in the files for CI, and what their script says. No quotes, backquotes or dollar signs: the sentences stand in a shell script. */
import type { MessageLanguage } from '../environment.ts';

export type CiWords = Readonly<
  Record<
    | 'head'
    | 'usage'
    | 'quiet'
    | 'turn'
    | 'noPush'
    | 'busy'
    | 'leftBehind'
    | 'release'
    | 'publish'
    | 'superseded'
    | 'noMoment'
    | 'keep'
    | 'takeLedger'
    | 'person'
    | 'lookFirst'
    | 'noLedger'
    | 'review'
    | 'unfinished'
    | 'secret'
    | 'made'
    | 'schedule'
    | 'since'
    | 'check'
    | 'history'
    | 'base'
    | 'comment'
    | 'write'
    | 'gitlab',
    string
  >
>;

const nl: CiWords = {
  head: 'Gemaakt door omk init. Hiermee kijkt een pipeline voorstellen na en plaatst zij wat is samengevoegd (docs/ci.md).',
  usage:
    'Gebruik: sh omk-ci.sh review MOMENT; sh omk-ci.sh publish TAK [MOMENT]; sh omk-ci.sh omk OPDRACHT, zoals: sh omk-ci.sh omk status',
  quiet: 'Een regel van een bericht die met twee dubbele punten begint, is geen opdracht aan GitHub.',
  turn: 'Een tegelijk: wie de tak omk-busy maakt, is aan de beurt. Wie langer dan een half uur bezig is, leeft niet meer.',
  noPush: 'omk kan niet naar deze opslagplaats schrijven, en kan het register dus niet bewaren. Er is niets geplaatst.',
  busy: 'Een andere pipeline is bezig, of is net afgebroken. Er is niets geplaatst. Een volgende keer gaat dit vanzelf mee.',
  leftBehind: 'De vorige keer is niet afgemaakt. omk kijkt daarom eerst wat er al staat.',
  release: 'De beurt weer vrij; of, als het vorige nog moet worden nagekeken, weer zoals zij was.',
  publish: 'Na het samenvoegen, en op vaste tijden: wat er bij kwam of veranderde gaat uit, en wat gepland staat en aan de beurt is.',
  superseded: 'De tak is verder dan dit. Dat wordt daar geplaatst.',
  noMoment: 'Het moment waarvanaf geplaatst moet worden, is geen moment dat git kent. Er is niets geplaatst.',
  keep: 'Het register en tot waar alles geplaatst is, op de tak omk-ledger. Lukt dat niet, dan blijft de beurt staan en kijkt de volgende eerst.',
  takeLedger: 'Het register, en tot waar alles geplaatst is.',
  person: 'Voor een mens, met het register van de pipeline: zoals sh omk-ci.sh omk resolve BESTAND KANAAL --published URL',
  lookFirst: 'De pipeline is de vorige keer niet klaargekomen. Laat haar eerst nog eens lopen. Er is niets gedaan.',
  noLedger: 'Er is nog geen register op de tak omk-ledger. Er is niets gedaan.',
  review: 'Bij een voorstel: het plan als tekst en het voorbeeld, zonder sleutels en zonder iets te plaatsen.',
  unfinished: 'Nog niet klaar: een kanaal vroeg om later. De volgende keer gaat omk verder.',
  secret: 'Zet OMK_SECRET bij de geheimen: zonder vast geheim kloppen afmeldlinks de volgende keer niet meer. Er is niets geplaatst.',
  made: 'Gemaakt door omk init. omk zelf moet in package.json van dit project staan; npm ci zet het dan klaar. Uitleg: docs/ci.md van omk.',
  schedule: 'voor wat gepland staat',
  since: 'Vanaf welk moment (leeg: vanaf de vorige keer)',
  check: 'Elk voorstel wordt nagekeken, zonder sleutels en zonder iets te plaatsen.',
  history: 'nodig om te zien wat er veranderde',
  base: 'Het voorstel is hier al samengevoegd; HEAD^1 is de tak waar het in gaat.',
  comment: 'Het plan als reactie bij het voorstel. Niet bij een voorstel van buiten, en zonder code van het voorstel.',
  write: 'voor de takken omk-ledger en omk-busy',
  gitlab:
    'Zet in GitLab aan: Settings, CI/CD, Job token permissions, Allow Git push requests; en maak onder Build een Pipeline schedule van elk kwartier.',
};

const en: CiWords = {
  head: 'Made by omk init. With this a pipeline checks proposals and publishes what was merged (docs/ci.md).',
  usage:
    'Usage: sh omk-ci.sh review MOMENT; sh omk-ci.sh publish BRANCH [MOMENT]; sh omk-ci.sh omk COMMAND, such as: sh omk-ci.sh omk status',
  quiet: 'A line of a post that begins with two colons is no command to GitHub.',
  turn: 'One at a time: whoever makes the branch omk-busy has the turn. Whoever takes longer than half an hour no longer lives.',
  noPush: 'omk may not write to this repository, and so cannot keep the ledger. Nothing was published.',
  busy: 'Another pipeline is at work, or was just ended. Nothing was published. The next time takes this along by itself.',
  leftBehind: 'The last time did not finish. So omk looks first at what stands there already.',
  release: 'The turn is free again; or, while the last time still has to be looked at, as it was.',
  publish: 'After the merge, and at set times: what was added or changed goes out, and what is scheduled and due.',
  superseded: 'The branch has gone on from here. It is published from there.',
  noMoment: 'The moment from which to publish is none that git can know. Nothing was published.',
  keep: 'The ledger and up to where all was published, on the branch omk-ledger. If that fails, the turn stays taken and the next one looks first.',
  takeLedger: 'The ledger, and up to where all was published.',
  person: 'For a person, with the ledger of the pipeline: such as sh omk-ci.sh omk resolve FILE CHANNEL --published URL',
  lookFirst: 'The last time the pipeline did not finish. Let it run once more first. Nothing was done.',
  noLedger: 'There is no ledger on the branch omk-ledger yet. Nothing was done.',
  review: 'For a proposal: the plan as text and the preview, without keys and without posting.',
  unfinished: 'Not finished: a channel asked for later. The next time omk goes on.',
  secret:
    'Put OMK_SECRET among the secrets: without one that stays, links to unsubscribe no longer hold the next time. Nothing was published.',
  made: 'Made by omk init. omk itself has to be in the package.json of this project; npm ci then puts it in place. Explained in docs/ci.md of omk.',
  schedule: 'for what is scheduled',
  since: 'Since which moment (empty: since the last time)',
  check: 'Every proposal is checked, without keys and without posting.',
  history: 'needed to see what changed',
  base: 'The proposal is merged here already; HEAD^1 is the branch that it goes into.',
  comment: 'The plan as a comment on the proposal. Not on one from outside, and without code of the proposal.',
  write: 'for the branches omk-ledger and omk-busy',
  gitlab:
    'Switch on in GitLab: Settings, CI/CD, Job token permissions, Allow Git push requests; and make a Pipeline schedule of every quarter under Build.',
};

export const ciWords: Readonly<Record<MessageLanguage, CiWords>> = { nl, en };
