/** Logging in to Yammer: Microsoft Entra's device code, for a token in an employee's name (contract yammer 1.1). */
import type { ChannelValues, DeviceWay, LoginDeps } from '../../core/channel.ts';
import { done } from '../../core/login.ts';
import { call } from '../shared/http.ts';
import { openOauth } from '../shared/oauth.ts';
import { fieldsIn, serverTime, unproved } from '../shared/proving.ts';

const scope = 'https://www.yammer.com/.default offline_access';

export function openLogin({ settings }: ChannelValues, deps: LoginDeps): DeviceWay {
  const { clientId = '', tenant = '', loginUrl = '', apiUrl = '' } = settings;
  const base = `${bare(loginUrl)}/${encodeURIComponent(tenant)}/oauth2/v2.0`;
  const oauth = openOauth({ tokenUrl: `${base}/token`, deviceUrl: `${base}/devicecode`, clientId }, deps);
  return {
    kind: 'device',
    about: {
      nl: 'Log in met het account dat berichten plaatst: alles wat omk plaatst, staat op die naam. Dat kan in elke browser, ook op uw telefoon.',
      en: 'Log in with the account that posts: everything that omk posts carries its name. Any browser will do, your phone’s too.',
    },
    begin: (signal) => oauth.device(scope, signal),
    refresh: (token, signal) => oauth.refresh(token, scope, signal),
    prove: async ({ token = '' }, signal) => {
      const init = { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } };
      const answer = await call(deps.network, {
        url: `${bare(apiUrl)}/api/v1/users/current.json`,
        init,
        deadlineMs: deps.deadlineMs,
        signal,
      });
      const user = fieldsIn(answer);
      if (answer.kind !== 'answer' || !user?.id) return unproved(answer);
      const name = [user.full_name, user.network_name].filter(isText).join(', ');
      return done({ name: name || String(user.id), ...serverTime(answer.headers.get('date')) });
    },
  };
}

const bare = (address: string): string => address.replace(/\/+$/, '');

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
