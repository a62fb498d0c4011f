/**
 * Writes `docs/errors.md`: every error that may reach a person, from the catalogues of all rooms. `--check` only tells
 * whether the page is current.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Definition {
  readonly code: string;
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const page = join(root, 'docs', 'errors.md');
const ROOMS = ['packages', 'modules', 'apps'];

/** Sources that declare a catalogue. */
function declaring(dir: string): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`;
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'test'].includes(entry.name) ? [] : declaring(path);
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) return [];
    return /^export const \w+ = defineErrors\(/m.test(readFileSync(join(root, path), 'utf8')) ? [path] : [];
  });
}

function isDefinition(value: unknown): value is Definition {
  const one = value as Partial<Definition> | null;
  return (
    typeof one?.code === 'string' &&
    typeof one.status === 'number' &&
    typeof one.zh === 'string' &&
    typeof one.en === 'string'
  );
}

async function catalogueOf(file: string): Promise<Definition[]> {
  const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
  return Object.values(exported).flatMap((value) =>
    value !== null && typeof value === 'object' ? Object.values(value).filter(isDefinition) : [],
  );
}

/** `modules/alarm/server/errors.ts` → `modules/alarm` */
const roomOf = (file: string) => file.split('/').slice(0, 2).join('/');
const cell = (text: string) => text.replace(/\|/g, '\\|');

async function render(): Promise<string> {
  const owner = new Map<string, string>();
  const sections: string[] = [];
  for (const file of ROOMS.flatMap(declaring).sort()) {
    const errors = (await catalogueOf(file)).sort((a, b) => (a.code < b.code ? -1 : 1));
    for (const { code } of errors) {
      const other = owner.get(code);
      if (other) throw new Error(`the code ${code} is claimed by ${other} and ${file}`);
      owner.set(code, file);
    }
    const rows = errors.map(
      (one) => `| \`${one.code}\` | ${one.status} | ${cell(one.zh)} | ${cell(one.en)} |`,
    );
    sections.push(
      `## ${roomOf(file)}\n\n| code | HTTP | 中文 | English |\n|---|---|---|---|\n${rows.join('\n')}\n`,
    );
  }
  return `# 错误目录 Errors

由 \`node scripts/errors-doc.ts\` 从各处的错误定义生成，请勿手改。Generated from the catalogues; do not edit.

接口出错时返回 problem details（RFC 9457）：\`{code, status, title, params?, problems?, requestId}\`。\`code\` 不会改变，程序请按它判断；
\`title\` 随 \`Accept-Language\` 为中文或英文；\`problems\` 逐项指出有误的位置；报障时请提供 \`requestId\`，日志中有同一编号。
Failing routes answer problem details. Programs go by \`code\`, which never changes; \`{name}\` in a message is filled from \`params\`.

共 ${owner.size} 项。

${sections.join('\n')}`;
}

const text = await render();
if (process.argv.includes('--check')) {
  let known = '';
  try {
    known = readFileSync(page, 'utf8');
  } catch {
    // Not written yet.
  }
  if (known !== text) {
    console.error('docs/errors.md is not current: node scripts/errors-doc.ts');
    process.exit(1);
  }
} else {
  writeFileSync(page, text);
}
