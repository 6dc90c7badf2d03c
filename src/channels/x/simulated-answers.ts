/** How X words its answers (contract x 3.3 and 3.4). */

const json = 'application/json; charset=utf-8';

export const ok = (body: unknown, status = 200): Response => answer(body, status, json);

/** A refusal by the gateway or the endpoint. */
export const refusal = (status: number, title: string, detail: string, type = 'about:blank'): Response =>
  answer({ title, detail, type, status }, status, status === 401 ? 'application/problem+json' : json);

/** A request that makes no sense. */
export const invalid = (message: string, parameters: Readonly<Record<string, readonly string[]>> = {}): Response =>
  answer(
    {
      errors: [{ parameters, message }],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: 'https://api.x.com/2/problems/invalid-request',
    },
    400,
    json,
  );

export const unauthorized = (): Response => refusal(401, 'Unauthorized', 'Unauthorized');

export const noCredit = (): Response =>
  answer(
    {
      account_id: '1870000000000000001',
      title: 'CreditsDepleted',
      detail: 'Your enrolled account [1870000000000000001] does not have any credits to fulfill this request.',
      type: 'https://api.x.com/2/problems/credits',
    },
    402,
    json,
  );

export const spendCap = (): Response =>
  answer(
    {
      title: 'SpendCapReached',
      detail: 'Your enrolled account has reached its billing cycle spend cap.',
      reset_date: '2026-12-01',
      type: 'https://api.x.com/2/problems/credits',
    },
    403,
    json,
  );

export const notAllowed = (): Response =>
  refusal(403, 'Forbidden', 'You are not permitted to perform this action.', 'https://api.x.com/2/problems/not-authorized-for-resource');

export const readOnly = (): Response =>
  refusal(
    403,
    'Forbidden',
    'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    'https://api.x.com/2/problems/oauth1-permissions',
  );

export interface Bucket {
  readonly limit: number;
  readonly used: number;
  readonly resetAt: Date;
}

/** The answer with the three families of headers that tell how much is left. */
export function withLimits(response: Response, { limit, used, resetAt }: Bucket): Response {
  const headers = new Headers(response.headers);
  const left = String(Math.max(0, limit - used));
  const reset = String(Math.ceil(resetAt.getTime() / 1000));
  for (const [bucket, remaining] of [
    ['x-rate-limit', left],
    ['x-app-limit-24hour', '9000'],
    ['x-user-limit-24hour', '900'],
  ] as const) {
    headers.set(`${bucket}-limit`, bucket === 'x-rate-limit' ? String(limit) : '10000');
    headers.set(`${bucket}-remaining`, remaining);
    headers.set(`${bucket}-reset`, reset);
  }
  return new Response(response.body, { status: response.status, headers });
}

export const tooMany = (resetAt: Date): Response =>
  withLimits(refusal(429, 'Too Many Requests', 'Too Many Requests'), { limit: 100, used: 100, resetAt });

const answer = (body: unknown, status: number, contentType: string): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': contentType, 'x-transaction-id': 'sandbox', 'api-version': '2.168' },
  });
