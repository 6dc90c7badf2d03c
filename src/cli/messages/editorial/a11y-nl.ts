import type { A11yProblemParams } from '../../../core/a11y-problem.ts';
import type { ProblemCatalogue } from '../problem-catalogue.ts';

const altReasons = {
  generic: (alt: string) => `zegt alleen “${alt}”`,
  file: (alt: string) => `is een bestandsnaam: “${alt}”`,
  repeats: (alt: string) => `herhaalt wat er al naast of boven staat: “${alt}”`,
  announces: (alt: string) => `begint met te zeggen dat er een afbeelding is: “${alt}”`,
};

const emojiReasons = {
  many: (emoji: string, count: number, max: number) =>
    `Met ${emoji} erbij staan er ${count} emoji in deze tekst; hooguit ${max} is prettig`,
  repeated: (emoji: string) => `De emoji ${emoji} staat er meer keren achter elkaar`,
  bullet: (emoji: string) => `De emoji ${emoji} staat er als opsommingsteken`,
  only: (emoji: string) => `Hier staat niets anders dan emoji: ${emoji}`,
  between: (emoji: string) => `De emoji ${emoji} staat midden in een zin`,
};

export const a11yNl: Pick<ProblemCatalogue, keyof A11yProblemParams> = {
  'a11y-alt-missing': ({ path }) => ({
    message: `De afbeelding "${path}" heeft geen beschrijving voor wie haar niet kan zien.`,
    hint: 'Zet er `alt: …` bij (in de tekst: `![beschrijving](pad)`), of `decorative: true` als zij niets toevoegt.',
  }),
  'a11y-alt-useless': ({ alt, path, reason }) => ({
    message: `De beschrijving van de afbeelding "${path}" ${altReasons[reason](alt)}.`,
    hint:
      reason === 'announces'
        ? 'Laat dat begin weg: een voorleesprogramma zegt het al. Begin met wat er te zien is.'
        : 'Schrijf in één zin wat er te zien is en waarom de afbeelding erbij staat; `decorative: true` als zij niets toevoegt.',
  }),
  'a11y-text-in-image': ({ path, reason }) => ({
    message:
      reason === 'long'
        ? `De beschrijving van de afbeelding "${path}" is te lang om in één keer te horen.`
        : `De afbeelding "${path}" lijkt een afbeelding van tekst.`,
    hint: 'Zet de woorden van de afbeelding ook in het bericht zelf, en houd de beschrijving kort.',
  }),
  'a11y-link-text': ({ text, reason, suggestion }) => ({
    message:
      reason === 'empty'
        ? 'Een link heeft geen woorden.'
        : reason === 'bare'
          ? `Het adres ${text} staat er als link; een voorleesprogramma leest het teken voor teken voor.`
          : `De linktekst “${text}” zegt niet waar de link heen gaat.`,
    hint: `Schrijf een link die op zichzelf te begrijpen is, ${suggestion ? `bijvoorbeeld over “${suggestion}”` : 'met de titel van de pagina'}: \`[titel van de pagina](adres)\`.`,
  }),
  'a11y-heading-order': ({ text, reason, level, before }) => ({
    message:
      reason === 'empty'
        ? 'Een kop is leeg.'
        : reason === 'second-title'
          ? `De kop “${text}” is nog een titel (\`#\`); een bericht heeft er één.`
          : `De kop “${text}” (niveau ${level}) slaat een niveau over; de kop erboven is niveau ${before}.`,
    hint: 'Koppen zijn een inhoudsopgave: begin met `##`, en gebruik `###` alleen daaronder.',
  }),
  'a11y-heading-bold': ({ text }) => ({
    message: `De vette regel “${text}” ziet eruit als een kop, maar wordt niet zo voorgelezen.`,
    hint: 'Maak er een echte kop van: `## …`.',
  }),
  'a11y-list': ({ text, count }) => ({
    message: `Hier staan ${count} regels met een getypt opsommingsteken, te beginnen met “${text}”; een voorleesprogramma hoort geen lijst.`,
    hint: 'Begin elke regel met `- `, of met `1. ` als de volgorde telt, en laat er een lege regel boven.',
  }),
  'a11y-table-header': () => ({
    message: 'De tabel heeft geen namen boven de kolommen.',
    hint: 'Zet in de eerste rij wat er in elke kolom staat. Is het geen echte tabel, maak er dan een lijst van.',
  }),
  'a11y-language': ({ language, seems }) => ({
    message: `Het bericht heeft als taal “${language}”, maar lijkt in een andere taal geschreven: “${seems}”.`,
    hint: 'Zet de taal van de tekst in de kop van het bericht: `language: …`.',
  }),
  'a11y-language-part': ({ text, language }) => ({
    message: `Het stuk “${text}” lijkt in een andere taal geschreven: “${language}”. Een voorleesprogramma spreekt het verkeerd uit.`,
    hint: 'Zeg welke taal het is: `[de woorden]{lang=en}`.',
  }),
  'a11y-language-unknown': ({ tag, suggestion }) => ({
    message: `“${tag}” is geen bekende taalcode.`,
    hint: suggestion ? `Bedoelt u \`${suggestion}\`? Schrijf dan dat.` : 'Gebruik een code zoals `nl`, `en`, `ar` of `tr`.',
  }),
  'a11y-hashtag-case': ({ tag, better }) => ({
    message: `De hashtag ${tag} klinkt voorgelezen als één woord.`,
    hint: `Begin elk woord met een hoofdletter: ${better}.`,
  }),
  'a11y-hashtag-place': ({ tag }) => ({
    message: `De hashtag ${tag} staat midden in een zin; voorgelezen breekt dat de zin.`,
    hint: 'Schrijf daar het gewone woord, en zet de hashtag aan het eind.',
  }),
  'a11y-hashtag-count': ({ count, max }) => ({
    message: `Er staan ${count} hashtags bij dit bericht; hooguit ${max} is prettig voor wie ze laat voorlezen.`,
    hint: 'Houd de hashtags die iemand echt zoekt.',
  }),
  'a11y-emoji': ({ emoji, reason, count, max }) => ({
    message: `${emojiReasons[reason](emoji, count, max)}.`,
    hint: 'Van elke emoji wordt de naam voorgelezen. Zet er een of twee aan het eind van een zin, en laat de woorden het zeggen.',
  }),
  'a11y-styled-letters': ({ text, plain }) => ({
    message: `“${text}” bestaat uit tekens die op letters lijken; voorgelezen worden het losse symbolen, of niets.`,
    hint: `Schrijf gewone letters: ${plain}.`,
  }),
  'a11y-video-captions': ({ address }) => ({
    message: `Bij de video ${address} staat niet of zij ondertiteling heeft.`,
    hint: 'Heeft de video ondertiteling, zet dan in de kop van het bericht `captions: true`, of het bestand: `captions: video.vtt`.',
  }),
  'a11y-captions-missing': ({ path }) => ({
    message: `Het bestand met ondertiteling "${path}" bestaat niet.`,
    hint: 'Controleer het pad achter `captions`; het telt vanaf de map van het bericht.',
  }),
  'a11y-direction': ({ text, language }) => ({
    message: `“${text}” loopt de andere kant op dan de tekst eromheen; zonder teken raken woorden en leestekens door elkaar.`,
    hint: `Zeg welke taal het is: \`[de woorden]{lang=${language || 'ar'}}\`.`,
  }),
  'a11y-capitals': ({ text }) => ({
    message: `“${text}” staat helemaal in hoofdletters; dat leest moeilijk en klinkt als schreeuwen.`,
    hint: 'Schrijf gewone letters. Met `**` maakt u een woord vet.',
  }),
  'a11y-wall-of-text': ({ words, max, text }) => ({
    message: `De alinea die begint met “${text}” heeft ${words} woorden zonder rustpunt; hooguit ${max} leest prettig.`,
    hint: 'Maak er kortere alinea’s van, of een lijst.',
  }),
};
