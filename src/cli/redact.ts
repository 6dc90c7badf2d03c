/** Blanks every secret in anything that is printed or stored. */

const shortest = 4;

/** A cookie header and an address with a password hold secrets that may also turn up alone. */
function partsOf(secret: string): readonly string[] {
  const cookies = secret.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1));
  const password = URL.canParse(secret) ? new URL(secret).password : '';
  return [secret, ...cookies, password, decodeURIComponent(password)];
}

/** A function that replaces each secret, also as it looks inside an address or in base64. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .flatMap(partsOf)
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((result, secret) => result.replaceAll(secret, '***'), text);
}

export interface Redactor {
  readonly redact: (text: string) => string;
  /** For secrets that turn up on the way: a new token, what a person types. */
  learn(secrets: readonly string[]): void;
}

export function createLearningRedactor(secrets: readonly string[]): Redactor {
  let known = secrets;
  let redact = createRedactor(known);
  return {
    redact: (text) => redact(text),
    learn: (more) => {
      known = [...known, ...more];
      redact = createRedactor(known);
    },
  };
}
