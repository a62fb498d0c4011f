import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const zh = read('./zh-CN.json');
const sources = (readdirSync(`${ROOT}web`, { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(`${ROOT}web/${name}`, 'utf8'));

describe('the words of composition', () => {
  it('are all used: by name, or as one of a family that a code completes', () => {
    const all = sources.join('\n');
    const unused = Object.keys(zh).filter((key) => {
      const family = key.slice(0, key.lastIndexOf('.') + 1);
      return !all.includes(`'${key}'`) && !(family !== '' && all.includes(`\`${family}\${`));
    });
    expect(unused).toEqual([]);
  });
});
