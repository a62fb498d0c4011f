import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const MODULES = readdirSync(`${ROOT}modules`);

const MAP_FACE = 'modules/onemap/web/map/';

/** Where each namespace keeps its texts and the sources that use them. */
const PLACES: readonly { name: string; texts: string; sources: readonly string[] }[] = [
  ...MODULES.map((name) => ({
    name,
    texts: `modules/${name}/i18n`,
    sources: sourcesIn(`modules/${name}/web`).filter((file) => !file.startsWith(MAP_FACE)),
  })),
  // A face of its own, with words of its own: it loads no others.
  { name: 'map', texts: 'modules/onemap/i18n/map', sources: sourcesIn(MAP_FACE.slice(0, -1)) },
  {
    name: 'console',
    texts: 'apps/web/src/console/i18n',
    sources: [...sourcesIn('apps/web/src/console')],
  },
  {
    name: 'ui',
    texts: 'packages/ui/src/i18n',
    sources: sourcesIn('packages/ui/src').filter((file) => !file.includes('/light/')),
  },
].filter((place) => place.sources.length > 0);

function sourcesIn(folder: string): string[] {
  try {
    return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`);
  } catch {
    return [];
  }
}

const read = (folder: string, language: string): Record<string, string> =>
  JSON.parse(readFileSync(`${ROOT}${folder}/${language}.json`, 'utf8'));

const CATALOGUES = new Map(PLACES.map((place) => [place.name, read(place.texts, 'zh-CN')]));

/** Every literal of a source file, with what stands around it. Comments are not literals. */
function literals(file: string): { text: string; call: boolean; title: boolean; prefix: boolean }[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(`${ROOT}${file}`, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: { text: string; call: boolean; title: boolean; prefix: boolean }[] = [];
  const visit = (node: ts.Node, inCall: boolean): void => {
    const title = ts.isPropertyAssignment(node.parent ?? node) && /^title$/.test(nameOf(node.parent));
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node))
      found.push({ text: node.text, call: inCall && ts.isStringLiteralLike(node), title, prefix: false });
    if (ts.isTemplateExpression(node)) {
      found.push({ text: node.head.text, call: inCall, title: false, prefix: true });
      for (const span of node.templateSpans)
        found.push({ text: span.literal.text, call: false, title: false, prefix: false });
    }
    if (ts.isCallExpression(node) && node.expression.getText(source) === 't') {
      const [key, ...rest] = node.arguments;
      if (key) visit(key, true);
      for (const one of rest) visit(one, false);
      return;
    }
    // `t(known ? 'a' : 'b')` names two keys; a comparison inside names none.
    const through = ts.isConditionalExpression(node) || ts.isParenthesizedExpression(node);
    ts.forEachChild(node, (child) =>
      visit(child, inCall && through && !(ts.isConditionalExpression(node) && child === node.condition)),
    );
  };
  visit(source, false);
  return found;
}

function nameOf(node: ts.Node): string {
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : '';
}

function missing(place: string, key: string, prefix: boolean): boolean {
  const [space, name] = key.includes(':') ? (key.split(':') as [string, string]) : [place, key];
  const texts = CATALOGUES.get(space) ?? {};
  return prefix ? !Object.keys(texts).some((one) => one.startsWith(name)) : !(name in texts);
}

describe.each(PLACES)('texts of $name', ({ name, texts, sources }) => {
  test('are there in Chinese and in English, with the same values filled in', () => {
    const zh = read(texts, 'zh-CN');
    const en = read(texts, 'en');
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      expect(text, key).not.toBe('');
      expect(placeholders(en[key]!), key).toEqual(placeholders(text));
    }
  });

  test('have every key that the code asks for', () => {
    const asked = sources.flatMap((file) =>
      literals(file).filter(
        (one) =>
          (one.call && one.text !== '') ||
          // Tables of words carry the key; a title that is no key has no dot.
          (one.title && /^[\w-]+(:[\w-]+)?(\.[\w-]+)+$/.test(one.text)),
      ),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((one) => missing(name, one.text, one.prefix)).map((one) => one.text)).toEqual([]);
  });

  test('stand in the catalogue only: no Chinese in the code', () => {
    const stray = sources.flatMap((file) =>
      literals(file)
        .filter((one) => /\p{Script=Han}/u.test(one.text))
        .map((one) => `${file}: ${one.text}`),
    );
    expect(stray).toEqual([]);
  });
});

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((one) => one[1]!))].sort();
}
