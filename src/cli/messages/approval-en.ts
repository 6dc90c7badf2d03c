/** Problems of plans and of their approval, in English. */
import { type ApprovalCatalogue, fileWord, listed, sizes } from './problem-catalogue.ts';

const said = (detail: string): string => (detail === '' ? '' : ` (${detail.replace(/[\s.]+$/u, '')})`);
const anew = 'Make a new plan with `omk plan`, and have it approved where that is needed.';
const moment = (at: string | undefined): string => at ?? 'right away';
const history = 'Fetch all of the history: `git fetch --unshallow`, or `fetch-depth: 0` in a pipeline.';

export const approvalProblemsEn: ApprovalCatalogue = {
  'plan-flag': ({ flag }) => ({
    message: `"${flag}" does not go with --plan: the plan says already what goes out.`,
    hint: 'Leave it out, or make the plan that you want with `omk plan`.',
  }),
  'plan-unreadable': ({ path, detail }) => ({
    message: detail === 'ENOENT' ? `There is no plan "${path}".` : `The plan "${path}" cannot be read${said(detail)}.`,
    hint: 'Name the file that `omk plan` wrote.',
  }),
  'plan-too-big': ({ path, bytes, max }) => {
    const { size, limit } = sizes(bytes, max, '.');
    return {
      message: `"${path}" is ${size}; a plan is ${limit} at most.`,
      hint: 'Is this the right file? Else divide the posts over several plans.',
    };
  },
  'plan-broken': ({ path }) => ({
    message: `"${path}" is no plan of omk, or it is damaged.`,
    hint: 'Name the file that `omk plan` wrote, or make it again.',
  }),
  'plan-version': ({ path, version }) => ({
    message: `The plan "${path}" has version ${version}, which this omk does not know.`,
    hint: 'Use the omk that made the plan, or make a new plan with this one.',
  }),
  'plan-edited': ({ path }) => ({
    message: `The plan "${path}" was changed after omk wrote it: its digest does not fit any more.`,
    hint: `Change the post, not the plan. ${anew}`,
  }),
  'plan-in-the-way': ({ path }) => ({
    message: `At "${path}" stands something that is no plan; omk does not write over it.`,
    hint: 'Choose another name with -o, or remove what stands there.',
  }),
  'plan-other-project': ({ name, here }) => ({
    message: `This plan is of the project "${name}", and this is "${here}".`,
    hint: 'Name the right project with --project, or make a plan here.',
  }),
  'plan-text-changed': ({ channels }) => ({
    message:
      channels.length === 0
        ? 'The file of this post was changed since the plan, although what goes out stays the same.'
        : `The text of this post was changed since the plan; that touches ${listed(channels, 'and')}.`,
    hint: anew,
  }),
  'plan-image-changed': ({ path }) => ({ message: `The picture "${path}" was changed, added or removed since the plan.`, hint: anew }),
  'plan-template-changed': ({ name }) => ({ message: `The template "${name}" was changed since the plan.`, hint: anew }),
  'plan-setting-changed': ({ key }) => ({ message: `The setting "${key}" of omk.yaml differs from the plan.`, hint: anew }),
  'plan-place-changed': ({ planned, now }) => ({
    message: `This would go to "${now}", and the plan is for "${planned}".`,
    hint: `Check the group, the list or the account in omk.yaml and .env. ${anew}`,
  }),
  'plan-time-changed': ({ planned, now }) => ({
    message: `The moment was changed: ${moment(planned)} in the plan, ${moment(now)} now.`,
    hint: anew,
  }),
  'plan-channel-added': (_values, { channel = 'a channel' }) => ({
    message: `The post would now go to ${channel} too, and the plan does not say so.`,
    hint: anew,
  }),
  'plan-channel-gone': (_values, { channel = 'a channel' }) => ({
    message: `The post does not go to ${channel} any more, as it does in the plan.`,
    hint: anew,
  }),
  'plan-rendering-changed': ({ planned, now }) => ({
    message: `omk renders this message differently now (the plan was made by omk ${planned}, this is omk ${now}).`,
    hint: anew,
  }),
  'approval-needed': ({ command }) => ({
    message: 'In this project nothing goes out without an approved plan (approval: required in omk.yaml).',
    hint: `Make a plan with \`${command}\`, have it approved and send it with \`omk publish --plan plan.json\`.`,
  }),
  'approval-no-digest': () => ({
    message: 'In this project nothing goes out without approval, and a digest cannot be approved yet.',
    hint: 'Look at it with `omk digest --dry-run`. It can be sent only once approval is none in omk.yaml.',
  }),
  'approval-missing': (_values, place) => ({
    message: 'This is ready to go, but nobody approved this text.',
    hint: `Make a plan with \`omk plan ${fileWord(place, 'FILE')} -o plan.json\` and have it approved, or take it back with \`omk cancel\`.`,
  }),
  'approval-no-approvers': () => ({
    message: 'Approval is needed (approval: required), but nobody is listed in approvers.',
    hint: 'Say in omk.yaml who may approve, by name and public key: approvers: [{ name: Eva, key: keys/eva.pub }].',
  }),
  'approval-unsigned': ({ path, command }) => ({
    message: `This plan is not approved: there is no signature "${path}".`,
    hint: `Ask somebody who may approve, and who did not write the post, to give this: \`${command}\`.`,
  }),
  'approval-signature-broken': ({ path, detail }) => ({
    message: `"${path}" is no signature of ssh-keygen, or it cannot be read${said(detail)}.`,
    hint: 'Ask the approver to sign once more.',
  }),
  'approval-signature-other': ({ path }) => ({
    message: `The signature "${path}" does not belong to this plan.`,
    hint: 'Perhaps the plan was made anew. Ask the approver to look at it and to sign once more.',
  }),
  'approval-namespace': ({ path, namespace, expected }) => ({
    message: `The signature "${path}" was made for "${namespace}", not for ${expected}.`,
    hint: `Ask the approver to sign with -n ${expected}.`,
  }),
  'approval-unknown-signer': ({ path, fingerprint }) => ({
    message: `The signature "${path}" is by a key that approvers does not list (${fingerprint}).`,
    hint: 'Ask somebody to sign who is listed in omk.yaml, or add this person and make a new plan.',
  }),
  'approval-own-post': ({ name }) => ({
    message: `${name} was the last to write this post, and so cannot approve it.`,
    hint: 'Ask somebody else of approvers to sign.',
  }),
  'approval-own-approver': ({ name }) => ({
    message: `Whoever wrote this post also put ${name} into approvers, or changed that line.`,
    hint: 'Ask somebody else to sign, or have somebody else commit that line of omk.yaml.',
  }),
  'approval-uncommitted': ({ path }) => ({
    message: `"${path}" is not committed to git as it stands here, so nobody can tell who wrote it.`,
    hint: 'Commit it with git commit. If that changes anything, make a new plan.',
  }),
  'approval-no-history': ({ path }) => ({
    message: `Git does not reach back far enough here to tell who changed "${path}" last.`,
    hint: history,
  }),
  'approval-no-git': ({ detail }) => ({
    message: `Git cannot tell who wrote the posts${said(detail)}.`,
    hint: 'Approval needs git to be installed, and the project to be in git.',
  }),
  'approval-no-ssh-keygen': ({ detail }) => ({
    message: `The signature cannot be verified: ssh-keygen is missing or too old${said(detail)}.`,
    hint: 'Install OpenSSH 8.1 or newer (openssh-client on Debian).',
  }),
  'config-approver-key': ({ name, reason }) => ({
    message: `The key of ${name} ${
      {
        missing: 'cannot be read',
        'no-key': 'is no public key of OpenSSH',
        private: 'is a private key',
        type: 'is of a kind that is not safe any more',
        'too-short': 'is too short: RSA needs 3072 bits or more here',
        certificate: 'is a certificate',
      }[reason]
    }.`,
    hint:
      reason === 'private'
        ? 'Take it out of the project at once, and regard it as known to others. The public key belongs here: the file that ends in .pub.'
        : 'Put the line of the .pub file here (ssh-ed25519 AAAA…), or the path of that file in the project.',
  }),
  'config-approver-twice': ({ name, other }) => ({
    message: `${name} and ${other} have the same key.`,
    hint: 'Give everybody who may approve a key of their own.',
  }),
};
