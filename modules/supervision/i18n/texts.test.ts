import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const zh = JSON.parse(readFileSync(new URL('./zh-CN.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
const sources = ['web', 'server']
  .flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(`${ROOT}${folder}/${name}`, 'utf8')),
  )
  .join('\n');

test('the words of supervision are all used: by name, or as one of a family that a code completes', () => {
  const unused = Object.keys(zh).filter((key) => {
    const family = key.slice(0, key.lastIndexOf('.') + 1);
    return !sources.includes(`'${key}'`) && !(family !== '' && sources.includes(`\`${family}\${`));
  });
  expect(unused).toEqual([]);
});
