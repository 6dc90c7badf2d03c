/** The mails of omk itself: the question to confirm, and word that nothing changed. The name that was typed is not in them: anybody can type one. */
import type { Notice } from '../core/channel.ts';
import { escapeHtml } from '../core/message.ts';
import { webAddress } from '../core/web-paths.ts';
import type { View } from './view.ts';

interface Letter {
  readonly subject: string;
  readonly why: string;
  readonly button: string;
  readonly after: readonly string[];
}

export const confirmationMail = (view: View, { to, token }: { readonly to: string; readonly token: string }): Notice =>
  notice(view, {
    to,
    letter: view.words.mail.confirm(view.settings.project),
    address: webAddress(view.settings.web, 'confirm', { token }),
  });

export const alreadyMail = (view: View, { to, token }: { readonly to: string; readonly token: string }): Notice =>
  notice(view, {
    to,
    letter: view.words.mail.already(view.settings.project),
    address: webAddress(view.settings.web, 'preferences', { token }),
  });

interface Written {
  readonly to: string;
  readonly letter: Letter;
  readonly address: string;
}

function notice({ words, language, settings }: View, { to, letter, address }: Written): Notice {
  const { greeting, link } = words.mail;
  const p = (html: string) => `<p style="margin:0 0 16px">${html}</p>`;
  const href = escapeHtml(address);
  return {
    to,
    language,
    subject: letter.subject,
    text: [greeting, letter.why, address, ...letter.after, settings.project].join('\n\n'),
    html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(letter.subject)}</title></head>
<body style="margin:0;padding:24px;font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:17px;line-height:1.6">
<div style="max-width:560px;margin:0 auto">
${p(escapeHtml(greeting))}
${p(escapeHtml(letter.why))}
${p(`<a href="${href}" style="display:inline-block;background-color:#00547d;color:#ffffff;padding:12px 24px;border-radius:4px;font-weight:600">${escapeHtml(letter.button)}</a>`)}
${letter.after.map((line) => p(escapeHtml(line))).join('\n')}
${p(`${escapeHtml(link)}<br><a href="${href}" style="word-break:break-all">${href}</a>`)}
${p(escapeHtml(settings.project))}
</div></body></html>
`,
  };
}
