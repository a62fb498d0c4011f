import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const zh = read('./zh-CN.json');
const sources = ['web', 'server/use-cases'].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`)
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(`${ROOT}${folder}/${name}`, 'utf8')),
);

describe('the words of alarms', () => {
  it('are all used: by name, or as one of a family that a code completes', () => {
    const all = sources.join('\n');
    const unused = Object.keys(zh).filter((key) => {
      const family = key.slice(0, key.lastIndexOf('.') + 1);
      return !all.includes(`'${key}'`) && !(family !== '' && all.includes(`\`${family}\${`));
    });
    expect(unused).toEqual([]);
  });

  it('are those that the shared pages use', () => {
    for (const language of ['zh-CN', 'en']) {
      const own = read(`./${language}.json`);
      const shared = read(`../../../packages/ui/src/i18n/${language}.json`);
      for (const [key, text] of Object.entries(shared)) {
        const [family, name] = key.split('.');
        if (family === 'alarmStates') expect(own[`state.${name}`], key).toBe(text);
        if (family === 'alarmKind') expect(own[`kind.${name}`], key).toBe(text);
      }
    }
  });

  it('call the states and severities as the field does', () => {
    expect(['pending', 'firing', 'recovering', 'closed'].map((state) => zh[`state.${state}`])).toEqual([
      '待确认',
      '报警中',
      '恢复中',
      '已关闭',
    ]);
    expect(['info', 'warning', 'critical'].map((severity) => zh[`severity.${severity}`])).toEqual([
      '提示',
      '一般',
      '严重',
    ]);
  });
});
