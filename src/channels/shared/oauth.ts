/**
 * OAuth 2 as two channels need it, by oauth4webapi: every answer and every failure becomes a result. Nothing that the
 * library throws leaves this file, for its errors hold the service's answer.
 */
import * as oauth from 'oauth4webapi';
import type { DeviceVisit, LoginDeps } from '../../core/channel.ts';
import { done, failed, type Grant, type LoginFailure, type LoginResult } from '../../core/login.ts';
import { problem } from '../../core/problem.ts';
import { answerText } from './answer-text.ts';
import { errorCode } from './http.ts';

export interface OauthService {
  readonly tokenUrl: string;
  /** For the device flow. */
  readonly deviceUrl?: string;
  readonly clientId: string;
  /** Of an app that can keep one. */
  readonly clientSecret?: string;
}

export interface OauthClient {
  redeem(answer: URLSearchParams, visit: { state: string; redirectUrl: string }, signal: AbortSignal): Promise<LoginResult<Grant>>;
  refresh(token: string, scope: string | undefined, signal: AbortSignal): Promise<LoginResult<Grant>>;
  device(scope: string, signal: AbortSignal): Promise<LoginResult<DeviceVisit>>;
}

export const newState = (): string => oauth.generateRandomState();

export function openOauth({ tokenUrl, deviceUrl, clientId, clientSecret }: OauthService, deps: LoginDeps): OauthClient {
  const { deadlineMs } = deps;
  const server: oauth.AuthorizationServer = {
    issuer: new URL(tokenUrl).origin,
    token_endpoint: tokenUrl,
    ...(deviceUrl !== undefined && { device_authorization_endpoint: deviceUrl }),
  };
  const client: oauth.Client = { client_id: clientId };
  const identity = clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(clientSecret);
  const options = (signal: AbortSignal) => ({
    // The network of omk decides where plain http may go: to this computer alone.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (url: string, init: oauth.CustomFetchOptions<string, unknown>) => {
      const deadline = AbortSignal.timeout(deadlineMs);
      try {
        const response = await deps.network.fetch(url, { ...(init as RequestInit), signal: AbortSignal.any([signal, deadline]) });
        return await withoutIdentity(response);
      } catch (error) {
        // Named here, so that it is not collected while it is waited for: a combined signal holds it weakly.
        throw deadline.aborted ? deadline.reason : error;
      }
    },
  });
  const grantOf = (tokens: oauth.TokenEndpointResponse): LoginResult<Grant> => done(asGrant(tokens, deps.clock.now()));
  return {
    redeem: (answer, { state, redirectUrl }, signal) =>
      settled({ signal, deadlineMs }, async () => {
        const valid = oauth.validateAuthResponse(server, client, answer, state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          identity,
          valid,
          redirectUrl,
          oauth.nopkce,
          options(signal),
        );
        return grantOf(await oauth.processAuthorizationCodeResponse(server, client, response));
      }),
    refresh: (token, scope, signal) =>
      settled({ signal, deadlineMs }, async () => {
        const more = scope === undefined ? {} : { additionalParameters: { scope } };
        const response = await oauth.refreshTokenGrantRequest(server, client, identity, token, { ...options(signal), ...more });
        return grantOf(await oauth.processRefreshTokenResponse(server, client, response));
      }),
    device: (scope, signal) =>
      settled({ signal, deadlineMs }, async () => {
        const response = await oauth.deviceAuthorizationRequest(server, client, identity, { scope }, options(signal));
        const found = await oauth.processDeviceAuthorizationResponse(server, client, response);
        if (!isShowable(found.user_code) || !URL.canParse(found.verification_uri))
          return failed(problem('login-unreadable', { detail: 'user_code, verification_uri' }));
        const ask: DeviceVisit['ask'] = (asking) =>
          waiting({ signal: asking, deadlineMs }, async () => {
            const reply = await oauth.deviceCodeGrantRequest(server, client, identity, found.device_code, options(asking));
            return grantOf(await oauth.processDeviceCodeResponse(server, client, reply));
          });
        return done({
          code: found.user_code,
          address: new URL(found.verification_uri).href,
          expiresAt: new Date(deps.clock.now().getTime() + found.expires_in * 1000),
          intervalMs: (found.interval ?? 5) * 1000,
          ask,
        });
      }),
  };
}

