import { expect, test } from 'vitest';
import { shortName } from '../sections/air-map.ts';
import { disposition } from '../use-cases/get-report.ts';
import { placeOf } from './place.ts';

test('an outlet that carries its enterprise’s name is not named twice', () => {
  expect(placeOf('昭苏县模拟水厂 82 号（模拟）', '昭苏县模拟水厂 82 号 DW001 废水排放口')).toBe(
    '昭苏县模拟水厂 82 号 DW001 废水排放口',
  );
  expect(placeOf('天山热电', '1 号炉烟囱')).toBe('天山热电 · 1 号炉烟囱');
  expect(placeOf(null, '收费所')).toBe('收费所');
});

test('names on maps are short', () => {
  expect(['巴音郭楞蒙古自治州', '克孜勒苏柯尔克孜自治州', '伊犁哈萨克自治州', '昌吉回族自治州', '哈密市', '和田地区'].map(shortName)).toEqual(['巴音郭楞', '克孜勒苏', '伊犁', '昌吉', '哈密', '和田']); // biome-ignore format: a row
  expect(shortName('Bortala Mongol Autonomous Prefecture')).toBe('Bortala');
});

test('the name of a file cannot break out of its header', () => {
  const header = disposition('attachment', '日报 "x"\r\nset-cookie: a=b\\.pdf');
  expect(header).not.toMatch(/[\r\n]/);
  expect(header).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[A-Za-z0-9%._~!*-]+$/);
});
