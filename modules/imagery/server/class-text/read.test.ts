import { describe, expect, test } from 'vitest';
import { readClasses } from './read.ts';

const read = (name: string, text: string) => readClasses(name, Buffer.from(text));
const code = (wanted: string, params: object = {}) =>
  expect.objectContaining({ code: wanted, params: expect.objectContaining(params) });

describe('tables as spreadsheets write them', () => {
  const wanted = [
    { value: 1, zh: '耕地', en: 'Cropland', colour: '#f096ff' },
    { value: 2, zh: '林地', en: null, colour: '#006400' },
    { value: 300, zh: '水体', en: 'Water, open', colour: null },
  ];
  test('with a head in either language, in any order of columns and rows', () => {
    expect(
      read(
        't.csv',
        '颜色,值,名称,英文\r\n#006400,2,林地,\r\n#F096FF,1,耕地,Cropland\r\n,300,水体,"Water, open"\r\n',
      ),
    ).toEqual(wanted);
    expect(
      read(
        't.csv',
        '\uFEFFValue,Name,name en,Color\n1,耕地,Cropland,"240,150,255"\n2,林地,,006400\n300,水体,"Water, open",\n',
      ),
    ).toEqual(wanted);
  });
  test('without one, and pasted with tabs or with semicolons', () => {
    expect(read('', '1,耕地,Cropland,#f096ff\n2,林地,,#006400\n300,水体,"Water, open",')).toEqual(wanted);
    expect(read('', '1\t耕地\tCropland\t#f096ff\n2\t林地\t\t#060\n300\t水体\tWater, open\t')).toEqual(
      wanted.map((one) => (one.value === 2 ? { ...one, colour: '#006600' } : one)),
    );
    expect(read('', '1;耕地;Cropland;rgb(240, 150, 255)\n2;林地;;#006400\n300;水体;Water, open;')).toEqual(
      wanted,
    );
    // A colour where the second name would be.
    expect(read('', '1,耕地,#f096ff\n2,林地,#006400')).toEqual([{ ...wanted[0], en: null }, wanted[1]]);
  });
  test('in the encoding that office programs in China still use', () => {
    const gb = Buffer.concat([
      Buffer.from('1,'),
      Buffer.from([0xb8, 0xfb, 0xb5, 0xd8]),
      Buffer.from(',,#f096ff\n'),
    ]);
    expect(readClasses('t.csv', gb)).toEqual([{ ...wanted[0], en: null }]);
  });
  test('say in which line what is wrong', () => {
    expect(() => read('t.csv', 'value,name\n1,耕地\n1.5,林地\n')).toThrow(
      code('IMAGERY_CLASS_VALUE', { line: 3, value: '1.5' }),
    );
    expect(() => read('t.csv', '70000,耕地\n')).toThrow(code('IMAGERY_CLASS_VALUE', { line: 1 }));
    expect(() => read('t.csv', '耕地,1\n')).toThrow(code('IMAGERY_CLASS_VALUE', { value: '耕地' }));
    expect(() => read('t.csv', '1,耕地\n2,\n')).toThrow(code('IMAGERY_CLASS_NAME', { line: 2, value: 2 }));
    expect(() => read('t.csv', '1,耕地,Crop,red\n')).toThrow(code('IMAGERY_CLASS_COLOUR', { colour: 'red' }));
    expect(() => read('t.csv', '1,耕地,Crop,"300,0,0"\n')).toThrow(code('IMAGERY_CLASS_COLOUR'));
    expect(() => read('t.csv', '1,耕地\n2,林地\n1,草地\n')).toThrow(
      code('IMAGERY_CLASS_TWICE', { value: 1 }),
    );
    expect(() => read('t.csv', 'value,name\n')).toThrow(code('IMAGERY_CLASSES_EMPTY'));
    const many = Array.from({ length: 256 }, (_, i) => `${i},类${i}`).join('\n');
    expect(() => read('t.csv', many)).toThrow(code('IMAGERY_CLASSES_MANY', { classes: 256, limit: 255 }));
    expect(() => readClasses('t.csv', Buffer.from([1, 0, 2]))).toThrow(code('SHEET_UNREADABLE'));
  });
});

test('colour maps of GIS programs, with and without names and opacity', () => {
  expect(read('a.clr', '10 0 100 0\n20 255 187 34\n')).toEqual([
    { value: 10, zh: '10', en: null, colour: '#006400' },
    { value: 20, zh: '20', en: null, colour: '#ffbb22' },
  ]);
  expect(
    read(
      'colours.txt',
      '# QGIS Generated Color Map Export File\nINTERPOLATION:EXACT\n10,0,100,0,255,乔木\n20,255,187,34,255,Shrub land\n',
    ),
  ).toEqual([
    { value: 10, zh: '乔木', en: null, colour: '#006400' },
    { value: 20, zh: 'Shrub land', en: null, colour: '#ffbb22' },
  ]);
  // Named so, but a table.
  expect(read('t.txt', '1,耕地,Cropland,#f096ff')).toMatchObject([{ value: 1, zh: '耕地' }]);
});

test('styles of QGIS', () => {
  const style = `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.34.0"><pipe><rasterrenderer type="paletted" band="1"><colorPalette>
  <paletteEntry color="#f096ff" alpha="255" value="40" label="Crops &amp; fields"/>
  <paletteEntry value="80" label="水体" color="#0064c8" alpha="255" />
</colorPalette></rasterrenderer></pipe></qgis>`;
  expect(read('style.qml', style)).toEqual([
    { value: 40, zh: 'Crops & fields', en: null, colour: '#f096ff' },
    { value: 80, zh: '水体', en: null, colour: '#0064c8' },
  ]);
  expect(() => read('x.xml', '<html></html>')).toThrow(code('IMAGERY_CLASSES_UNREADABLE', { name: 'x.xml' }));
});

describe('what GDAL keeps beside a raster', () => {
  test('names of categories, of which the empty ones are none', () => {
    // As GDAL 3.6 writes it.
    const pam = `<PAMDataset>
  <PAMRasterBand band="1">
    <CategoryNames>
      <Category></Category>
      <Category>耕地</Category>
      <Category />
      <Category>Trees &lt;5 m</Category>
    </CategoryNames>
  </PAMRasterBand>
</PAMDataset>`;
    expect(read('cover.tif.aux.xml', pam)).toEqual([
      { value: 1, zh: '耕地', en: null, colour: null },
      { value: 3, zh: 'Trees <5 m', en: null, colour: null },
    ]);
  });
  test('an attribute table', () => {
    const field = (name: string, usage: number) =>
      `<FieldDefn index="0"><Name>${name}</Name><Type>0</Type><Usage>${usage}</Usage></FieldDefn>`;
    const pam = `<PAMDataset><PAMRasterBand band="1"><GDALRasterAttributeTable tableType="thematic">
      ${field('VALUE', 5)}${field('COUNT', 1)}${field('EVT', 2)}${field('R', 6)}${field('G', 7)}${field('B', 8)}
      <Row index="0"><F>11</F><F>520</F><F>Open water</F><F>0</F><F>0</F><F>255</F></Row>
      <Row index="1"><F>21</F><F>7</F><F>Developed</F><F>220</F><F>20</F><F>60</F></Row>
    </GDALRasterAttributeTable></PAMRasterBand></PAMDataset>`;
    expect(read('evt.aux.xml', pam)).toEqual([
      { value: 11, zh: 'Open water', en: null, colour: '#0000ff' },
      { value: 21, zh: 'Developed', en: null, colour: '#dc143c' },
    ]);
  });
});
