import { Parser } from 'saxen';
import { expect, test } from 'vitest';
import { type IrixLikeReport, writeIrixLike } from './irix-like.ts';

const REPORT: IrixLikeReport = {
  identification: {
    reportId: 'r/1',
    organisation: 'Tarim',
    country: 'CN',
    createdAt: '2026-11-20T12:00:00+08:00',
    simulated: true,
    language: 'zh-CN',
  },
  event: {
    id: '7',
    kind: 'lost',
    foundAt: '2026-11-20T10:00:00+08:00',
    state: 'open',
    grade: '重大',
    gradeSource: '国务院令第449号',
    description: [
      { name: '事故源数量', value: 1 },
      { name: '空', value: null },
    ],
  },
  locations: [
    { id: 'XJ1', name: '一号站', lon: 87.6177, lat: 43.7928 },
    { id: 'S2', name: null, lon: null, lat: null },
  ],
  source: { nuclide: 'Ir-192', category: 'II', activity: 3.7e12, activityAt: null, code: null },
  measurements: [
    {
      locationId: 'XJ1',
      quantity: 'surface-water',
      nuclide: 'Cs-137',
      begin: '2026-11-20T00:00:00+08:00',
      end: '2026-11-20T01:00:00+08:00',
      value: 98.4,
      unit: 'mBq/L',
      uncertainty: 4.2,
      detectionLimit: 0.4,
      validated: true,
    },
  ],
};

test('a report written by hand is what is written', () => {
  expect(writeIrixLike(REPORT)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Report xmlns="urn:tarim:irix-like:1" version="1.0">
  <Nature>IRIX-like report of Tarim; not the IRIX schema of the IAEA and not conformant with it. 仿 IRIX 报告，非 IAEA 的 IRIX 模式。</Nature>
  <Identification>
    <ReportId>r/1</ReportId>
    <Organisation>Tarim</Organisation>
    <Country>CN</Country>
    <CreatedAt>2026-11-20T12:00:00+08:00</CreatedAt>
    <Context>exercise</Context>
    <Simulated>true</Simulated>
    <Language>zh-CN</Language>
  </Identification>
  <EventInformation id="7">
    <Kind>lost</Kind>
    <FoundAt>2026-11-20T10:00:00+08:00</FoundAt>
    <State>open</State>
    <Grade source="国务院令第449号">重大</Grade>
    <Field name="事故源数量">1</Field>
  </EventInformation>
  <Locations>
    <Location id="XJ1">
      <Name>一号站</Name>
      <Position datum="CGCS2000">
        <Longitude>87.6177</Longitude>
        <Latitude>43.7928</Latitude>
      </Position>
    </Location>
    <Location id="S2"/>
  </Locations>
  <SourceInformation>
    <Nuclide>Ir-192</Nuclide>
    <Category>II</Category>
    <Activity unit="Bq">3700000000000</Activity>
  </SourceInformation>
  <Measurements>
    <Measurement location="XJ1" validated="yes">
      <Quantity>surface-water</Quantity>
      <Nuclide>Cs-137</Nuclide>
      <Begin>2026-11-20T00:00:00+08:00</Begin>
      <End>2026-11-20T01:00:00+08:00</End>
      <Value unit="mBq/L">98.4</Value>
      <DetectionLimit unit="mBq/L">0.4</DetectionLimit>
      <Uncertainty unit="mBq/L" k="2">4.2</Uncertainty>
    </Measurement>
  </Measurements>
</Report>
`);
});

/** What an independent parser reads: elements with their attributes and text; throws where the document is not well-formed. */
function read(xml: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: typeof found = [];
  const parser = new Parser();
  parser.on('error', (error: Error) => {
    throw error;
  });
  parser.on('warn', (error: Error) => {
    throw error;
  });
  parser.on(
    'openTag',
    (name: string, attributes: () => Record<string, string>, decode: (text: string) => string) => {
      const own = Object.entries(attributes()).map(([key, value]) => [key, decode(value)]);
      const one = { name, attributes: Object.fromEntries(own), text: '' };
      found.push(one);
      open.push(one);
    },
  );
  parser.on('text', (text: string, decode: (text: string) => string) => {
    const one = open.at(-1);
    if (one) one.text += decode(text);
  });
  parser.on('closeTag', () => void open.pop());
  parser.parse(xml);
  expect(open).toEqual([]);
  return found;
}

test('what people write comes back as it was, through a parser that is not ours', () => {
  const nasty = `<"一号"> & 'b' ]]> <!-- x -->`;
  const elements = read(
    writeIrixLike({
      ...REPORT,
      event: { ...REPORT.event!, description: [{ name: nasty, value: nasty }] },
      locations: [{ id: nasty, name: nasty, lon: -10.5, lat: -2.25 }],
    }),
  );
  expect(elements[0]!.attributes).toEqual({ xmlns: 'urn:tarim:irix-like:1', version: '1.0' });
  const of = (name: string) => elements.filter((one) => one.name === name);
  expect(of('Field')).toEqual([{ name: 'Field', attributes: { name: nasty }, text: nasty }]);
  expect(of('Location')[0]!.attributes.id).toBe(nasty);
  expect(of('Name')[0]!.text).toBe(nasty);
  expect(of('Latitude')[0]!.text).toBe('-2.25');
});

test('characters that XML has no place for become the one that stands for them', () => {
  const xml = writeIrixLike({
    ...REPORT,
    locations: [{ id: 'a', name: 'x\u0000y\u001b\ud800z😀', lon: null, lat: null }],
  });
  expect(read(xml).find((one) => one.name === 'Name')!.text).toBe('x\ufffdy\ufffd\ufffdz😀');
});

test('below the detection limit there is no value, and it says so', () => {
  const [one] = REPORT.measurements!;
  const xml = writeIrixLike({ ...REPORT, measurements: [{ ...one!, value: null, uncertainty: null }] });
  const names = read(xml).map(({ name }) => name);
  expect(names).toContain('BelowDetectionLimit');
  expect(names).not.toContain('Value');
  expect(names).not.toContain('Uncertainty');
});
