/** The usual way: a pool of nodemailer that composes each mail. Prints how many milliseconds the mails took. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const { port, count, text, html, keyFile } = JSON.parse(readFileSync(0, 'utf8'));
const dkim = keyFile && { domainName: 'example.nl', keySelector: 'omk', privateKey: createPrivateKey(readFileSync(keyFile)) };
const transport = nodemailer.createTransport({
  host: '127.0.0.1',
  port,
  pool: true,
  maxConnections: 5,
  ignoreTLS: true,
  ...(dkim && { dkim }),
});
const inFlight = 10;
let next = 0;

async function lane() {
  while (next < count) {
    const number = next++;
    const unsubscribe = `https://example.nl/afmelden/lezer${number}.0123456789abcdef0123456789abcdef`;
    const fill = (template) => template.replaceAll('GREETING', `Beste Lezer ${number},`).replaceAll('UNSUBSCRIBE', unsubscribe);
    await transport.sendMail({
      from: { name: 'Om het kind', address: 'nieuwsbrief@example.nl' },
      to: { name: `Lezer ${number}`, address: `lezer${number}@example.org` },
      subject: 'Bericht over Om het kind',
      text: fill(text),
      html: fill(html),
      list: { unsubscribe: { url: unsubscribe, comment: '' }, id: 'nieuwsbrief.example.nl' },
      headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk', 'Content-Language': 'nl' },
    });
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: inFlight }, lane));
process.stdout.write(String(performance.now() - start));
transport.close();
