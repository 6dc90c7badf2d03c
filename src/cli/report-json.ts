/** The documented JSON document of publish and status. */
import type { ExitCode, Report, ReportDelivery } from '../pipeline/report.ts';
import type { Output, ProblemJson } from './output.ts';
import { pauseJson } from './pause-json.ts';

export interface ReportDocument {
  /** Only while everything is paused. */
  readonly pause?: object;
  readonly posts: readonly { readonly post: string; readonly title: string; readonly deliveries: readonly object[] }[];
  readonly problems: readonly ProblemJson[];
  readonly exitCode: ExitCode;
}

export const reportDocument = (report: Report, exitCode: ExitCode, output: Output): ReportDocument => ({
  ...(report.pause && { pause: pauseJson(report.pause) }),
  posts: report.posts.map(({ post, title, deliveries }) => ({
    post,
    title,
    deliveries: deliveries.map((each) => deliveryJson(each, post, output)),
  })),
  problems: report.problems.map(output.problemJson),
  exitCode,
});

function deliveryJson(delivery: ReportDelivery, file: string, output: Output): object {
  const {
    channel,
    destination,
    state,
    kind,
    remoteId,
    url,
    attempts,
    problem,
    recipients,
    dueAt,
    isOnHold,
    handOff,
    message,
    cost,
    approval,
  } = delivery;
  return {
    channel,
    destination,
    ...(kind && { kind }),
    state,
    remoteId,
    url,
    attempts,
    problem: problem && output.problemJson({ ...problem, where: { file, channel, ...problem.where } }),
    ...(recipients && { recipients }),
    ...(dueAt && { dueAt: dueAt.toISOString() }),
    ...(isOnHold && { onHold: true }),
    ...(handOff && { handOff }),
    ...(message && { message }),
    ...(cost !== undefined && { cost }),
    ...(approval && { approval: { plan: approval.plan, by: approval.by, at: approval.at.toISOString() } }),
  };
}
