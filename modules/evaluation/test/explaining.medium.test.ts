import { beijingIso } from '@tarim/kernel';
import { describe, expect, it } from 'vitest';
import * as contract from '../contract.ts';
import { rejudge } from '../server/use-cases/rejudge.ts';
import { AIR, DAY, hour, job, officer, other, own, setUp } from './judged.fixture.ts';
import { H, NOON, rollUp } from './seed.ts';

describe('explaining an index', () => {
  it('names inputs with their rollup, steps, standard and revisions, to everybody for a public station', async () => {
    const { server } = await setUp();
    const { status, body } = await server.call(contract.explainAqi, { query: { pointId: 1, ...hour } });
    expect(status).toBe(200);
    expect(body.fact).toMatchObject({
      pointId: 1,
      name: '收费所',
      standard: 'HJ 633-2026',
      aqi: 279,
      simulated: true,
    });
    expect(body.inputs).toEqual([
      {
        pointName: '收费所',
        rollup: { pointId: 1, period: 'hour', time: beijingIso(NOON), revision: 2 },
        values: { SO2: 3, NO2: 7, CO: 0.5, O3: 87, PM10: 405, 'PM2.5': null },
        excluded: { 'PM2.5': 'INSUFFICIENT' },
        excludedText: { 'PM2.5': '有效数据不足' },
      },
    ]);
    expect(body.rules[0]).toMatchObject({
      standard: 'HJ 633-2026',
      confidence: 'official-text',
      effectiveFrom: '2026-03-01',
      version: 'HJ633-2026@1',
    });
    expect(body.steps.map((step: { formula: string | null }) => step.formula)).toContain(
      '⌈(300−200)/(420−350)×(405−350)+200⌉',
    );
    expect(body.revisions).toMatchObject([{ revision: 0, replacedAt: null, aqi: 279 }]);
  });

  it('speaks the language of the reader: steps, names of cities and factors, titles of rules, reasons', async () => {
    const { server } = await setUp();
    const air = (query: object, language: string) =>
      server.call(contract.explainAqi, {
        query: { ...query, ...hour },
        headers: { 'accept-language': language },
      });
    const english = (await air({ cityCode: '650100' }, 'en-GB,en;q=0.9')).body;
    expect(english.fact.name).toBe('Urumqi');
    expect(english.steps[0].title).toBe('Standard');
    expect(english.rules[0].title).toBe('Technical regulation on ambient air quality index');
    expect(english.inputs[0].excludedText).toEqual({ 'PM2.5': 'too few valid values' });
    const texts = JSON.stringify([
      english.steps,
      english.problems,
      english.rules.map((one: contract.RuleReference) => one.clause),
    ]);
    expect(texts).not.toMatch(/\p{Script=Han}/u);
    const chinese = (await air({ cityCode: '650100' }, 'zh-CN')).body;
    expect([chinese.fact.name, chinese.steps[0].title]).toEqual(['乌鲁木齐市', '适用标准']);
    // The catalogue of words has no Uyghur: Chinese stands in, as everywhere.
    expect((await air({ pointId: 1 }, 'ug')).body.steps[0].title).toBe('适用标准');

    const verdict = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
      headers: { 'accept-language': 'en' },
    });
    expect(verdict.body.fact.codeName).toBe('Sulphur dioxide');
    const list = await server.call(contract.listVerdicts, {
      as: officer,
      query: { pointId: 5 },
      headers: { 'accept-language': 'en' },
    });
    expect(list.body.verdicts.map((one: contract.VerdictFact) => one.codeName).sort()).toEqual([
      'Chemical oxygen demand',
      'pH',
    ]);
    const now = await server.call(contract.aqiNow, { as: officer, headers: { 'accept-language': 'en' } });
    expect(now.body.cities[0].name).toBe('Urumqi');
  });

  it('shows the stations that made a city', async () => {
    const { server } = await setUp();
    const { body } = await server.call(contract.explainAqi, { query: { cityCode: '650100', ...hour } });
    expect(body.fact).toMatchObject({ cityCode: '650100', name: '乌鲁木齐市' });
    expect(body.inputs.map((input: { rollup: { pointId: number } }) => input.rollup.pointId)).toEqual([1]);
    expect(body.rules.map((rule: { standard: string }) => rule.standard)).toContain('HJ 663-2026');
    expect(body.stations.byPollutant.PM10).toEqual({ valid: 1, of: 2, needed: 1 });
  });

  it('puts the concentrations beside the limits of GB 3095 for the same averaging time', async () => {
    const { ctx, server } = await setUp();
    await rollUp(
      ctx.db,
      { pointId: 1, period: 'hour', time: NOON, revision: 3 },
      { ...AIR, 'a05024.Avg': 230 },
    );
    await rejudge(ctx, { pointId: 1, from: NOON, to: NOON + H, reason: 'due' }, job);
    const { body } = await server.call(contract.explainAqi, { query: { pointId: 1, ...hour } });
    const of = (pollutant: string) =>
      body.comparisons.find((one: { pollutant: string }) => one.pollutant === pollutant);
    // One-hour limit of ozone, class II: 200 µg/m³. Particles have none for an hour.
    expect(of('O3')).toMatchObject({
      value: 230,
      limit: 200,
      exceedMultiple: 0.15,
      standard: 'GB 3095-2026',
    });
    expect(of('NO2')).toMatchObject({ limit: 200, exceedMultiple: null });
    expect(of('PM10')).toBeUndefined();
  });

  it('keeps closed stations to those who may read', async () => {
    const { server } = await setUp();
    const ask = (as?: Parameters<typeof server.call>[1]) =>
      server.call(contract.explainAqi, { query: { pointId: 3, ...hour }, ...as });
    expect((await ask()).body.code).toBe('EVALUATION_SUBJECT_UNKNOWN');
    expect((await ask({ as: own })).status).toBe(404);
    expect((await ask({ as: officer })).status).toBe(200);
  });

  it('answers broken questions with coded errors', async () => {
    const { server } = await setUp();
    const code = async (query: object) => (await server.call(contract.explainAqi, { query })).body.code;
    expect(await code(hour)).toBe('EVALUATION_SUBJECT_AMBIGUOUS');
    expect(await code({ ...hour, pointId: 1, cityCode: '650100' })).toBe('EVALUATION_SUBJECT_AMBIGUOUS');
    expect(await code({ ...hour, pointId: 99 })).toBe('EVALUATION_SUBJECT_UNKNOWN');
    expect(await code({ ...hour, cityCode: '000000' })).toBe('EVALUATION_SUBJECT_UNKNOWN');
    expect(await code({ pointId: 1, period: 'hour', time: beijingIso(NOON - H) })).toBe(
      'EVALUATION_AQI_UNKNOWN',
    );
    expect(await code({ pointId: 1, period: 'hour', time: 'yesterday' })).toBe('VALIDATION');
  });
});

