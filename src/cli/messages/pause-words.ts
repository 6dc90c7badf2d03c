/** What is said around a pause of everything. Both languages have the same keys. */
import type { MessageLanguage } from '../environment.ts';

export interface PauseWords {
  /** Under the line that says what is paused since when. */
  readonly how: string;
  /** It was paused already: what is said now counts. */
  readonly newer: string;
  readonly held: (count: number) => string;
  readonly nothingHeld: string;
  readonly underWay: (count: number) => string;
  readonly byHand: (count: number) => string;
  readonly more: (count: number) => string;
  /** It was the sandbox that was paused. */
  readonly practice: string;
  readonly nothingPaused: string;
  /** Above the question. */
  readonly choosing: string;
  readonly question: string;
  /** Behind a moment that has passed, or that is so long ago that omk would not send it by itself. */
  readonly passed: string;
  readonly late: string;
  readonly ended: string;
  readonly goes: (count: number) => string;
  readonly stays: (count: number) => string;
  readonly through: (count: number) => string;
}

const nl: PauseWords = {
  how: 'Er gaat niets uit, ook niet door een `omk run` die nu bezig is; wel wat wordt teruggehaald. Eén bericht toch laten gaan: `omk resume BERICHT`. Weer verder: `omk resume`.',
  newer: 'Alles stond al stil. Wat u nu zegt geldt, en wat apart door mocht staat ook weer stil.',
  held: (count) => (count === 1 ? 'Dit blijft staan:' : `Deze ${count} plaatsingen blijven staan:`),
  nothingHeld: 'Er stond niets klaar om uit te gaan.',
  underWay: () => 'Hiermee is omk op dit moment bezig; een aanroep die al begon, is niet terug te roepen:',
  byHand: () => 'Dit staat bij een mens om zelf te plaatsen. Plaats het nu niet:',
  more: (count) => `en nog ${count}; met --json ziet u alles`,
  practice: 'Let op: dit is de zandbak. Wat in het echt uitgaat, staat niet stil; dat kan met `OMK_MODE=live omk pause`.',
  nothingPaused:
    'omk staat niet stil: er is niets om weer op gang te brengen. Eén bericht dat in de wacht staat, laat u gaan met `omk resume BERICHT`.',
  choosing: 'Kies wat nu meteen uit mag. Wat u niet kiest en al had moeten gaan, komt in de wacht; wat nog komt, houdt zijn tijdstip.',
  question: 'Wat mag nu uit?',
  passed: 'al voorbij',
  late: 'veel te laat',
  ended: 'Alles mag weer verder.',
  goes: (count) => (count === 1 ? '1 plaatsing gaat nu uit.' : `${count} plaatsingen gaan nu uit.`),
  stays: (count) =>
    count === 1
      ? '1 plaatsing blijft in de wacht, tot `omk resume BERICHT`.'
      : `${count} plaatsingen blijven in de wacht, elk tot \`omk resume BERICHT\`.`,
  through: (count) => `${count === 1 ? '1 plaatsing mag' : `${count} plaatsingen mogen`} door. Al het andere blijft stilstaan.`,
};

const en: PauseWords = {
  how: 'Nothing goes out, nor by an `omk run` that is busy now; only what is taken back. To let one post go: `omk resume FILE`. To go on: `omk resume`.',
  newer: 'Everything was paused already. What you say now counts, and what was let through is stopped again.',
  held: (count) => (count === 1 ? 'This stays where it is:' : `These ${count} deliveries stay where they are:`),
  nothingHeld: 'Nothing was about to go out.',
  underWay: () => 'omk is busy with this right now; a call that has begun cannot be called back:',
  byHand: () => 'This is with a person, to be placed by hand. Do not place it now:',
  more: (count) => `and ${count} more; --json shows all`,
  practice: 'Mind: this is the sandbox. What goes out for real is not paused; `OMK_MODE=live omk pause` does that.',
  nothingPaused: 'Not everything is paused: there is nothing to set going again. One post that is on hold: `omk resume FILE`.',
  choosing:
    'Choose what may go out at once. What you do not choose and should have gone is put on hold; what is still to come keeps its time.',
  question: 'What may go now?',
  passed: 'has passed',
  late: 'much too late',
  ended: 'Everything may go on.',
  goes: (count) => (count === 1 ? '1 delivery goes out now.' : `${count} deliveries go out now.`),
  stays: (count) =>
    count === 1
      ? '1 delivery stays on hold, until `omk resume FILE`.'
      : `${count} deliveries stay on hold, each until \`omk resume FILE\`.`,
  through: (count) => `${count === 1 ? '1 delivery' : `${count} deliveries`} may go. Everything else stays paused.`,
};

export const pauseWords: Readonly<Record<MessageLanguage, PauseWords>> = { nl, en };
