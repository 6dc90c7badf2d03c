import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPublicKey, readSignature } from '../../../src/pipeline/ssh-key.ts';

const field = (bytes: Buffer | string): Buffer => {
  const body = Buffer.from(bytes as never);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};
const keyLine = (type: string, ...fields: readonly (Buffer | string)[]): string =>
  `${type} ${Buffer.concat([type, ...fields].map(field)).toString('base64')}`;

const ed25519 = keyLine('ssh-ed25519', Buffer.alloc(32, 7));

/** Exponent and modulus as positive numbers: a byte of zeros keeps the highest bit from being a sign. */
const rsa = (bits: number): string =>
  keyLine(
    'ssh-rsa',
    Buffer.from([1, 0, 1]),
    Buffer.concat([Buffer.from([0, 1 << ((bits - 1) % 8)]), Buffer.alloc(Math.ceil(bits / 8) - 1, 9)]),
  );

describe('a public key', () => {
  it('is read with its comment, as a line or as a file', () => {
    const fingerprint = expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(readPublicKey(`${ed25519} eva@example.nl`)).toEqual({ key: ed25519, fingerprint, comment: 'eva@example.nl' });
    expect(readPublicKey(`# sleutel van Eva\r\n${ed25519}\r\n`)).toEqual({ key: ed25519, fingerprint });
  });

  it.each(['sk-ssh-ed25519@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com', 'ecdsa-sha2-nistp384'])(
    'may be of a security key or a curve: %s',
    (type) => {
      expect(readPublicKey(keyLine(type, Buffer.alloc(40, 1)))).toMatchObject({ key: expect.stringContaining(type) });
    },
  );

  it('of RSA has 3072 bits or more', () => {
    for (const bits of [1024, 2048, 3071]) expect(readPublicKey(rsa(bits))).toBe('too-short');
    expect(readPublicKey(rsa(3072))).toMatchObject({ key: expect.stringContaining('ssh-rsa') });
  });

  it('is refused when it is private, a certificate, of a broken kind, or none', () => {
    expect(readPublicKey('-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----')).toBe('private');
    expect(readPublicKey(keyLine('ssh-ed25519-cert-v01@openssh.com', 'x'))).toBe('certificate');
    expect(readPublicKey(keyLine('ssh-dss', 'x'))).toBe('type');
    for (const text of [
      '',
      'ssh-ed25519',
      'ssh-ed25519 AAAA',
      ed25519.slice(0, -8),
      `${ed25519}\n${ed25519}`,
      ed25519.replace('ssh-ed25519 ', 'ssh-rsa '),
    ])
      expect([text, readPublicKey(text)]).toEqual([text, 'no-key']);
  });

  it('cannot bring a second line or an option along', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readPublicKey(`${text} ${ed25519}`);
        expect(typeof read === 'string' || /^[a-z0-9@.-]+ [A-Za-z0-9+/=]+$/.test(read.key)).toBe(true);
      }),
    );
  });
});

describe('a signature', () => {
  const armoured = (blob: Buffer) =>
    `-----BEGIN SSH SIGNATURE-----\n${blob.toString('base64').replace(/.{70}/g, '$&\n')}\n-----END SSH SIGNATURE-----\n`;
  const version = Buffer.from([0, 0, 0, 1]);
  const blob = Buffer.concat([Buffer.from('SSHSIG'), version, field('key'), field('omk-plan'), field(''), field('sha512'), field('x')]);

  it('says whose it is and what for', () => {
    expect(readSignature(armoured(blob))).toMatchObject({ namespace: 'omk-plan', fingerprint: expect.stringMatching(/^SHA256:/) });
    expect(readSignature(armoured(blob).replaceAll('\n', '\r\n'))).toMatchObject({ namespace: 'omk-plan' });
  });

  it('is none when it is cut off, of another version or something else', () => {
    const other = Buffer.concat([Buffer.from('SSHSIG'), Buffer.from([0, 0, 0, 2]), blob.subarray(10)]);
    for (const text of ['', 'plan', armoured(Buffer.from('SSHSIG')), armoured(other), armoured(blob.subarray(0, 16))])
      expect(readSignature(text)).toBeUndefined();
  });

  it('is never a bug, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readSignature(armoured(Buffer.from(bytes)))));
  });
});
