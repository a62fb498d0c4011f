/** `npm test`: every check, one after another (two cores), ending in a line of its own: `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, ensureWeb, projectEnv, root } from './ensure.mjs';
import { ensureServer, findChromium, findServerPostgres } from './ensure-tools.mjs';
import { makeScratch } from './scratch.mjs';

const strict = process.env.CI === 'true';
const only = process.argv.slice(2);
const node = ensureInstalled();
const scratch = makeScratch();
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function run(command, args, env = {}) {
  return spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: projectEnv(env),
  });
}

function step(name, title, body) {
  if (only.length > 0 && !only.includes(name)) return;
  console.log(`\n━━ ${title} (${name})`);
  const began = Date.now();
  const { passed, failed, skipped = 0 } = body();
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  if (failed > 0) failures.push(name);
  console.log(
    `── ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  );
}

/** A check that is one command: passes when it exits with 0. */
function command(cmd, args, env) {
  const ok = run(cmd, args, env).status === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** A check whose tool is missing on this machine: loud, and a failure where nothing may be left out. */
function missing(what) {
  console.log(`!! 跳过 SKIPPED: ${what} 不可用 is not available on this machine`);
  return strict ? { passed: 0, failed: 1 } : { passed: 0, failed: 0, skipped: 1 };
}

const SLOWEST = 8;

/** Where the time of a step went: all of it has to fit into twenty-five minutes. */
function tellSlowest(files) {
  const some = files.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  const told = some.map(({ name, ms }) => `${name.replace(`${root}/`, '')} ${(ms / 1000).toFixed(0)} s`);
  console.log(`   slowest: ${told.join(', ')}`);
}

function vitest(project, env = {}) {
  const file = join(scratch, `${project}-${Date.now()}.json`);
  const status = run(
    'vitest',
    ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    env,
  ).status;
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  tellSlowest(report.testResults.map(({ name, startTime, endTime }) => ({ name, ms: endTime - startTime })));
  const failed =
    report.numFailedTests +
    (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? report.numFailedTestSuites : 0);
  return {
    passed: report.numPassedTests,
    failed: failed || (status === 0 ? 0 : 1),
    skipped: report.numPendingTests,
  };
}

step('types', '类型检查 types', () => command('tsc', ['-p', 'tsconfig.json']));
step('lint', '格式与静态检查 lint', () => command('biome', ['ci', '--error-on-warnings', '.']));
step('walls', '模块边界 walls', () => command(node, ['scripts/walls.ts']));
step('purity', '纯净性 purity of packages', () => command(node, ['scripts/purity.ts']));
step('unit', '单元测试 unit', () => vitest('unit'));
/** Other programs that the checks talk to. */
function ensurePrograms() {
  ensureServer('nats-server');
  ensureServer('ogrinfo', 'gdal-bin');
  ensureServer('sshd', 'openssh-server');
  ensureServer('mosquitto');
  ensureServer('mosquitto_pub', 'mosquitto-clients');
}
step('medium', '真实数据库与套接字，最低版本的 PostgreSQL medium, on the oldest PostgreSQL', () => {
  ensurePrograms();
  const server = findServerPostgres();
  if (!server) {
    const { passed, failed, skipped } = missing('postgresql-15');
    const here = vitest('medium');
    return {
      passed: passed + here.passed,
      failed: failed + here.failed,
      skipped: (skipped ?? 0) + here.skipped,
    };
  }
  try {
    return vitest('medium', { TEST_DATABASE_URL: server.url });
  } finally {
    server.stop();
  }
});
step(
  'embedded',
  '内嵌的最新 PostgreSQL 与其他程序 the newest, embedded PostgreSQL, and other programs',
  () => {
    ensurePrograms();
    return vitest('medium', { TARIM_CHECKS: 'embedded' });
  },
);
step('browser', '浏览器 browser', () => {
  const chromium = findChromium();
  if (!chromium) return missing('Chromium');
  ensureWeb(node);
  const file = join(scratch, 'browser.json');
  const status = run('playwright', ['test', '-c', 'e2e/playwright.config.ts'], {
    TARIM_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  }).status;
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8'));
  tellSlowest(
    suites.map(({ file: name, specs }) => ({
      name,
      ms: specs
        .flatMap((spec) => spec.tests.flatMap((one) => one.results.map((r) => r.duration)))
        .reduce((a, b) => a + b, 0),
    })),
  );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky || (status === 0 ? 0 : 1),
    skipped: stats.skipped,
  };
});

if (failures.length > 0) console.log(`\n失败 failed: ${failures.join(', ')}`);
if (totals.skipped > 0) console.log(`跳过 skipped: ${totals.skipped}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed > 0 ? 1 : 0);
