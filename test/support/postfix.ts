/** A Postfix of one's own, with its folders in a temporary one: a real relay that delivers into a maildir and bounces. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Postfix must be started by root. */
export const hasPostfix = existsSync('/usr/sbin/postfix') && process.getuid?.() === 0;

export interface Postfix {
  readonly port: number;
  /** Of everything that was delivered, whoever it was for: `Delivered-To` says that. */
  readonly maildir: string;
  mails(): readonly string[];
  /** Waits until so many mails were delivered. */
  arrived(count: number): Promise<readonly string[]>;
  stop(): void;
}

export interface PostfixOptions {
  /** Domains whose mail it delivers. */
  readonly domains: readonly string[];
  /** Regular expressions of addresses that have a mailbox there; others are refused at once. */
  readonly mailboxes: readonly string[];
  /** An address whose mail it takes and hands on to another server. */
  readonly elsewhere?: { readonly address: string; readonly port: number };
}

export async function startPostfix({ domains, mailboxes, elsewhere }: PostfixOptions): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'omk-postfix-'));
  chmodSync(folder, 0o755);
  const [port, owner] = [await freePort(), Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }))];
  for (const name of ['config', 'spool', 'data', 'mail', 'log']) mkdirSync(join(folder, name));
  for (const name of ['data', 'mail']) chownSync(join(folder, name), owner, owner);
  const maps = mailboxes.map((pattern) => `/${pattern.replaceAll('/', '\\/')}/ alles/\n`).join('');
  writeFileSync(join(folder, 'config', 'mailboxes'), maps);
  const route = elsewhere ? `/^${elsewhere.address.replaceAll('.', '\\.')}$/ smtp:[127.0.0.1]:${elsewhere.port}\n` : '';
  writeFileSync(join(folder, 'config', 'elsewhere'), route);
  writeFileSync(join(folder, 'config', 'main.cf'), mainFile(folder, domains, owner));
  writeFileSync(join(folder, 'config', 'master.cf'), masterFile(port));
  const control = (command: string) => execFileSync('/usr/sbin/postfix', ['-c', join(folder, 'config'), command], { stdio: 'pipe' });
  control('start');
  const maildir = join(folder, 'mail', 'alles');
  const mails = () => {
    const fresh = join(maildir, 'new');
    return existsSync(fresh) ? readdirSync(fresh).map((name) => readFileSync(join(fresh, name), 'latin1')) : [];
  };
  return {
    port,
    maildir,
    mails,
    arrived: async (count) => {
      for (let waited = 0; mails().length < count && waited < 60_000; waited += 50) await pause(50);
      return mails();
    },
    stop: () => {
      control('stop');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const mainFile = (folder: string, domains: readonly string[], owner: number): string => `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
maillog_file = ${folder}/log/mail.log
maillog_file_prefixes = ${folder}
myhostname = relay.example.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ${domains.join(', ')}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = regexp:${folder}/config/mailboxes
virtual_uid_maps = static:${owner}
virtual_gid_maps = static:${owner}
transport_maps = regexp:${folder}/config/elsewhere
`;

const services = [
  'pickup unix n - n 60 1 pickup',
  'cleanup unix n - n - 0 cleanup',
  'qmgr unix n - n 300 1 qmgr',
  'rewrite unix - - n - - trivial-rewrite',
  'bounce unix - - n - 0 bounce',
  'defer unix - - n - 0 bounce',
  'trace unix - - n - 0 bounce',
  'verify unix - - n - 1 verify',
  'proxymap unix - - n - - proxymap',
  'error unix - - n - - error',
  'retry unix - - n - - error',
  'virtual unix - n n - - virtual',
  'smtp unix - - n - - smtp',
  'scache unix - - n - 1 scache',
  'anvil unix - - n - 1 anvil',
  'postlog unix-dgram n - n - 1 postlogd',
];

const masterFile = (port: number): string => [`127.0.0.1:${port} inet n - n - - smtpd`, ...services, ''].join('\n');

/** One that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
