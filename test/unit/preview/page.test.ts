import { describe, expect, it } from 'vitest';
import { PERMALINK, READER } from '../../../src/core/message.ts';
import { directionOf } from '../../../src/preview/direction.ts';
import { type Frame, indexPage, postPage } from '../../../src/preview/page.ts';
import type { MessageView, PostView, ProblemView } from '../../../src/preview/preview.ts';
import { previewWords } from '../../../src/preview/words.ts';

const frame: Frame = {
  words: previewWords.nl,
  language: 'nl',
  project: 'Om het kind',
  channels: ['hub', 'bird', 'letters'],
  made: '26 nov 2026',
};

const aView = (overrides: Partial<MessageView> = {}): MessageView => ({
  channel: 'bird',
  label: 'Vogel',
  destination: '@omhetkind',
  isMail: false,
  drawing: { looks: [{ html: '<p>Hallo</p>', text: 'Hallo', images: [] }], about: [] },
  facts: ['5 van 280 tekens'],
  partFacts: [],
  problems: [],
  ...overrides,
});

const aPostView = (overrides: Partial<PostView> = {}): PostView => ({
  file: 'content/bericht.md',
  slug: 'bericht',
  title: 'Inloopavond',
  language: 'nl',
  source: ['---', 'title: Inloopavond', '---', 'Hallo'],
  messages: [aView()],
  problems: [],
  ...overrides,
});

const aProblem = (overrides: Partial<ProblemView> = {}): ProblemView => ({
  code: 'content-empty',
  isWarning: false,
  message: 'Er is iets.',
  ...overrides,
});

const pageOf = (post: PostView): string => postPage(frame, post, { posts: [post], problems: [] });

describe('the page of a post', () => {
  it('is closed to everything outside and runs nothing', () => {
    const page = pageOf(aPostView());
    expect(page).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
    expect(page).not.toMatch(/<script|\ssrc="(?!data:)|url\(|@import/);
  });

  it('runs one script while it is served, under a word of its own', () => {
    const post = aPostView();
    const page = postPage(frame, post, { posts: [post], problems: [] }, { nonce: 'abc', version: 3 });
    expect(page).toContain("script-src 'nonce-abc'; connect-src 'self'");
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script nonce="abc">']);
    expect(page).toContain("EventSource('/news?version=3')");
  });

  it('escapes every word that it is handed', () => {
    const hostile = '"><script>alert(1)</script>';
    const page = pageOf(
      aPostView({
        title: hostile,
        file: hostile,
        language: hostile,
        note: hostile,
        source: [hostile],
        problems: [aProblem({ message: hostile, hint: hostile, place: hostile, channel: hostile, line: 1 })],
        messages: [
          aView({
            label: hostile,
            destination: hostile,
            facts: [hostile],
            partFacts: [hostile],
            standing: { since: hostile, changes: { pieces: [{ kind: 'added', text: hostile }], added: 1, removed: 0 } },
            drawing: {
              looks: [{ title: hostile, html: '', text: hostile, images: [{ alt: hostile, src: hostile }], segment: hostile }],
              about: [{ name: { nl: hostile, en: '' }, value: hostile }],
            },
          }),
          aView({ isMail: true, drawing: { looks: [{ title: hostile, html: hostile, text: hostile, images: [] }], about: [] } }),
        ],
      }),
    );
    expect(page).not.toContain('<script');
  });

  it('shows a mail in a frame that can do nothing, and names the links that are still to come', () => {
    const html = `<a href="${READER.unsubscribe}">Afmelden</a> <a href="${PERMALINK}">${PERMALINK}</a>`;
    const page = pageOf(
      aPostView({
        messages: [aView({ isMail: true, drawing: { looks: [{ title: 'Nieuws', html, text: PERMALINK, images: [] }], about: [] } })],
      }),
    );
    expect(page).toMatch(/<iframe sandbox title="[^"]+" srcdoc="&lt;a&gt;Afmelden&lt;\/a&gt; &lt;a&gt;‹link naar het bericht›/);
    expect(page).not.toMatch(/\.invalid/);
  });

  it('sets a problem beside its line, and leads there from its channel', () => {
    const found = aProblem({ message: 'Te lang.', line: 2, channel: 'Vogel' });
    const page = pageOf(aPostView({ problems: [found], messages: [aView({ problems: [found] })] }));
    expect(page).toMatch(/<li id="line-2" class="with">.*title: Inloopavond.*Te lang\./);
    expect(page).toContain('href="#line-2"');
    expect(page).toContain('1 probleem');
  });

  it('gives what is read from right to left its direction', () => {
    const page = pageOf(aPostView({ language: 'ar', source: ['مرحبا'] }));
    expect(page).toMatch(/<div class="content" lang="ar" dir="rtl">/);
    expect(['ar-EG', 'he', 'fa', 'ur-Latn', 'nl', 'az-Arab'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'rtl']);
  });

  it('says what changed with more than colours', () => {
    const standing = {
      since: '3 nov',
      changes: {
        pieces: [
          { kind: 'removed', text: 'dinsdag' },
          { kind: 'added', text: 'woensdag' },
        ],
        added: 1,
        removed: 1,
      },
    } as const;
    const page = pageOf(aPostView({ messages: [aView({ standing })] }));
    expect(page).toContain('Gewijzigd sinds 3 nov: 1 woord erbij, 1 woord eruit');
    expect(page).toMatch(/<del><span class="hidden">\[eruit: <\/span>dinsdag.*<ins><span class="hidden">\[erbij: <\/span>woensdag/);
  });
});

it('leads to every post from a page of its own, also to one in a folder', () => {
  const posts = [aPostView(), aPostView({ slug: 'nieuws/c# & meer', title: 'Twee', problems: [aProblem()] })];
  const index = indexPage(frame, { posts, problems: [] });
  expect(index).toContain('href="bericht.html"');
  expect(index).toContain('href="nieuws/c%23%20%26%20meer.html"');
  expect(index).toContain('class="has-errors">1 probleem');
  const [, second] = posts;
  expect(second && postPage(frame, second, { posts, problems: [] })).toContain('href="../index.html"');
});
