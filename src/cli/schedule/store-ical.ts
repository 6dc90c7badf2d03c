/** Writes the iCalendar whole, over an earlier one and over nothing else. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fail } from '../../core/problem.ts';
import { writeWhole } from '../starting/write-whole.ts';

export function storeIcal(path: string, text: string): void {
  const target = resolve(path);
  const isThere = existsSync(target);
  if (isThere && !isIcal(target)) fail('site-in-the-way', { path });
  writeWhole(dirname(target), basename(target), { text, isNew: !isThere });
}

const isIcal = (path: string): boolean =>
  statSync(path).isFile() && /^(?:BEGIN:VCALENDAR|\s*$)/.test(readFileSync(path, 'utf8').slice(0, 100));
