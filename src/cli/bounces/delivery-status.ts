/** What a delivery status notification (RFC 3464) says of one mail: per recipient an action, a code, and what the server said. */
import { classOf, isEnhanced, isGone } from '../../core/bounce.ts';
import { blocksOf, type Fields, firstOf } from './report-fields.ts';

export interface Failure {
  readonly class: 'hard' | 'soft' | 'sender';
  /** An enhanced code, else a reply code, else empty. */
  readonly status: string;
}

/** `broken`: it says nothing about any recipient. `none`: it is on its way still, or arrived. */
export function failureOf(text: string, writtenTo: string): Failure | 'broken' | 'none' {
  const all = blocksOf(text).filter((fields) => actionOf(fields) !== '');
  if (all.length === 0) return 'broken';
  // An address that stands for several others: what is said about itself counts, else the mildest, for the reader may be one of them.
  const own = all.filter((fields) => isAbout(fields, writtenTo));
  const blocks = own.length > 0 ? own : all;
  if (blocks.some((fields) => ['delivered', 'relayed', 'expanded'].includes(actionOf(fields)))) return 'none';
  const failures = blocks.filter((fields) => actionOf(fields) === 'failed').map(failureIn);
  return mildness.flatMap((kind) => failures.find((failure) => failure.class === kind) ?? [])[0] ?? 'none';
}

const mildness = ['sender', 'soft', 'hard'] as const;

/** Some leave the action out; a 5 is a failure all the same. */
function actionOf(fields: Fields): string {
  const [action = ''] = /^[a-z]+/.exec(firstOf(fields, 'action')) ?? [];
  if (action !== '') return action;
  const status = firstOf(fields, 'status');
  return /^5/.test(status) ? 'failed' : /^4/.test(status) ? 'delayed' : '';
}

/** `rfc822; noor@example.nl`. */
const isAbout = (fields: Fields, address: string): boolean =>
  address !== '' &&
  ['original-recipient', 'final-recipient'].some(
    (name) =>
      firstOf(fields, name)
        .replace(/^[^;]*;/, '')
        .replace(/[<>\s]/g, '') === address,
  );

function failureIn(fields: Fields): Failure {
  const status = codeIn(fields);
  return { class: classOf(status), status };
}

/**
 * The code that says most. X.0.0 says nothing: Exim writes it whatever the other server said. Where that one says something else than
 * "gone", it is not gone: Sendmail writes 5.1.1 for any 550.
 */
function codeIn(fields: Fields): string {
  const [status = ''] = /[245]\.\d{1,3}\.\d{1,3}(?![.\d])/.exec(firstOf(fields, 'status')) ?? [];
  const [, reply = '', said = ''] =
    /^(?:[\w-]+ ?; ?)?([45]\d\d)(?:[ -]#?([45]\.\d{1,3}\.\d{1,3})(?![.\d]))?(?!\d)/.exec(firstOf(fields, 'diagnostic-code')) ?? [];
  if (!isEnhanced(status) || status.endsWith('.0.0')) return said || reply || status;
  return isGone(status) && said !== '' && !isGone(said) ? said : status;
}
