/** Does the mail server let omk in, and how safely? Says goodbye before any mail. */
import { type Check, fault, good, unreachable } from '../../core/check.ts';
import { type Problem, problem } from '../../core/problem.ts';
import { type Opened, openConnection, type Patience } from './connection.ts';
import type { SmtpServer } from './smtp-server.ts';
import { withoutConnection } from './verdict.ts';

export async function checkServer(server: SmtpServer, patience: Patience): Promise<readonly Check[]> {
  const opened = await openConnection(server, patience);
  if (opened.kind !== 'open') return [faultOf(server, opened)];
  const { isLoggedIn, connection } = opened;
  connection.close();
  const { host, security, login } = server;
  if (login && !isLoggedIn) return [fault('server', 'server-no-login', { host })];
  return [good('server', 'server-open', { host, security, isLoggedIn })];
}

function faultOf({ host }: SmtpServer, answer: Exclude<Opened, { kind: 'open' }>): Check {
  const insecure = ofSecurity(host, answer);
  if (insecure) return { about: 'server', result: 'fault', problem: insecure };
  const outcome = withoutConnection(answer, new Date(0));
  if (outcome.kind === 'rejected') {
    const code = outcome.problem.code === 'auth' ? 'server-login-refused' : 'server-refused';
    return fault('server', code, { host, detail: detailOf(outcome.problem) });
  }
  const found = outcome.kind === 'retry' ? outcome.problem : undefined;
  return unreachable('server', 'server-away', { host, detail: detailOf(found) });
}

/** What the server said, without anybody's address. */
const detailOf = (found: Problem | undefined): string => (found && 'detail' in found.params ? (found.params.detail ?? '') : '');

/** Codes of the client library and of TLS itself (https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes). */
function ofSecurity(host: string, answer: Exclude<Opened, { kind: 'open' }>): Problem | undefined {
  if (answer.kind === 'refused') return answer.step === 'secure' ? problem('server-no-tls', { host }) : undefined;
  const { detail } = answer;
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO|HOSTNAME/.test(detail)) return problem('server-certificate', { host, detail });
  return detail === 'ETLS' || detail.startsWith('ERR_SSL') ? problem('server-no-tls', { host }) : undefined;
}
