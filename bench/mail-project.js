/** A project with one newsletter of about 8 KB for so many readers, sent live to a mail server on loopback. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const paragraph = 'Gezinnen krijgen één vast aanspreekpunt, ook als zij verhuizen; dat scheelt wachttijd en herhaling.';
const body = Array.from({ length: 28 }, (_, index) => `Besluit ${index + 1}. ${paragraph}`).join('\n\n');

/** The same content as the newsletter, for a program that fills in and composes by itself. */
export const bareContent = {
  text: `GREETING\n\n${body}\n\nAfmelden: UNSUBSCRIBE\n`,
  html: `<!doctype html><html lang="nl"><body><p>GREETING</p>${body
    .split('\n\n')
    .map((line) => `<p>${line}</p>`)
    .join('\n')}<p><a href="UNSUBSCRIBE">Afmelden</a></p></body></html>`,
};

/** `list`: `file` is read at each publish; `own` is for a list that was imported. */
export function makeMailProject(readers, list = 'file') {
  const folder = mkdtempSync(join(tmpdir(), 'omk-bench-mail-'));
  mkdirSync(join(folder, 'templates'));
  const files = {
    'omk.yaml': `mode: live\nname: Om het kind\nhub: none\nchannels: [newsletter]\nnewsletter:\n  from: "Om het kind <nieuwsbrief@example.nl>"\n${list === 'file' ? '  subscribers: lezers.csv\n' : ''}  listId: nieuwsbrief.example.nl\n  unsubscribe: "https://example.nl/afmelden/{token}"\n`,
    'lezers.csv': `email,name,consent_at,consent_source\n${Array.from({ length: readers }, (_, index) => `lezer${index}@example.org,Lezer ${index},2026-05-12,formulier\n`).join('')}`,
    'bericht.md': `---\ntitle: Bericht over Om het kind\n---\n\n${body}\n`,
    'templates/newsletter.txt': '{{ reader.greeting }}\n\n{{ body }}\n\nAfmelden: {{ reader.unsubscribe }}\n',
    'templates/newsletter.html':
      '<!doctype html><html lang="nl"><body><p>{{ reader.greeting }}</p>{{ body }}<p><a href="{{ reader.unsubscribe }}">Afmelden</a></p></body></html>',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const keyFile = join(folder, 'dkim.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return { folder, keyFile, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
