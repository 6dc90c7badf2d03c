import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parsePost } from '../../../src/pipeline/parse.ts';
it('x', () => {
  const kinds = ['pleio','x','linkedin','yammer','newsletter'].map((id) => ({ id, options: { access: { kind: 'choice' as const, choices: ['group'], scope: 'both' as const, help: {nl:'',en:''}, example: '' } } }));
  for (const f of readdirSync('content').filter((n) => n.endsWith('.md'))) {
    const r = parsePost({ text: readFileSync('content/' + f, 'utf8'), file: f, project: { language: 'nl', timezone: 'Europe/Amsterdam', channels: ['pleio', 'x'], kinds, channelOptions: {} } });
    console.log(f, JSON.stringify(r.problems), JSON.stringify({ ...r.post, body: r.post?.body.length }));
  }
});
