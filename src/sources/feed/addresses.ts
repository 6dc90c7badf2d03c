/** Addresses as feeds and pages write them. */

/** The address that a written one stands for; without a base only an absolute one. */
export function resolved(written: string, base: string | undefined): string | undefined {
  const address = written.trim();
  return address !== '' && URL.canParse(address, base || undefined) ? new URL(address, base || undefined).href : undefined;
}

/** Plain http stays for this computer alone. */
export function secure(address: string): string {
  const isNear = /^http:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?=[:/?#]|$)/i.test(address);
  return isNear ? address : address.replace(/^http:/i, 'https:');
}
