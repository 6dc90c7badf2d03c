/** What a production install takes on disk. */
import { checkPackage } from '../build/check-package.js';

export function install() {
  const { installs, problems } = checkPackage();
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return installs.map(({ name, bytes }) => ({
    what: `production install, ${name}`,
    target: '≤ 60 MB',
    measured: `${(bytes / 1e6).toFixed(1)} MB`,
    isMet: bytes <= 60e6,
  }));
}