describe('explaining a verdict', () => {
  it('names limit, clause, confidence, input and comparison', async () => {
    const { server } = await setUp();
    const { body } = await server.call(contract.explainVerdict, {
      query: { pointId: 4, code: 'a21026', ...hour },
    });
    expect(body.fact).toMatchObject({
      verdict: 'exceeds',
      value: 42.222,
      upper: 35,
      unit: 'mg/m³',
      enterpriseName: '天山热电',
      codeName: '二氧化硫',
    });
    expect(body.limit).toMatchObject({
      upper: 35,
      period: 'hour',
      effectiveFrom: '2026-11-01',
      effectiveTo: null,
    });
    expect(body.rules).toMatchObject([
      { standard: 'GB 13223-2011', clause: '表 2', confidence: 'multi-source', version: 'outlet-2' },
    ]);
    expect(body.input).toMatchObject({
      rollup: { pointId: 4, period: 'hour' },
      mean: 38,
      converted: 42.222,
      oxygen: 7.5,
      referenceOxygen: 6,
    });
    expect(body.steps.at(-1).result).toContain('超标');
  });

  it('keeps closed outlets to staff and their own enterprise', async () => {
    const { server } = await setUp();
    const query = { pointId: 5, code: 'w01018', period: 'day', time: beijingIso(DAY) };
    const status = async (as?: typeof officer) =>
      (await server.call(contract.explainVerdict, { query, as })).status;
    expect(await Promise.all([status(), status(other), status(own), status(officer)])).toEqual([
      404, 404, 200, 200,
    ]);
  });
});

