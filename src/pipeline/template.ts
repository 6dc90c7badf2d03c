/** Runs templates: Liquid without files, clock, chance or a way around the escaping of each format. */
import { AssertionError, type FilterImplOptions, Liquid, LiquidError, type Template } from 'liquidjs';
import type { TemplateFormat } from '../core/channel.ts';
import { type Json, mapStrings } from '../core/json.ts';
import { escapeHtml } from '../core/message.ts';
import { type Problem, problem } from '../core/problem.ts';
import { pieces } from '../core/segments.ts';
import { shrinkable } from './fit.ts';

export type TemplateExtension = 'md' | 'txt' | 'html';

export const extensions: Readonly<Record<TemplateFormat, TemplateExtension>> = { markdown: 'md', text: 'txt', html: 'html' };

export interface TemplateFile {
  /** As a person finds it: relative to the project, or the name of a shipped one. */
  readonly file: string;
  readonly text: string;
}

/** Finds `<channel>[.<variant>].<extension>`: the project's own, else the shipped one. */
export type TemplateSource = (
  channel: string,
  variant: string | undefined,
  extension: TemplateExtension,
) => Promise<TemplateFile | undefined>;

export interface TemplateInput {
  readonly format: TemplateFormat;
  readonly variables: Readonly<Record<string, Json>>;
  /** Variables that already are in the format, such as the body as HTML; put in as they are. */
  readonly finished: Readonly<Record<string, string>>;
}

export type TemplateResult = { readonly output: string } | { readonly problem: Problem };

export function renderTemplate(template: TemplateFile, { format, variables, finished }: TemplateInput): TemplateResult {
  const scope = {
    ...mapStrings(variables, withoutMarks),
    ...Object.fromEntries(Object.keys(finished).map((name) => [name, markerOf(name)])),
  };
  try {
    const output: unknown = engineFor(format).renderSync(parsed(template, format), scope);
    return { output: fillMarkers(String(output), finished) };
  } catch (error) {
    return { problem: templateProblem(error, template.file) };
  }
}

const parsedTemplates = new WeakMap<TemplateFile, Template[]>();

/** A folder of posts goes through the same few templates: each is read once, in the format that its name says. */
function parsed(template: TemplateFile, format: TemplateFormat): Template[] {
  const known = parsedTemplates.get(template) ?? engineFor(format).parse(template.text.replace(/^\uFEFF/, ''), template.file);
  parsedTemplates.set(template, known);
  return known;
}

/** Noncharacters: they mark places, so what people wrote may not hold them. */
const withoutMarks = (text: string): string => text.replace(/[\uFDD0-\uFDEF]/g, '');

const markerOf = (name: string): string => `\uFDD2${name}\uFDD3`;

const fillMarkers = (output: string, finished: Readonly<Record<string, string>>): string =>
  output.replace(/\uFDD2(\w+)\uFDD3/g, (_marker, name: string) => withoutMarks(finished[name] ?? ''));

function templateProblem(error: unknown, file: string): Problem {
  // A limit that is passed before the first tag has no place.
  if (error instanceof AssertionError) return problem('template-error', { detail: error.message }, { file });
  if (!LiquidError.is(error)) throw error;
  const [line] = error.token.getPosition();
  const message = error.originalError?.message ?? error.message;
  const detail = message.replace(/, (?:file:.*?, )?line:\d+(?:, col:\d+)?$/s, '').slice(0, 200);
  return problem('template-error', { detail }, { file, ...(line !== undefined && { line }) });
}

const engines = new Map<TemplateFormat, Liquid>();

function engineFor(format: TemplateFormat): Liquid {
  const engine = engines.get(format) ?? createEngine(format);
  engines.set(format, engine);
  return engine;
}

/** Files, the clock, chance, secrets of the trade: nothing of that in a template. */
const removedFilters =
  'raw json jsonify inspect date date_to_xmlschema date_to_rfc822 date_to_string date_to_long_string sample sha256 hmac_sha256 escape escape_once xml_escape newline_to_br'.split(
    ' ',
  );

const removedTags = ['include', 'render', 'layout', 'block'];

function createEngine(format: TemplateFormat): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    parseLimit: 500_000,
    renderLimit: 10_000,
    memoryLimit: 20_000_000,
    ...(format === 'html' && { outputEscape: (value: unknown) => escapeHtml(textOf(value)) }),
    ...(format === 'markdown' && { outputEscape: (value: unknown) => escapeMarkdown(textOf(value)) }),
  });
  for (const name of removedFilters) delete engine.filters[name];
  for (const name of removedTags) delete engine.tags[name];
  for (const [name, filter] of Object.entries(filtersFor(format))) engine.registerFilter(name, filter);
  return engine;
}

/** Those that escape give what is ready for the format, so the engine does not escape it again. */
function filtersFor(format: TemplateFormat): Readonly<Record<string, FilterImplOptions>> {
  const shared: Record<string, FilterImplOptions> = {
    fit: (value: unknown) => (format === 'text' ? shrinkable(textOf(value)) : textOf(value)),
    truncate: (value: unknown, max: unknown, ending: unknown) => truncate(textOf(value), Number(max ?? 50), textOf(ending ?? '…')),
  };
  if (format === 'markdown') return { ...shared, markdown: { raw: true, handler: (value: unknown) => escapeMarkdown(textOf(value)) } };
  if (format === 'text') return shared;
  return {
    ...shared,
    escape: { raw: true, handler: (value: unknown) => escapeHtml(textOf(value)) },
    newline_to_br: { raw: true, handler: (value: unknown) => escapeHtml(textOf(value)).replace(/\r?\n/g, '<br>') },
  };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join('');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Whole words, where Liquid's own would cut through them. */
function truncate(text: string, max: number, ending: string): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const piece of pieces(text)) {
    if (kept.length + piece.length + ending.length > max) break;
    kept += piece;
  }
  return kept.trimEnd() + ending;
}

/** Words that mean in Markdown what they say; addresses stay ones that Markdown knows. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\uFDD2[^\uFDD3]*\uFDD3|https?:\/\/[^\s<>]+|[\\`*_{}[\]()<>#~|&!]/g, escapeOne)
    .replace(/^(\s*)([-+=])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}

function escapeOne(found: string): string {
  if (found.startsWith('\uFDD2')) return found;
  return found.startsWith('http') ? found.replace(/[()\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`) : `\\${found}`;
}
