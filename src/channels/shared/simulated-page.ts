/** A page of a pretended service, for a person who practises. */
import { escapeHtml } from '../../core/message.ts';

export function pageResponse(title: string, body: string, status = 200): Response {
  const text = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}a,button{display:inline-block;margin:0 1rem 1rem 0;padding:.5rem 1rem;font:inherit}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
  return new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
}