describe('lists', () => {
  it('of verdicts follow the filters and what the reader may see', async () => {
    const { server } = await setUp();
    const list = async (query: object, as = officer) =>
      (await server.call(contract.listVerdicts, { query, as })).body.verdicts;
    expect((await server.call(contract.listVerdicts, {})).status).toBe(401);
    expect(await list({})).toHaveLength(3);
    expect((await list({ verdict: 'exceeds' })).map((one: contract.VerdictFact) => one.code)).toEqual([
      'a21026',
      'w01018',
    ]);
    expect(await list({ pointId: 5, code: 'w01001' })).toMatchObject([
      { verdict: 'meets', lower: 6, upper: 9 },
    ]);
    expect(await list({ unit: '/650000/653200/' })).toEqual([]);
    // An enterprise's list is its own outlets; what is public of others stays a question for each (explainVerdict).
    expect(await list({}, other)).toEqual([]);
    expect(new Set((await list({}, own)).map((one: contract.VerdictFact) => one.pointId))).toEqual(
      new Set([4, 5]),
    );
    const first = (await server.call(contract.listVerdicts, { as: officer, query: { limit: 2 } })).body;
    const rest = (
      await server.call(contract.listVerdicts, { as: officer, query: { limit: 2, cursor: first.next } })
    ).body;
    expect([first.verdicts.length, rest.verdicts.length, rest.next]).toEqual([2, 1, null]);
    expect(
      (await server.call(contract.listVerdicts, { as: officer, query: { cursor: 'x' } })).body.code,
    ).toBe('EVALUATION_CURSOR_INVALID');
    expect(
      (await server.call(contract.latestVerdicts, { as: officer, query: { pointIds: '4,x' } })).body.verdicts,
    ).toHaveLength(1);
  });

  it('of indices give the newest and the series', async () => {
    const { server } = await setUp();
    const now = (await server.call(contract.aqiNow, { as: officer })).body;
    const outside = (await server.call(contract.aqiNow, { as: other })).body;
    expect(outside.points.map((one: contract.AqiFact) => one.name)).toEqual(['收费所']);
    expect(now.points.map((one: contract.AqiFact) => one.name)).toEqual(['收费所', '试验站']);
    expect(now.cities).toMatchObject([{ cityCode: '650100', name: '乌鲁木齐市', aqi: 279, simulated: true }]);
    const range = { period: 'hour', from: beijingIso(NOON - 24 * H), to: beijingIso(NOON + H) };
    const series = (
      await server.call(contract.aqiSeries, { as: officer, query: { cityCode: '650100', ...range } })
    ).body;
    expect(series).toMatchObject({ truncated: false, rows: [{ aqi: 279 }] });
    const backwards = await server.call(contract.aqiSeries, {
      as: officer,
      query: { pointId: 1, period: 'hour', from: range.to, to: range.from },
    });
    expect(backwards.body.code).toBe('EVALUATION_PERIOD_INVALID');
  });

  it('of figures show a standard, and what another edition changed', async () => {
    const { server } = await setUp();
    const ask = async (query: object) => server.call(contract.getRule, { query });
    const alone = (await ask({ code: 'GB 3095-2012' })).body;
    const yearly = { subject: 'PM2.5 · year', key: 'II' };
    expect(alone.lines).toContainEqual({ table: 'table1_basic', ...yearly, value: '35', other: null });
    expect(alone.comparable.map((one: contract.RuleFact) => one.code)).toEqual(['GB 3095-2026']);
    const { rule, other, lines } = (await ask({ code: 'GB 3095-2012', other: 'GB 3095-2026' })).body;
    expect([rule.effectiveTo, other.effectiveFrom]).toEqual(['2026-02-28', '2026-03-01']);
    expect(lines).toContainEqual({
      table: 'table1_basic',
      subject: 'PM2.5 · year',
      key: 'final / II',
      value: '35',
      other: '25',
    });
    expect((await ask({ code: 'GB 1' })).body.code).toBe('EVALUATION_RULE_UNKNOWN');
    expect((await ask({ code: 'GB 3095-2012', other: 'GB 1' })).status).toBe(404);
  });

  it('of rules are open, with dates, sources and confidence', async () => {
    const { server } = await setUp();
    const { rules } = (await server.call(contract.listRules)).body;
    expect(rules.find((rule: { code: string }) => rule.code === 'HJ 633-2026')).toMatchObject({
      inUse: true,
      confidence: 'official-text',
      use: 'aqi',
    });
    expect(rules.find((rule: { code: string }) => rule.code === 'HJ 633-2012')).toMatchObject({
      inUse: false,
    });
  });
});
