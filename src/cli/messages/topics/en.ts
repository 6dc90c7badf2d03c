/** Every subject of `omk help`, in English. */
import type { Topics } from './topic.ts';

export const topicsEn: Topics = {
  'getting-started': {
    title: 'Getting started',
    text: `Set up a project and publish the first post, without any account, to the pretended channels:

  omk init
  omk new "An evening at the community centre" --type event
  omk preview content/…
  omk publish content/…
  omk sandbox

All of this stays on your own computer. Only with \`mode: live\` in omk.yaml does anything go out. Let \`omk doctor\` look first.`,
  },
  post: {
    title: 'A post',
    text: `A post is a Markdown file that begins with a block between two lines of \`---\`:

  ---
  title: An evening with the family teams
  summary: Come on Tuesday with all your questions.
  channels: [pleio, x, newsletter]
  publish_at: 2026-11-23 09:00
  image: { src: images/evening.png, alt: "Parents around a table" }
  x: { text: "Words of its own for X" }
  ---
  The text itself.

Only \`title\` is required. All fields are in the README and in docs/interface.md. With \`draft: true\` a post is checked and never published.`,
  },
  hub: {
    title: 'The hub goes first',
    text: `One channel is the hub (\`hub\` in omk.yaml, pleio unless you say otherwise). A post is published there first, and every other channel links to that address. That is how people come to Pleio.

If the hub fails, the others wait: nothing goes out with a dead link. Without a hub (\`hub: none\`) omk uses the \`link\` of the post.`,
  },
  states: {
    title: 'Where a post stands',
    text: `  scheduled    it goes at its time, or omk tries again soon
  awaits hub   it waits for the address of the hub
  sent         it is there
  unchanged    there is nothing new to place
  failed       the channel refused: mend it and say \`omk retry\`
  up to you    omk prepared the text, you place it
  unconfirmed  there was no answer: nobody knows whether it is there

With unconfirmed, omk asks the channel first. If that cannot tell, look yourself and say \`omk resolve POST CHANNEL --published URL\` or \`--not-published\`. So nothing stands there twice.`,
  },
  'exit-codes': {
    title: 'Exit codes, for scripts',
    text: `  0   everything is done, or scheduled for later
  1   at least one channel refused
  2   something to fix first; nothing was sent
  3   not finished: \`omk run\` later
  4   a person is needed: see \`omk status\`
  70  a bug in omk

Where several apply, the first in the order 70, 2, 1, 4, 3, 0 counts.`,
  },
  checks: {
    title: 'Checks before publishing',
    text: `\`omk check\` reads along like a colleague: privacy, accessibility, plain language, facts, and what works on which channel. \`omk publish\` does the same and stops at an error. A warning stops nothing.

\`omk help RULE\` says what a rule is for, such as \`omk help language-long-sentence\`. In omk.yaml a rule may weigh differently:

  checks:
    levels: { language-long-sentence: off }

Where a rule does not count for once, say why in the post:

  waive: [{ rule: language-long-sentence, reason: text of the law }]`,
  },
  sandbox: {
    title: 'Practising without consequences',
    text: `As long as omk.yaml says \`mode: sandbox\` (it does unless you change it), nothing goes out: omk pretends the channels on your own computer and reads no password at all. Practising has a ledger of its own, so nothing counts as published.

\`omk sandbox\` shows in the browser what readers would see, and can play faults: \`omk sandbox --fault x=silence\`.`,
  },
  planning: {
    title: 'Planning, and stopping everything',
    text: `Put \`publish_at: 2026-12-01 09:00\` in the post and say \`omk publish POST\`. Then it is ready, and \`omk run\` places it at its time (see \`omk help unattended\`).

  omk schedule               the coming weeks, day by day
  omk pause --reason "fire"  everything stands still at once
  omk resume                 go on; you choose what may go now
  omk cancel POST            this post goes no more

Office hours, holidays and an embargo are in docs/timing.md; the calendar and the emergency stop in docs/schedule.md (both in Dutch).`,
  },
  unattended: {
    title: 'By itself: cron, systemd, Docker',
    text: `\`omk run\` does what is due now, and stops. Let a computer that is always on do so every five minutes. omk makes the files for it:

  omk init --cron            a line for crontab
  omk init --server systemd  a service with a timer
  omk init --server docker   a compose.yaml

\`omk run --notify\` mails somebody or calls a webhook when there is something for a person. More in docs/unattended.md.`,
  },
  ci: {
    title: 'Publishing from git (GitHub, GitLab)',
    text: `\`omk init --ci github\` or \`omk init --ci gitlab\` makes a pipeline. It checks proposals, shows what would go out, and after a merge publishes what was added or changed:

  omk check --changed-since main
  omk plan --changed-since main -o plan.json --comment plan.md
  omk publish --changed-since HEAD~1

omk never takes a deleted post away by itself; it asks for \`omk retract\`. More in docs/ci.md (in Dutch).`,
  },
  forwarding: {
    title: 'Forwarding from Pleio or a website',
    text: `With \`source: pleio\` in omk.yaml, \`omk forward\` puts what is new and public on Pleio on the other channels, with a link back. With \`source: feed\` and \`feed: https://…\` any website with a feed will do. The first time nothing goes out.

  omk forward --dry-run  see what would happen
  omk forward --review   files first, for you to publish
  omk forward --watch    go on looking, until Ctrl-C

The other way round, \`omk feed\` makes a page and feeds of everything you published. More in docs/forward.md and docs/feed.md (both in Dutch).`,
  },
  newsletter: {
    title: 'The newsletter',
    text: `A post with the channel \`newsletter\` is mailed to the readers: those of the file that \`newsletter.subscribers\` names, or those of omk's own list (\`omk subscribers\`). \`omk publish POST --to me@example.nl\` sends a test alone.

\`omk digest\` makes an issue of what was published since the last one, \`omk serve\` gives readers pages to sign up and leave, \`omk bounces\` reads returned mail. More in docs/newsletter.md.`,
  },
  approval: {
    title: 'Approval by somebody else',
    text: `\`omk plan POST -o plan.json\` fixes exactly what goes out. \`omk publish --plan plan.json\` sends exactly that, or refuses and names what changed.

With \`approval: required\` and \`approvers\` in omk.yaml somebody other than the author has to sign the plan with an SSH key. More in docs/approval.md.`,
  },
  access: {
    title: 'Keys and access',
    text: `Passwords and keys never stand in omk.yaml. They come from the environment, from \`.env\` beside omk.yaml, or from \`omk login CHANNEL\`, which keeps them in .omk/credentials. The environment wins.

\`omk doctor\` asks each channel whether access still works, and for how long. Everything secret is made unreadable in what omk shows and stores.`,
  },
};
