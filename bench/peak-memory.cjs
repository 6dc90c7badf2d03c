/** Required by a program that is measured: writes its peak memory in bytes where the environment says. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS * 1024)));
