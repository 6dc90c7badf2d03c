/** The Atom feed (RFC 4287) of the archive. Its ids are tags (RFC 4151): they stay when the address of the pages changes. */
import { webAddress } from '../core/web-paths.ts';
import type { Issue } from './issue-list.ts';
import { words } from './languages.ts';
import type { SiteSettings } from './site.ts';
import { xml } from './xml.ts';

/** The year is a part of the name, not of the feed: it must never change. */
const tag = (listId: string, name: string): string => `tag:${listId},2026:${name}`;

export function atomFeed(issues: readonly Issue[], { settings, now }: { readonly settings: SiteSettings; readonly now: Date }): string {
  const { web, listId, project, language } = settings;
  const title = (/^nl\b/i.test(language) ? words.nl : words.en).newsletter(project);
  const updated = issues.map(changedAt).sort((a, b) => b.getTime() - a.getTime())[0] ?? now;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">
<id>${xml(tag(listId, 'feed'))}</id>
<title>${xml(title)}</title>
<updated>${updated.toISOString()}</updated>
<author><name>${xml(project)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(webAddress(web, 'feed'))}"/>
<link rel="alternate" type="text/html" href="${xml(webAddress(web, 'archive'))}"/>
${issues.map((issue) => entry(issue, settings)).join('\n')}
</feed>
`;
}

function entry(issue: Issue, { web, listId }: SiteSettings): string {
  const { stem, title, preheader, language, at, link } = issue;
  // The post itself, where the conversation is.
  const hub = link === undefined ? '' : `<link rel="related" type="text/html" href="${xml(link)}"/>\n`;
  const summary = preheader === undefined ? '' : `<summary>${xml(preheader)}</summary>\n`;
  return `<entry xml:lang="${xml(language)}">
<id>${xml(tag(listId, stem))}</id>
<title>${xml(title)}</title>
<published>${at.toISOString()}</published>
<updated>${changedAt(issue).toISOString()}</updated>
<link rel="alternate" type="text/html" href="${xml(webAddress(web, 'issue', { issue: stem }))}"/>
${hub}${summary}</entry>`;
}

const changedAt = ({ at, changes }: Issue): Date => new Date(Math.max(at.getTime(), ...changes.map((change) => change.at.getTime())));
