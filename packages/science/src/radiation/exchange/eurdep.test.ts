import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEurdep } from './eurdep.ts';

const codes = (message: { problems: readonly { code: string }[] }) => message.problems.map((one) => one.code);
const MESSAGE = String.raw`\BEGIN_EURDEP;
\BEGIN_HEADER;
\ORIGINATOR Monitoring centre / centre@example.org;
\FORMAT_VERSION 2.1;
\SENT 2026-11-20T00:10Z;
\MESSAGE_ID XJ-2026-11-20;
\END_HEADER;
\BEGIN_LOCALITY;
\FIELD_LIST LOCALITY_CODE, LOCALITY_NAME, LONGITUDE, LATITUDE, HEIGHT_ABOVE_SEA;
\XJ0001, "Station one, north", E87.6177, N43.7928, 918;
\XJ0002, Station two, W10.5, S2.25, ;
\END_LOCALITY;
\BEGIN_RADIOLOGICAL;
\BEGIN_DEFAULT;
\SAMPLE_TYPE A5;
\UNIT NSV/H;
\END_DEFAULT;
\FIELD_LIST LOCALITY_CODE, BEGIN, END, NUCLIDE, VALUE, UNCERTAINTY, VALIDATED, VALUE_CONSTRAINT;
\XJ0001, 2026-11-20T00:00Z, 2026-11-20T01:00Z, T-GAMMA, 98.4, 2.5, V, ;
\XJ0002, 2026-11-20T00:00Z, 2026-11-20T01:00Z, T-GAMMA, 1.1E2;
\XJ0002, 2026-11-20T00:00Z, 2026-11-20T01:00Z, CS-137, , , N, "<";
\END_RADIOLOGICAL;
\END_EURDEP;
`;

test('header, places with hemispheres, values with defaults of the block', () => {
  const { header, localities, measurements, problems } = readEurdep(MESSAGE);
  expect(header).toEqual({
    ORIGINATOR: 'Monitoring centre / centre@example.org',
    FORMAT_VERSION: '2.1',
    SENT: '2026-11-20T00:10Z',
    MESSAGE_ID: 'XJ-2026-11-20',
  });
  expect(localities).toMatchObject([
    { code: 'XJ0001', name: 'Station one, north', lon: 87.6177, lat: 43.7928, heightAboveSea: 918 },
    { code: 'XJ0002', lon: -10.5, lat: -2.25, heightAboveSea: null },
  ]);
  expect(
    measurements.map(({ localityCode, value, unit, sampleType, constraint }) => [
      localityCode,
      value,
      unit,
      sampleType,
      constraint,
    ]),
  ).toEqual([
    ['XJ0001', 98.4, 'NSV/H', 'A5', null],
    ['XJ0002', 110, 'NSV/H', 'A5', null],
    ['XJ0002', null, 'NSV/H', 'A5', '<'],
  ]);
  expect(measurements[0]).toMatchObject({
    begin: '2026-11-20T00:00Z',
    nuclide: 'T-GAMMA',
    uncertainty: 2.5,
    validated: 'V',
  });
  expect(problems).toEqual([]);
});

test('what is wrong is told', () => {
  expect(codes(readEurdep(''))).toEqual(['RADIATION_EURDEP_NONE']);
  expect(codes(readEurdep(MESSAGE.replace('\\END_EURDEP;', '')))).toEqual(['RADIATION_EURDEP_OPEN']);
  expect(codes(readEurdep(MESSAGE.replaceAll('LOCALITY;', 'METEO;')))).toContain(
    'RADIATION_EURDEP_SECTION_UNKNOWN',
  );
  expect(codes(readEurdep(MESSAGE.replace('98.4', 'high')))).toEqual(['RADIATION_EURDEP_VALUE_MISSING']);
  expect(codes(readEurdep(MESSAGE.replace('E87.6177,', 'E87.6177, 1, 2,')))).toEqual([
    'RADIATION_EURDEP_RECORD_INVALID',
  ]);
});

test('any text has an answer', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(MESSAGE.length), (noise, at) => {
      const { problems } = readEurdep(MESSAGE.slice(0, at) + noise + MESSAGE.slice(at));
      expect(Array.isArray(problems)).toBe(true);
    }),
  );
});

test('a position that is not in degrees is told, and not shown', () => {
  const message = readEurdep(MESSAGE.replace('N43.7928', 'N43.47.34'));
  expect(message.localities[0]).toMatchObject({ lat: null, lon: 87.6177 });
  expect(codes(message)).toContain('RADIATION_EURDEP_POSITION_INVALID');
});
