/** Problems with what git says was changed, in English. */
import { idOf } from './changed-nl.ts';
import { type ChangedCatalogue, fileWord, listed } from './problem-catalogue.ts';

const why = { deleted: 'the file was deleted', draft: 'the post is a draft now', channel: 'the post no longer names this channel' };

export const changedProblemsEn: ChangedCatalogue = {
  'changed-no-git': ({ detail }) => ({
    message: `omk cannot ask git what was changed${detail === '' ? '' : ` (${detail})`}.`,
    hint: 'Give the command in a folder that git keeps, or name the posts yourself: `omk publish FILE`.',
  }),
  'changed-unknown': ({ revision, isShallow }) => ({
    message: `Git does not know "${revision}" here, so omk cannot tell what was changed since. Nothing was published.`,
    hint: isShallow
      ? 'Only part of the history is here. Fetch all of it: `fetch-depth: 0` at GitHub, `GIT_DEPTH: 0` at GitLab, or `git fetch --unshallow`.'
      : 'See with `git log --oneline` which moments there are. If the branch was moved by force, fetch the moment with `git fetch origin` and its number behind that.',
  }),
  'changed-no-before': () => ({
    message: 'This branch is new: git cannot tell what was changed. Nothing was published.',
    hint: 'Name what is to go out, as `omk publish FILE`, or the last moment that is published already, as `--changed-since MOMENT`.',
  }),
  'changed-uncommitted': (_values, place) => ({
    message: 'This post is not the same here as it was committed. Nothing was published.',
    hint: `Commit it (git commit), or name it yourself: \`omk publish ${fileWord(place, 'FILE')}\`.`,
  }),
  'changed-untracked': (_values, place) => ({
    message: 'This post is not in git yet and therefore is not taken along.',
    hint: `Commit it (git commit), or name it yourself: \`omk publish ${fileWord(place, 'FILE')}\`.`,
  }),
  'changed-renamed': ({ from, id }) => ({
    message: `This looks like ${from}, which is gone and was published already. omk cannot tell whether it is the same post. Nothing was published.`,
    hint: `If it is the same post, put \`id: ${JSON.stringify(id)}\` into it. If it is a new post, give it an id of its own, such as \`id: ${idOf(from)}-2\`.`,
  }),
  'changed-carried': ({ from }) => ({
    message: `This was called ${from}. Nothing goes out again; the ledger knows it by this name now.`,
  }),
  'changed-same-id': ({ id, other }) => ({
    message: `This post has the same id as ${other}: ${id}. omk would take it for that post.`,
    hint: 'Give this post another `id`.',
  }),
  'changed-deleted': ({ channels }, place) => ({
    message: `This post was deleted, but still stands on ${listed(channels, 'and')}. omk does not take that away by itself.`,
    hint: `If it has to go: \`omk retract ${fileWord(place, 'FILE')} --reason "…"\`. If it may stay, there is nothing to do.`,
  }),
  'changed-withdrawn': ({ channels, reason }) => ({
    message: `This no longer goes to ${listed(channels, 'and')}: ${why[reason]}.`,
    hint: 'If it comes back, it is scheduled again.',
  }),
  'changed-unplanned': ({ plan }) => ({
    message: `This post was changed and is not in ${plan}. Nothing was published.`,
    hint: 'Make a plan of everything that was changed: `omk plan --changed-since MOMENT -o plan.json`.',
  }),
  withdrawn: ({ reason }) => ({ message: `Does not go out: ${why[reason]}.` }),
};
