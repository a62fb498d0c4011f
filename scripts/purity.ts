/**
 * `hj212`, `jt808`, `science` and `standards` are pure: the same input gives the same answer, anywhere, for ever.
 * This check reads their sources for a clock, chance, I/O or the environment.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const PURE = [
  'packages/hj212/src',
  'packages/jt808/src',
  'packages/science/src',
  'packages/standards/src',
  'packages/kernel/src',
];
/** `Date.UTC` and `new Date(x)` compute; the others look at the world. */
const FORBIDDEN_CALLS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'process.env',
  'process.hrtime',
]);
const FORBIDDEN_GLOBALS = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'console']);
/** kernel's `systemClock` is where time comes in. */
const ALLOWED = new Set(['packages/kernel/src/clock.ts Date.now']);
/** node:crypto only for SM4 and hashes; node:fs only to load data files at start, in standards. */
const ALLOWED_MODULES = (file: string, name: string): boolean =>
  !name.startsWith('node:') ||
  name === 'node:crypto' ||
  name === 'node:buffer' ||
  (file.startsWith('packages/standards') && ['node:fs', 'node:url', 'node:path'].includes(name));

let files = 0;
const problems: string[] = [];

function visit(file: string, source: ts.SourceFile, node: ts.Node): void {
  const at = () => `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText(source);
    if (FORBIDDEN_CALLS.has(text) && !ALLOWED.has(`${file} ${text}`)) problems.push(`${at()} ${text}`);
  }
  if (
    ts.isNewExpression(node) &&
    node.expression.getText(source) === 'Date' &&
    (node.arguments?.length ?? 0) === 0
  )
    problems.push(`${at()} new Date()`);
  if (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    FORBIDDEN_GLOBALS.has(node.expression.text)
  )
    problems.push(`${at()} ${node.expression.text}()`);
  if (
    (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
    node.moduleSpecifier &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    if (!ALLOWED_MODULES(file, node.moduleSpecifier.text))
      problems.push(`${at()} import of ${node.moduleSpecifier.text}`);
  }
  ts.forEachChild(node, (child) => visit(file, source, child));
}

for (const dir of PURE) {
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const file = join(dir, name);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(file, source, source);
    files++;
  }
}
if (files < 20) problems.push(`only ${files} files were read: the check looks at nothing`);
for (const problem of problems) console.error(`purity: ${problem}`);
console.log(`purity: ${files} files`);
process.exit(problems.length > 0 ? 1 : 0);
