/** Problems with beginning a project or a post, in Dutch. */
import { listed, type StartCatalogue } from './problem-catalogue.ts';

export const startProblemsNl: StartCatalogue = {
  'answers-needed': ({ flags, yes }) => ({
    message: `omk kan hier niets vragen, en weet daarom nog niet: ${listed(flags, 'en')}.`,
    hint: yes
      ? 'Zet deze achter de opdracht, of `--yes` voor wat gebruikelijk is. Op een terminal stelt omk de vragen.'
      : 'Zet deze achter de opdracht; `--yes` alleen is hier niet genoeg. Op een terminal stelt omk de vragen.',
  }),
  'set-unreadable': ({ value }) => ({
    message: `Bij --set staat "${value}", en dat is geen instelling van een kanaal.`,
    hint: 'Schrijf het zo: `--set kanaal.instelling=waarde`, bijvoorbeeld `--set pleio.group="Om het kind"`.',
  }),
  'title-unreadable': () => ({
    message: 'Het bericht heeft een titel nodig.',
    hint: 'Zet de titel tussen aanhalingstekens achter de opdracht: `omk new "Inloopavond over opvoeden"`.',
  }),
  'answer-empty': () => ({ message: 'Hier moet iets staan.', hint: 'Typ een antwoord, of stop met Ctrl-C.' }),
  'nothing-to-correct': () => ({
    message: 'Er is in dit project nog geen bericht om te verbeteren.',
    hint: 'Kies een ander soort bericht, of noem het bericht met `--corrects`.',
  }),
  'editor-failed': ({ editor, detail }) => ({
    message: `Het programma "${editor}" kon het bericht niet openen (${detail}).`,
    hint: 'Open het bestand zelf, of zet een ander programma in EDITOR.',
  }),
  'file-kept': ({ path }) => ({
    message: `${path} is er al en bleef zoals het was.`,
    hint: 'Op een terminal laat omk zien wat er zou veranderen; met `--overwrite` vervangt omk het.',
  }),
};
