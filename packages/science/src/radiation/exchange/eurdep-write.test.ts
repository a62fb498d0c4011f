import { expect, test } from 'vitest';
import { readEurdep } from './eurdep.ts';
import { writeEurdep } from './eurdep-write.ts';

const MESSAGE = {
  header: { ORIGINATOR: '示例中心', SENT: '2026-11-20T00:10Z' },
  localities: [
    { code: 'XJ1', name: '一号站, "北"; 院内', lon: 87.6177, lat: 43.7928, heightAboveSea: null },
    { code: 'S2', name: null, lon: -10.5, lat: -2.25, heightAboveSea: 918 },
  ],
  measurements: [
    {
      localityCode: 'XJ1',
      nuclide: 'T-GAMMA',
      sampleType: 'A5',
      begin: '2026-11-20T00:00Z',
      end: '2026-11-20T01:00Z',
      value: 98.4,
      unit: 'NGY/H',
      validated: 'N',
    },
  ],
};

test('a message written by hand after the format is what is written', () => {
  const one = { ...MESSAGE, localities: [MESSAGE.localities[1]!] };
  expect(writeEurdep(one).split('\n')).toEqual([
    '\\BEGIN_EURDEP;',
    '\\BEGIN_HEADER;',
    '\\ORIGINATOR 示例中心;',
    '\\SENT 2026-11-20T00:10Z;',
    '\\FORMAT_VERSION 2.1;',
    '\\END_HEADER;',
    '\\BEGIN_LOCALITY;',
    '\\FIELD_LIST LOCALITY_CODE, LOCALITY_NAME, LONGITUDE, LATITUDE, HEIGHT_ABOVE_SEA;',
    '\\S2, , W10.5, S2.25, 918;',
    '\\END_LOCALITY;',
    '\\BEGIN_RADIOLOGICAL;',
    '\\FIELD_LIST LOCALITY_CODE, SAMPLE_TYPE, BEGIN, END, NUCLIDE, VALUE, UNIT, VALIDATED;',
    '\\XJ1, A5, 2026-11-20T00:00Z, 2026-11-20T01:00Z, T-GAMMA, 98.4, NGY/H, N;',
    '\\END_RADIOLOGICAL;',
    '\\END_EURDEP;',
    '',
  ]);
});

test('what was written is read as it was, names with commas and quotes too', () => {
  const { header, localities, measurements, problems } = readEurdep(writeEurdep(MESSAGE));
  expect(problems).toEqual([]);
  expect(header).toEqual({ ...MESSAGE.header, FORMAT_VERSION: '2.1' });
  expect(localities).toMatchObject([
    { code: 'XJ1', name: "一号站, '北'; 院内", lon: 87.6177, lat: 43.7928, heightAboveSea: null },
    { code: 'S2', name: null, lon: -10.5, lat: -2.25, heightAboveSea: 918 },
  ]);
  expect(measurements).toMatchObject(MESSAGE.measurements);
});
