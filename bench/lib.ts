import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Shared by the benches: where results go, and what machine made them. */
const RESULTS = fileURLToPath(new URL('./RESULTS.md', import.meta.url));

export function machine(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, commit ${commit}, ${new Date().toISOString().slice(0, 10)}`;
}

/** Replaces this bench's section of RESULTS.md, so that a repeated run leaves one result. */
export function report(section: string, lines: readonly string[]): void {
  const begin = `<!-- ${section} -->`;
  const end = `<!-- /${section} -->`;
  const body = `${begin}\n${lines.join('\n')}\n\n_${machine()}_\n${end}`;
  const before = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : HEAD;
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + body + before.slice(to + end.length)
      : `${before.trimEnd()}\n\n${body}\n`;
  writeFileSync(RESULTS, after);
  console.log(lines.join('\n'));
}

const HEAD = `# 性能结果 Bench results

Ratios are taken in one run on one machine, against a named peer or limit; machines are shared and noisy, so compare ratios, not seconds.
Each section is written by its script; repeat it with \`node_modules/.bin/node bench/<name>.ts\`.
`;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export const thousands = (n: number): string => Math.round(n).toLocaleString('en-US');
