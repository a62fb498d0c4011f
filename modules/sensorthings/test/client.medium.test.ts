import '@angular/compiler';
import { HttpHeaders, provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  NgZone,
  ɵChangeDetectionScheduler,
  ɵINJECTOR_SCOPE,
  ɵNoopNgZone,
} from '@angular/core';
import { HttpService, StaApiV1Connector, StaInterfaceService } from '@helgoland/core';
import { firstValueFrom } from 'rxjs';
import { expect, onTestFinished, test } from 'vitest';
import { STATION, STREAM, world } from './world.ts';

/**
 * A client of SensorThings that others wrote and keep: the services of 52°North's Helgoland toolbox, with Angular's HTTP over real
 * sockets. It writes ids of numbers in quotes and changes entities by PUT.
 */
function helgoland(key: string) {
  const injector = createEnvironmentInjector(
    [
      // Angular's own services, which an application has at its root.
      { provide: ɵINJECTOR_SCOPE, useValue: 'root' },
      { provide: ɵChangeDetectionScheduler, useValue: { notify: () => {}, runningTick: false } },
      { provide: NgZone, useClass: ɵNoopNgZone },
      provideHttpClient(
        withFetch(),
        withInterceptors([
          (request, next) =>
            next(request.clone({ headers: new HttpHeaders({ authorization: `Bearer ${key}` }) })),
        ]),
      ),
      { provide: HttpService },
      { provide: StaInterfaceService },
      { provide: StaApiV1Connector },
    ],
    null as unknown as EnvironmentInjector,
  );
  onTestFinished(() => injector.destroy());
  return { sta: injector.get(StaInterfaceService), connector: injector.get(StaApiV1Connector) };
}

test('the Helgoland client recognises the service, writes, lists, filters, changes and removes', async () => {
  const w = await world();
  const { sta, connector } = helgoland(w.mine);
  const root = `${w.root}/`;
  expect(await firstValueFrom(connector.canHandle(root))).toBe(true);

  const made = (await firstValueFrom(sta.insertThing(root, STATION as never))) as { '@iot.id': string };
  const thing = made['@iot.id'];
  await firstValueFrom(
    sta.insertDatastream(root, { ...STREAM, name: '室内温度', Thing: { '@iot.id': thing } } as never),
  );
  const things = await firstValueFrom(sta.getThings(root, { $expand: 'Locations,Datastreams' }));
  expect(things.value.map((one) => [one.name, one.Locations?.length, one.Datastreams?.length])).toEqual([
    ['志愿者气象站', 1, 2],
  ]);
  const [stream] = (
    await firstValueFrom(sta.getDatastreams(root, { $filter: "name eq '室外温度' and Thing/name ne 'x'" }))
  ).value;
  await firstValueFrom(
    sta.insertObservation(root, {
      phenomenonTime: '2026-11-24T03:20:00Z',
      result: '2.5',
      Datastream: { '@iot.id': stream!['@iot.id'] },
    } as never),
  );
  const values = await firstValueFrom(
    sta.getDatastreamObservationsRelation(root, stream!['@iot.id']!, {
      $filter: 'result gt -3.4 and phenomenonTime ge 2026-11-24T11:00:00+08:00',
      $orderby: 'phenomenonTime desc',
      $count: true,
    }),
  );
  expect(values['@iot.count']).toBe(2);
  expect(values.value.map((one) => Number(one.result))).toEqual([2.5, -3.25]);
  // Pages are put together by the links that the server gives.
  const all = await firstValueFrom(
    sta.aggregatePaging(sta.getDatastreamObservationsRelation(root, stream!['@iot.id']!, { $top: 1 })),
  );
  expect(all.value.map((one) => Number(one.result))).toEqual([-3.5, -3.25, 2.5]);

  await firstValueFrom(sta.updateThing(root, thing, { '@iot.id': thing, name: '改名' } as never));
  expect((await firstValueFrom(sta.getThing(root, thing))).name).toBe('改名');
  await firstValueFrom(sta.deleteThing(root, thing));
  expect((await firstValueFrom(sta.getThings(root))).value).toEqual([]);
});
