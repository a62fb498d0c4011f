import { type Areal, covers } from '@tarim/geo';
import { evaluateMobile, RADIATION_PROBLEMS } from '@tarim/science';
import { isObject, lineProblem } from '../evaluate/evaluate-command.ts';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, LIST, QUANTITY } from './calculator.ts';

const MOST_POSITIONS = 20_000;

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 2 && value.every((one) => typeof one === 'number');
const isRing = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 4 && value.length <= MOST_POSITIONS && value.every(isPosition);
const isRings = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isRing);

/** A GeoJSON Polygon or MultiPolygon, or one bare ring of positions; null: none of them. */
function arealOf(value: unknown): Areal | null {
  if (isRing(value)) return { type: 'Polygon', coordinates: [value] } as Areal;
  if (!isObject(value)) return null;
  const { type, coordinates } = value;
  if (type === 'Polygon' && isRings(coordinates)) return value as unknown as Areal;
  const several = type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.every(isRings);
  return several ? (value as unknown as Areal) : null;
}

/** The event with what the geometries of the line tell of its fix. */
function placed(
  event: unknown,
  area: Areal | null,
  regions: readonly { id: string; shape: Areal }[],
): unknown {
  if (!isObject(event)) return event;
  const fix = isObject(event.fix) ? event.fix : event;
  const { lat, lon } = fix;
  if (typeof lat !== 'number' || typeof lon !== 'number') return event;
  const region = regions.find(({ shape }) => covers(shape, lon, lat))?.id;
  const told = {
    ...(area && fix.inside === undefined ? { inside: covers(area, lon, lat) } : {}),
    ...(region !== undefined && fix.region === undefined ? { region } : {}),
  };
  return fix === event ? { ...event, ...told } : { ...event, fix: { ...fix, ...told } };
}

const absent = (value: unknown): boolean => value === undefined || value === null;

/** The evaluation of a line, its geometries resolved; those that are none are told, for nobody can leave or cross them. */
function answer(line: Readonly<Record<string, unknown>>) {
  const { area, regions, events, ...rest } = line;
  const shape = arealOf(area);
  const wrong = !absent(area) && !shape ? ['area'] : [];
  if (!absent(regions) && !Array.isArray(regions)) wrong.push('regions');
  const known = (Array.isArray(regions) ? regions : []).flatMap((one, i) => {
    const outline = isObject(one) ? arealOf(one.area) : null;
    if (outline && typeof one.id === 'string') return [{ id: one.id, shape: outline }];
    wrong.push(`regions.${i}`);
    return [];
  });
  const list = Array.isArray(events) ? events.map((one) => placed(one, shape, known)) : events;
  const result = evaluateMobile({ ...rest, events: list } as never);
  const told = wrong.map((path) => lineProblem(RADIATION_PROBLEMS.mobileArea, path, { name: path }));
  return { ...result, problems: [...result.problems, ...told] };
}

/** `tarim radiation mobile`. */
export const mobileCommand = calculator({
  name: 'mobile',
  help: `
高风险移动放射源（本平台规则 MOB-1…8）：一台终端的定位与剂量数据流 → 报警；源丢失按衰变修正；每类报警至多一条未结，重复只计数。
Mobile sources: a stream of fixes and readings of one terminal becomes alarms; decay is corrected for; one open alarm a kind.

  {"id":1,"nuclide":"Ir-192","category":"II","baseline":12,"background":0.12,"baselineAt":"2026-09-21T08:00:00+08:00","events":[{"time":"2026-11-20T08:00:00+08:00","rate":3.3,"stowed":true},{"time":"2026-11-20T08:01:00+08:00","rate":3.2,"stowed":true},{"time":"2026-11-20T08:02:00+08:00","rate":3.3,"stowed":true}]}
  {"id":1,"alarms":[{"kind":"source_missing","action":"raised","time":"2026-11-20T08:02:00+08:00","severity":"critical",…}],"open":{"source_missing":{…}},"state":{…},…}

  events   time；lat、lon、satellites、hdop、inside、region、filed；rate µSv/h、stowed；jobOpen；tamper；battery %；interval s；
           tick true 只表示时间流逝 only time has passed；outageUntil 已申报停机 announced；close 人工解除 closed by a person
  area     允许区域 permitted area：GeoJSON Polygon，或一圈 [[lon,lat],…]；regions [{"id":"6501","area":{…}}]
  baseline, baselineAt, background  源在容器内的剂量率、测定时间、本底 µSv/h；halfLife 天（或由核素 or by nuclide）
  state    接续上一次回答的 state 继续 go on from the state of an earlier answer
`,
  required: ['events'],
  input: {
    nuclide: TEXT,
    category: TEXT,
    activity: QUANTITY,
    halfLife: QUANTITY,
    baseline: QUANTITY,
    baselineAt: TEXT,
    background: QUANTITY,
    area: { type: ['object', 'array'] },
    regions: LIST,
    events: LIST,
    state: { type: 'object' },
  },
  times: ['time', 'baselineAt', 'outageUntil'],
  output: { alarms: LIST, open: { type: 'object' }, state: { type: 'object' } },
  answer: answer as never,
});
