/** The sentences of a preview, on its page and in the terminal. Both languages have the same keys. */
export type PreviewLanguage = 'nl' | 'en';

const nl = {
  locale: 'nl-NL',
  title: (post: string) => `Voorbeeld: ${post}`,
  several: 'Voorbeelden',
  skip: 'Naar de inhoud',
  made: (moment: string) => `Gemaakt op ${moment}. Er is niets geplaatst.`,
  live: 'Deze pagina ververst zichzelf als u het bericht bewaart.',
  gone: 'De verbinding met omk is verbroken; deze pagina ververst niet meer.',
  contents: 'Op deze pagina',
  back: 'Alle voorbeelden',
  width: 'Breedte',
  widths: { phone: 'Telefoon', desktop: 'Computer' },
  colours: 'Kleuren',
  schemes: { own: 'Zoals dit apparaat', light: 'Licht', dark: 'Donker' },
  approximately: 'Ongeveer zoals lezers het zien. Letters en kleuren zijn die van het kanaal zelf.',
  draft: 'Dit is een concept: het wordt niet geplaatst zolang `draft: true` in de kop staat.',
  noMessages: 'Dit bericht gaat naar geen enkel kanaal.',
  noMessage: 'Dit bericht kon niet worden gemaakt. Hieronder staat waarom.',
  segment: (segment: string) => `Voor lezers van ${segment}`,
  subject: 'Onderwerp',
  asHtml: 'Met opmaak',
  asText: 'Als platte tekst',
  alt: 'Beschrijving:',
  noAlt: 'zonder beschrijving (sier)',
  link: 'link naar het bericht',
  personal: 'link van de lezer zelf',
  size: (size: string, max: string) => `${size} van ${max} kB`,
  problems: (errors: number, warnings: number) =>
    [
      errors > 0 && (errors === 1 ? '1 probleem' : `${errors} problemen`),
      warnings > 0 && (warnings === 1 ? '1 waarschuwing' : `${warnings} waarschuwingen`),
    ]
      .filter(Boolean)
      .join(', '),
  noProblems: 'Geen problemen gevonden',
  problem: 'Probleem',
  warning: 'Waarschuwing',
  inPost: 'In het bericht',
  inProject: 'In het project',
  line: (line: number) => `regel ${line}`,
  source: 'Het bericht zelf',
  sourceOf: (file: string) => `Tekst van ${file}, met regelnummers`,
  toLine: (line: number) => `Naar regel ${line}`,
  unreadable: 'Het bestand kon niet worden gelezen.',
  changed: (since: string) => `Gewijzigd sinds ${since}`,
  asItStands: (since: string) => `Staat er al precies zo, sinds ${since}.`,
  counts: (added: number, removed: number) => {
    const words = (count: number) => (count === 1 ? '1 woord' : `${count} woorden`);
    return [added > 0 && `${words(added)} erbij`, removed > 0 && `${words(removed)} eruit`].filter(Boolean).join(', ');
  },
  onlyPunctuation: 'alleen leestekens of witruimte',
  update: 'Wat er staat, verandert niet vanzelf.',
  noWords: 'De woorden zijn gelijk gebleven; een beeld, een instelling of de opmaak is anders.',
  added: 'erbij',
  removed: 'eruit',
  written: (path: string) => `De pagina staat in ${path}`,
  writtenSeveral: (count: number, path: string) => `${count} pagina's; begin bij ${path}`,
  serving: (address: string) => `De pagina staat op ${address}`,
  watching: 'omk kijkt mee en toont het voorbeeld opnieuw als u iets bewaart. Stop met Ctrl-C.',
  folder: 'een map, want het zijn meer berichten',
  again: (time: string) => `Opnieuw, ${time}`,
  openYourself: (address: string) => `De browser ging niet vanzelf open. Open zelf: ${address}`,
};

export type PreviewWords = typeof nl;

const en: PreviewWords = {
  locale: 'en-GB',
  title: (post) => `Preview: ${post}`,
  several: 'Previews',
  skip: 'To the content',
  made: (moment) => `Made on ${moment}. Nothing was posted.`,
  live: 'This page reloads by itself when you save the post.',
  gone: 'The connection with omk is lost; this page reloads no more.',
  contents: 'On this page',
  back: 'All previews',
  width: 'Width',
  widths: { phone: 'Phone', desktop: 'Computer' },
  colours: 'Colours',
  schemes: { own: 'As this device', light: 'Light', dark: 'Dark' },
  approximately: 'Roughly as readers see it. Type and colours are those of the channel itself.',
  draft: 'This is a draft: it is not posted as long as its front matter says `draft: true`.',
  noMessages: 'This post goes to no channel at all.',
  noMessage: 'This message could not be made. Below it says why.',
  segment: (segment) => `For readers of ${segment}`,
  subject: 'Subject',
  asHtml: 'With its layout',
  asText: 'As plain text',
  alt: 'Description:',
  noAlt: 'without description (decorative)',
  link: 'link to the post',
  personal: "link of the reader's own",
  size: (size, max) => `${size} of ${max} kB`,
  problems: (errors, warnings) =>
    [
      errors > 0 && (errors === 1 ? '1 problem' : `${errors} problems`),
      warnings > 0 && (warnings === 1 ? '1 warning' : `${warnings} warnings`),
    ]
      .filter(Boolean)
      .join(', '),
  noProblems: 'No problems found',
  problem: 'Problem',
  warning: 'Warning',
  inPost: 'In the post',
  inProject: 'In the project',
  line: (line) => `line ${line}`,
  source: 'The post itself',
  sourceOf: (file) => `Text of ${file}, with line numbers`,
  toLine: (line) => `To line ${line}`,
  unreadable: 'The file could not be read.',
  changed: (since) => `Changed since ${since}`,
  asItStands: (since) => `Stands there just like this, since ${since}.`,
  counts: (added, removed) => {
    const words = (count: number) => (count === 1 ? '1 word' : `${count} words`);
    return [added > 0 && `${words(added)} added`, removed > 0 && `${words(removed)} removed`].filter(Boolean).join(', ');
  },
  onlyPunctuation: 'punctuation or white space only',
  update: 'What stands there does not change by itself.',
  noWords: 'The words are the same; a picture, a setting or the layout is different.',
  added: 'added',
  removed: 'removed',
  written: (path) => `The page is in ${path}`,
  writtenSeveral: (count, path) => `${count} pages; begin at ${path}`,
  serving: (address) => `The page is at ${address}`,
  watching: 'omk watches along and shows the preview again when you save something. Stop with Ctrl-C.',
  folder: 'a folder, as there are several posts',
  again: (time) => `Again, ${time}`,
  openYourself: (address) => `The browser did not open by itself. Open it yourself: ${address}`,
};

export const previewWords: Readonly<Record<PreviewLanguage, PreviewWords>> = { nl, en };
