import { beijingIso } from '@tarim/kernel';
import { checkFailed, parameterChanged } from '@tarim/operation/contract';
import { expect, it } from 'vitest';
import { brief, calm, come, DAY_ONE, H, rowsOf, story } from './flags-seed.ts';
import { STACK, TIANSHAN, type World, world } from './seed.ts';

const at = (hour: number) => beijingIso(DAY_ONE + hour * H);

async function tell(w: World, kind: string, from: string | null, outOfControl = true): Promise<void> {
  await w.ctx.db.transaction().execute((tx) =>
    w.ctx.outbox.publish(tx, checkFailed, {
      checkId: 7,
      recordId: 3,
      pointId: STACK,
      enterpriseId: 1,
      unitPath: TIANSHAN,
      code: 'a21026',
      kind,
      outOfControl,
      from,
      to: at(40),
    }),
  );
  await w.ctx.deliver();
}

it('a failed drift flags the hours since the last passed check; a failed comparison is none', async () => {
  const w = await world();
  await tell(w, 'gas-comparison', at(2));
  expect(await brief(w)).toEqual([]);
  await tell(w, 'drift', at(2));
  await tell(w, 'drift', at(2));
  expect(await brief(w)).toEqual(['a21026 calibration-drift 2-40 cleared']);
  expect((await rowsOf(w))[0]).toMatchObject({ first: { outOfControl: 1, checkId: 7 } });
});

it('no earlier check: the hour of the check; hours that come or change later take nothing away', async () => {
  const w = await world();
  await tell(w, 'standard', null);
  await w.ctx.db.transaction().execute((tx) =>
    w.ctx.outbox.publish(tx, parameterChanged, {
      items: [
        {
          pointId: STACK,
          item: 'a21026',
          parameter: 'slope',
          place: 'device',
          before: 1,
          after: 0.7,
          lsn: 91,
          at: at(12.5),
        },
      ],
    }),
  );
  await w.ctx.deliver();
  await come(w, story());
  await come(w, [[14, calm(14)]]);
  const own = (await brief(w)).filter((one) => /calibration|parameter/.test(one));
  expect(own).toEqual(['a21026 calibration-drift 39-40 cleared', 'a21026 parameter-change 12-13 cleared']);
  const change = (await rowsOf(w)).find((one) => one.flag === 'parameter-change')!;
  expect(change).toMatchObject({ first: { before: 1, after: 0.7 }, state: 'cleared' });
});
