import { describe, expect, it } from 'vitest';
import { channels } from '../../../../src/channels/index.ts';
import { oddValues } from '../../../../src/cli/doctor/values.ts';

const odd = (id: string, environment: Readonly<Record<string, string>>, mode: 'live' | 'sandbox' = 'live') => {
  const channel = channels.find((one) => one.id === id);
  if (!channel) throw new Error(id);
  return oddValues(channel, { mode, environment }).map((check) => 'problem' in check && check.problem.params);
};

describe('a setting that is there', () => {
  it.each([
    ['x', 'X_APP_KEY', '"abc"', 'quotes'],
    ['x', 'X_APP_KEY', 'ab cd', 'space'],
    ['x', 'X_APP_KEY', 'xxxx', 'example'],
    ['x', 'X_ACCESS_TOKEN', 'abcdef', 'no-account'],
    ['yammer', 'YAMMER_ACCESS_TOKEN', 'Bearer abc', 'bearer'],
    ['pleio', 'PLEIO_COOKIE', 'sessionid=…', 'example'],
    ['pleio', 'PLEIO_COOKIE', 'csrftoken=abc', 'no-session'],
    ['pleio', 'PLEIO_COOKIE', 'sessionid=', 'no-session'],
  ])('%s: %s=%s looks odd: %s', (id, name, value, reason) => {
    expect(odd(id, { [name]: value })).toEqual([{ name, reason }]);
  });

  it.each([
    ['pleio', 'PLEIO_COOKIE', 'sessionid=abc; csrftoken=def'],
    ['pleio', 'PLEIO_COOKIE', 'abcdef0123'],
    ['x', 'X_ACCESS_TOKEN', '7001-abc'],
    ['newsletter', 'SMTP_URL', 'smtps://naam:ge%20heim@mail.example.nl'],
    ['newsletter', 'DKIM_PRIVATE_KEY_FILE', 'sleutels/mijn sleutel.pem'],
  ])('%s: %s=%s looks right', (id, name, value) => {
    expect(odd(id, { [name]: value })).toEqual([]);
  });

  it('is not looked at while practising', () => {
    expect(odd('x', { X_APP_KEY: '"abc"' }, 'sandbox')).toEqual([]);
  });
});
