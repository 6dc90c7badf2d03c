/** The text of a new post. What explains stands in comments, which no reader sees, and it is a draft until its writer says otherwise. */
import { writeYamlValue } from '../../pipeline/yaml-writing.ts';
import type { NewWords } from '../messages/new-words.ts';
import { fieldYaml } from './post-field.ts';
import type { PostParts } from './post-questions.ts';
import type { PostType } from './post-type.ts';

export interface NewPost {
  readonly title: string;
  readonly type: PostType;
  readonly parts: PostParts;
  readonly words: NewWords;
}

export function newPostText({ title, type, parts: { fields, lead }, words }: NewPost): string {
  const lines = [
    '---',
    `title: ${writeYamlValue(title)}`,
    `# ${words.summary}`,
    ...Object.entries(fields).map(([key, value]) => `${key}: ${fieldYaml(value)}`),
    `draft: true   # ${words.draft}`,
    '---',
    '',
    ...(lead === undefined ? [] : [lead, '']),
    `<!-- ${words.bodies[type]} -->`,
  ];
  return `${lines.join('\n')}\n`;
}
