/** The mail server that SMTP_URL names, and how safely it must be spoken to. */

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `tls`: from the first byte; `starttls`: refused without; `plain`: to this computer only (interface 2). */
  readonly security: 'tls' | 'starttls' | 'plain';
  readonly login?: { readonly user: string; readonly password: string };
}

/** Reads `smtp://user:password@host:port` or `smtps://…`; `undefined` when it is something else. */
export function parseSmtpUrl(written: string): SmtpServer | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol)) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isTls = url.protocol === 'smtps:';
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === undefined || password === undefined) return undefined;
  return {
    host,
    port: url.port ? Number(url.port) : isTls ? 465 : 587,
    security: isTls ? 'tls' : isLoopback(host) ? 'plain' : 'starttls',
    ...(user && { login: { user, password } }),
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
