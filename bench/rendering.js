/** A thousand posts, checked and rendered for five channels, without sending: `publish --dry-run`. */
import { omk, timed } from './measure.js';
import { makeProject } from './project.js';

const posts = 1000;

export function rendering() {
  const project = makeProject(posts);
  try {
    const bare = timed(['-e', '0'], project.folder);
    const ms = timed([omk, 'publish', '.', '--dry-run', '--json', '--quiet'], project.folder) - bare;
    return [
      {
        what: `${posts} posts rendered for 5 channels`,
        target: '–',
        measured: `${(ms / 1000).toFixed(1)} s (${(ms / posts / 5).toFixed(2)} ms a message)`,
        isMet: true,
      },
    ];
  } finally {
    project.remove();
  }
}
