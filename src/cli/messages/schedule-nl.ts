/** Problems of a pause of everything and of what will no longer do when a post is due, in Dutch. */
import { fileWord, type Place, type ScheduleCatalogue } from './problem-catalogue.ts';

const file = (place: Place): string => fileWord(place, 'BERICHT');
const on = ({ channel = 'dit kanaal' }: Place): string => channel;

export const scheduleProblemsNl: ScheduleCatalogue = {
  'everything-paused': ({ since, until, reason }, place) => ({
    message: `Alles staat stil sinds ${since}${until ? `, tot ${until}` : ''}${reason ? `: ${reason.replace(/\.+$/u, '')}` : ''}.`,
    hint: `Moet juist dit wel uit: \`omk resume ${file(place)}\`. Met \`omk resume\` gaat alles weer verder.`,
  }),
  'moment-past': ({ option, value }) => ({
    message: `Bij ${option} staat "${value}", en dat is al voorbij.`,
    hint: 'Geef een moment dat nog komt, of laat het weg: dan staat alles stil tot `omk resume`.',
  }),
  'moment-skipped': ({ option, value, suggestion }) => ({
    message: `Het tijdstip "${value}" bij ${option} bestaat niet, omdat de klok dan vooruitgaat.`,
    hint: `Kies een ander tijdstip, bijvoorbeeld ${suggestion}.`,
  }),
  'moment-doubled': ({ option, value, chosen }) => ({
    message: `Het tijdstip "${value}" bij ${option} komt twee keer voor, omdat de klok dan teruggaat; omk neemt de eerste keer (${chosen}).`,
    hint: 'Bedoelt u de tweede keer, zet dan het tijdverschil erachter, zoals +01:00.',
  }),
  'flag-not-with-file': ({ flag }) => ({
    message: `${flag} gaat over alles, en hoort niet bij één bericht.`,
    hint: `Laat ${flag} weg, of noem geen bericht.`,
  }),
  'flag-needs-file': ({ flag }) => ({
    message: `${flag} hoort bij één bericht, en er is geen bericht genoemd.`,
    hint: `Noem het bericht, of laat ${flag} weg: dan gaat het om alles.`,
  }),
  'flags-exclude': ({ flags }) => ({ message: `${flags} gaan niet samen.`, hint: 'Kies er één.' }),
  'resume-needs-choice': ({ count }) => ({
    message: `Alles staat stil, en omk kan hier niet vragen wat er nu uit mag${count > 0 ? ` (het gaat om ${count})` : ''}.`,
    hint: 'Met `omk resume --all` gaat alles verder wat niet te laat is; met `omk resume --none` blijft staan wat al had moeten gaan. Op een terminal kiest u zelf.',
  }),

  'forecast-login': ({ due, ends, isEstimate }, place) => ({
    message: `Op ${due} is de aanmelding bij ${on(place)} ${isEstimate ? 'waarschijnlijk ' : ''}verlopen: zij geldt tot ${isEstimate ? 'ongeveer ' : ''}${ends}.`,
    hint: `Log voor ${due} opnieuw in, na het verlopen of kort ervoor: \`omk login ${place.channelId ?? 'KANAAL'}\`.`,
  }),
  'forecast-version': ({ due, version, ends }, place) => ({
    message: `Op ${due} werkt versie ${version} van de koppeling met ${on(place)} niet meer: zij eindigt ongeveer op ${ends}.`,
    hint: `Zet voor ${ends} bij \`${place.channelId ?? 'kanaal'}.version\` in omk.yaml een nieuwere versie, als jaar en maand tussen aanhalingstekens.`,
  }),
  'forecast-budget': ({ due, month, total, budget }, place) => ({
    message: `Met dit bericht van ${due} komt ${on(place)} in ${month} op $${total}, en het budget is $${budget}.`,
    hint: `Verhoog voor die tijd \`${place.channelId ?? 'kanaal'}.budget\` in omk.yaml en het tegoed bij het kanaal, plan het bericht in een andere maand, of laat de link weg.`,
  }),
  'forecast-quota': ({ due, count, most }, place) => ({
    message: `Op ${due} is dit nummer ${count} in een etmaal op ${on(place)}, dat er hoogstens ${most} aanneemt.`,
    hint: 'Verdeel de berichten voor die tijd over meer dagen. Wat het kanaal niet aanneemt, probeert omk later opnieuw.',
  }),
  'forecast-more': ({ count }) => ({
    message: `Dit geldt voor nog ${count} geplande berichten.`,
    hint: 'Met `--json` ziet u ze alle.',
  }),
};
