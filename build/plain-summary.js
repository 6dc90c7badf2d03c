/** The last word of `npm test`: what was skipped and why, then one plain line that a script can read. */
export default class PlainSummary {
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const counted = (state) => tests.filter((test) => test.result().state === state);
    const broken = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests()].every((test) => test.result().state !== 'failed'),
    );
    const skipped = counted('skipped');
    for (const title of new Set(skipped.map(reasonOf))) console.log(title);
    console.log(
      `${counted('passed').length} passed, ${counted('failed').length + broken.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
    );
  }
}

/** The outermost title that says why, else the whole name of the test. */
const reasonOf = ({ fullName }) => /skipped: [^>)]+/.exec(fullName)?.[0].trim() ?? `skipped: ${fullName}`;
