/** Runs dependency-cruiser over the house and makes sure that it really saw it (it can pass by cruising nothing). */
import { spawnSync } from 'node:child_process';

const MINIMUM_MODULES = 200;
const run = spawnSync(
  'depcruise',
  [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'packages',
    'modules',
    'apps',
    'simulator',
  ],
  {
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  },
);
if (run.error) throw run.error;
const report = JSON.parse(run.stdout) as {
  summary: {
    totalCruised: number;
    violations: { type: string; from: string; to: string; rule: { name: string; severity: string } }[];
  };
};
const errors = report.summary.violations.filter((one) => one.rule.severity === 'error');
for (const one of errors) console.error(`walls: ${one.rule.name}: ${one.from} → ${one.to}`);
console.log(`walls: ${report.summary.totalCruised} modules cruised, ${errors.length} violations`);
if (report.summary.totalCruised < MINIMUM_MODULES) {
  console.error(`walls: fewer than ${MINIMUM_MODULES} modules were cruised: the check looks at nothing`);
  process.exit(1);
}
process.exit(errors.length > 0 ? 1 : 0);
