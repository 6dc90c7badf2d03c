/** Problems with items that are forwarded, in English. */
import { type ForwardCatalogue, listed } from './problem-catalogue.ts';

export const forwardProblemsEn: ForwardCatalogue = {
  'forward-no-source': () => ({
    message: 'omk.yaml does not say yet where the posts come from.',
    hint: 'Put `source: pleio` in it for your Pleio site, or `source: feed` with `feed: https://…` for a website. See `omk help forward`.',
  }),
  'forward-unreadable-source': ({ source }) => ({
    message: `source has "${source}", and omk cannot read posts there.`,
    hint: 'Possible are `source: pleio`, and `source: feed` with `feed: https://…` for a website.',
  }),
  'forward-no-channels': ({ source }) => ({
    message: `There is no channel to forward to: only the source itself (${source}) is left.`,
    hint: 'Name other channels at `channels` or at `forward: { channels: [x, linkedin] }` in omk.yaml.',
  }),
  'forward-login': ({ source, channel }) => ({
    message: `${source} does not let omk in to read: there is no login, or it has ended.`,
    hint: `Log in with \`omk login ${channel}\`. After that omk picks up what it missed; nothing was passed over.`,
  }),
  'forward-answer': ({ source, detail }) => ({
    message: `${source} gives an answer that omk does not understand${detail === '' ? '' : ` (${detail})`}.`,
    hint: 'Nothing was read and nothing was passed over. If it stays so, open the site in a browser and ask its administrator what was changed.',
  }),
  'forward-approval': () => ({
    message: 'In this project somebody has to approve what goes out, and forwarding goes by itself.',
    hint: '`omk forward --review` makes files of new posts. They go the usual way: `omk plan`, approval, `omk publish --plan`.',
  }),
  'forward-busy': () => ({
    message: 'Another `omk forward` is at work in this project; this one did nothing.',
    hint: 'That does no harm: the other one takes along what is new.',
  }),
  'forward-refused': ({ title }) => ({
    message: `"${title}" was not forwarded: see what stands above.`,
    hint: 'Mend it at the source, and omk takes it along the next time. Or make a file of it with `omk forward --review` and mend that.',
  }),
  'forward-refused-edit': ({ title }) => ({
    message: `"${title}" was changed at the source, and the new text cannot go like this: see what stands above. What had not left yet, omk keeps here.`,
    hint: 'Mend it at the source; omk takes the better text along the next time.',
  }),
  'forward-twin': ({ title, other }) => ({
    message: `"${title}" was not forwarded: exactly this stood in ${other} already.`,
    hint: 'To be sent once more? Change something about it at the source, or make a file of it with `omk forward --review`.',
  }),
  'forward-old': ({ count, title, since }) => ({
    message:
      count === 1
        ? `"${title}" is new to omk, but has stood there for more than two days; it was not forwarded.`
        : `${count} posts are new to omk, but have stood there for more than two days; they were not forwarded. The oldest is "${title}".`,
    hint: `To forward them all the same: \`omk forward --since ${since}\`. With \`--dry-run\` behind it you see first which they are.`,
  }),
  'forward-gone': ({ title, post, channels }) => ({
    message: `"${title}" can no longer be read by everybody at the source, but still stands on ${listed(channels, 'and')}.`,
    hint: `To take it back there too: \`omk retract ${post} --reason "…"\`. Otherwise there is nothing to do; omk says this once.`,
  }),
  'forward-gone-unsent': ({ title }) => ({
    message: `"${title}" can no longer be read by everybody at the source; what had not left yet does not go out any more.`,
  }),
  'forward-review-edited': ({ title, path }) => ({
    message: `"${title}" was changed at the source, and ${path} is in a person's hands already; omk left the file as it is.`,
    hint: 'Take over what is needed. If it was published, `omk update` brings the change to the channels.',
  }),
  'forward-picture': ({ title, detail }) => ({
    message: `omk could not use the picture of "${title}" (${detail}); the post goes without it.`,
  }),
  'forward-stays': ({ url }) => ({
    message: `The post itself (${url}) was not placed by omk; it stays as it is.`,
    hint: 'Change or delete it at the source.',
  }),
};
