/** Content projects to measure with, in temporary folders. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const content = join(import.meta.dirname, '..', 'content');

/** The sample project's settings, readers and pictures, with this many posts of the same length as its own. */
export function makeProject(posts) {
  const folder = mkdtempSync(join(tmpdir(), 'omk-bench-'));
  cpSync(content, folder, { recursive: true, filter: (path) => !path.endsWith('.md') && !path.includes('.omk') });
  const files = Array.from({ length: posts }, (_, index) => `bericht-${String(index + 1).padStart(4, '0')}.md`);
  for (const [index, file] of files.entries()) writeFileSync(join(folder, file), post(index + 1));
  return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

const post = (number) => `---
title: Bericht nummer ${number} over Om het kind
summary: Wat er in week ${number} gebeurde en wat het voor uw werk betekent.
tags: [jeugdzorg, omhetkind]
---

De werkgroep kwam bij elkaar en nam **drie besluiten**. Lees ze hieronder, of bekijk [de agenda](https://example.nl/agenda/${number}).

## Besluiten

${Array.from({ length: 6 }, (_, index) => `${index + 1}. Besluit ${number}.${index + 1}: gezinnen krijgen één vast aanspreekpunt, ook als zij verhuizen. Dat scheelt *wachttijd* en herhaling.`).join('\n')}

| Wanneer | Wat |
| --- | --- |
| maandag | overleg met de wijkteams |
| donderdag | inloop voor ouders |

> Het is fijn dat iemand ons kent, zegt een moeder.
`;
