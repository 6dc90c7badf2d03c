/** Posts that stand in no file: what is wrong with one is told at its address. */
import type { Problem } from '../../core/problem.ts';
import type { ParseInput, ParseResult } from '../../pipeline/parse.ts';
import type { Project } from '../config.ts';

export interface PostText {
  /** Where readers find it; stands for the file. */
  readonly url: string;
  readonly text: string;
}

/** Its pictures are named as seen from the project. */
export function parseText({ url, text }: PostText, project: Project, parse: (input: ParseInput) => ParseResult): ParseResult {
  const { post, problems } = parse({ text, file: '', project });
  const atUrl = (found: Problem): Problem => {
    const { line: _line, ...where } = found.where ?? {};
    return { ...found, where: { ...where, file: url } };
  };
  return {
    ...(post && { post: { ...post, file: url } }),
    problems: problems.map(atUrl),
  };
}
