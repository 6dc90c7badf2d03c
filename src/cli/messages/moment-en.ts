/** Problems of office hours, holidays and embargoes, in English. */
import { fileWord, type MomentCatalogue } from './problem-catalogue.ts';

export const momentProblemsEn: MomentCatalogue = {
  'outside-hours': ({ due, opens }, place) => ({
    message: `Meant for ${due}, outside the hours of this channel. It goes when the channel opens: ${opens}.`,
    hint: `\`omk run\` sends it then. If it must go outside those hours, run \`omk publish --now ${fileWord(place, 'FILE')}\`.`,
  }),
  embargo: ({ until }) => ({
    message: `Under embargo until ${until}; nothing goes out before.`,
    hint: 'If the embargo no longer holds, take `embargo` out of the front matter of the post and publish it again.',
  }),
  'content-before-embargo': ({ key, at, embargo }) => ({
    message: `\`${key}\` (${at}) is before the embargo of ${embargo}.`,
    hint: `Give \`${key}\` a later moment, or leave it out: then the post goes out when the embargo ends.`,
  }),
  'config-hours-empty': ({ key, at }) => ({
    message: `By \`${key}\` it opens and closes at the same moment (${at}), so nothing would ever go out.`,
    hint: 'Give `from` and `to` different times, or leave out both: then all day is fine.',
  }),
  'config-hours-twice': ({ key }) => ({
    message: `\`${key}\` has both \`days\` and \`weekends\`.`,
    hint: 'Choose one: `days` names the days on which it is open, `weekends: hold` closes Saturday and Sunday.',
  }),
  'config-unknown-country': ({ key, country }) => ({
    message: `omk does not know the holidays of ${country}, in \`${key}\`.`,
    hint: 'Give a country such as `NL` or `BE`, or a part of one such as `DE-BY`. Free days of your own can stand in `closed`.',
  }),
};
