/** Problems of a pause of everything and of what will no longer do when a post is due, in English. */
import { fileWord, type Place, type ScheduleCatalogue } from './problem-catalogue.ts';

const file = (place: Place): string => fileWord(place, 'FILE');
const on = ({ channel = 'this channel' }: Place): string => channel;

export const scheduleProblemsEn: ScheduleCatalogue = {
  'everything-paused': ({ since, until, reason }, place) => ({
    message: `Everything is paused since ${since}${until ? `, until ${until}` : ''}${reason ? `: ${reason.replace(/\.+$/u, '')}` : ''}.`,
    hint: `Must this one go all the same: \`omk resume ${file(place)}\`. With \`omk resume\` everything goes on.`,
  }),
  'moment-past': ({ option, value }) => ({
    message: `${option} says "${value}", which has passed.`,
    hint: 'Give a moment that is still to come, or leave it out: then everything is paused until `omk resume`.',
  }),
  'moment-skipped': ({ option, value, suggestion }) => ({
    message: `The time "${value}" of ${option} does not exist, because the clock goes forward then.`,
    hint: `Choose another time, such as ${suggestion}.`,
  }),
  'moment-doubled': ({ option, value, chosen }) => ({
    message: `The time "${value}" of ${option} comes twice, because the clock goes back then; omk takes the first (${chosen}).`,
    hint: 'If you mean the second, put the offset behind it, such as +01:00.',
  }),
  'flag-not-with-file': ({ flag }) => ({
    message: `${flag} is about everything, and does not go with one post.`,
    hint: `Leave ${flag} out, or name no post.`,
  }),
  'flag-needs-file': ({ flag }) => ({
    message: `${flag} goes with one post, and none is named.`,
    hint: `Name the post, or leave ${flag} out: then it is about everything.`,
  }),
  'flags-exclude': ({ flags }) => ({ message: `${flags} do not go together.`, hint: 'Choose one of them.' }),
  'resume-needs-choice': ({ count }) => ({
    message: `Everything is paused, and omk cannot ask here what may go now${count > 0 ? ` (it is about ${count})` : ''}.`,
    hint: 'With `omk resume --all` everything goes on that is not too late; with `omk resume --none` what should have gone stays. On a terminal you choose yourself.',
  }),

  'forecast-login': ({ due, ends, isEstimate }, place) => ({
    message: `On ${due} the login at ${on(place)} has ${isEstimate ? 'probably ' : ''}ended: it is good until ${isEstimate ? 'about ' : ''}${ends}.`,
    hint: `Log in again before ${due}, once it has ended or shortly before: \`omk login ${place.channelId ?? 'CHANNEL'}\`.`,
  }),
  'forecast-version': ({ due, version, ends }, place) => ({
    message: `On ${due} version ${version} of the API of ${on(place)} no longer works: it ends about ${ends}.`,
    hint: `Before ${ends}, put a newer version at \`${place.channelId ?? 'channel'}.version\` in omk.yaml, as year and month in quotes.`,
  }),
  'forecast-budget': ({ due, month, total, budget }, place) => ({
    message: `With this post of ${due}, ${on(place)} comes to $${total} in ${month}, and the budget is $${budget}.`,
    hint: `Before then, raise \`${place.channelId ?? 'channel'}.budget\` in omk.yaml and the credit at the channel, plan the post in another month, or leave the link out.`,
  }),
  'forecast-quota': ({ due, count, most }, place) => ({
    message: `On ${due} this is number ${count} within a day on ${on(place)}, which takes ${most} at most.`,
    hint: 'Spread the posts over more days before then. What the channel does not take, omk tries again later.',
  }),
  'forecast-more': ({ count }) => ({
    message: `The same goes for ${count} more scheduled posts.`,
    hint: 'With `--json` you see all of them.',
  }),
};