/** It goes to a terminal, which must not be steered by it. */
const isShowable = (code: string): boolean => /^[\x21-\x7e]{1,64}$/.test(code);

/** The identity token is of no use here, and the library would hold it against an issuer that the services do not name. */
async function withoutIdentity(response: Response): Promise<Response> {
  const text = await answerText(response);
  const { status, headers } = response;
  // The body was decoded, so what the headers say about its form is over.
  const plain = new Headers([...headers].filter(([name]) => name !== 'content-encoding' && name !== 'content-length'));
  const body = /"id_token"/.test(text) ? stripped(text) : text;
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: plain });
}

function stripped(text: string): string {
  try {
    const { id_token: _unused, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify(rest);
  } catch {
    return text;
  }
}

function asGrant(tokens: oauth.TokenEndpointResponse, now: Date): Grant {
  const { access_token: token, expires_in: seconds, refresh_token: refreshToken, refresh_token_expires_in: refreshSeconds } = tokens;
  const after = (count: number) => new Date(now.getTime() + count * 1000);
  const refreshFor = Number(refreshSeconds);
  return {
    settings: { token },
    ...(seconds !== undefined && { expiresAt: after(seconds) }),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(refreshToken !== undefined && refreshFor > 0 && { refreshExpiresAt: after(refreshFor) }),
  };
}

interface Asking {
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
}

async function settled<T>({ signal, deadlineMs }: Asking, work: () => Promise<LoginResult<T>>): Promise<LoginResult<T>> {
  try {
    return await work();
  } catch (error) {
    return signal.aborted ? failed(problem('login-stopped', {})) : failureOf(error, deadlineMs);
  }
}

/** The device flow says "not yet" by an error; silence of the network while asking means: ask less often (RFC 8628 3.5). */
async function waiting({ signal, deadlineMs }: Asking, work: () => Promise<LoginResult<Grant>>): ReturnType<DeviceVisit['ask']> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return failed(problem('login-stopped', {}));
    const code = error instanceof oauth.ResponseBodyError ? error.error : undefined;
    if (code === 'authorization_pending') return { kind: 'not-yet' };
    const failure = failureOf(error, deadlineMs);
    return code === 'slow_down' || failure.isPassing ? { kind: 'slower' } : failure;
  }
}

/** As the services call a person's no: RFC 6749, LinkedIn (contract linkedin 7.4), Microsoft Entra. */
const declined = /^(access_denied|authorization_declined|consent_required|user_cancelled_login|user_cancelled_authorize)$/;

function failureOf(error: unknown, deadlineMs: number): LoginFailure {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    const { error: code, error_description: description } = error;
    const detail = [code, description].filter(Boolean).join(': ').slice(0, 200);
    if (code === 'expired_token') return failed(problem('login-too-late', { minutes: 0 }));
    if (code === 'server_error' || code === 'temporarily_unavailable') return failed(problem('login-away', { detail }), true);
    return declined.test(code)
      ? failed(problem('login-declined', description ? { detail } : {}))
      : failed(problem('login-refused', { detail }));
  }
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return unreadable(error instanceof oauth.OperationProcessingError ? error.cause : undefined);
  if (error instanceof oauth.WWWAuthenticateChallengeError) return failed(problem('login-refused', { detail: `HTTP ${error.status}` }));
  if (isOmkProblem(error)) throw error;
  const isTooLate = error instanceof Error && error.name === 'TimeoutError';
  return failed(problem('login-away', { detail: isTooLate ? `${deadlineMs / 1000} s` : errorCode(error) }), true);
}

/** A page instead of JSON: behind it may be a proxy, a fault or a wrong address. */
function unreadable(cause: unknown): LoginFailure {
  const status = cause instanceof Response ? cause.status : undefined;
  if (status !== undefined && (status >= 500 || status === 429 || status === 408))
    return failed(problem('login-away', { detail: `HTTP ${status}` }), true);
  return failed(problem('login-unreadable', { detail: status === undefined ? 'OAuth' : `HTTP ${status}` }));
}

const isOmkProblem = (error: unknown): boolean => error instanceof Error && error.name === 'OmkError';
