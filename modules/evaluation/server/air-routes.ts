import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { airImportTemplate, airUploadFile, listAirUploads, uploadAirDays } from './air-import/report.ts';
import { airDay } from './air-period/air-day.ts';
import { airCalendar } from './air-period/calendar.ts';
import { allCities, cityFacts, otherPlaces, yesterday } from './air-period/city-facts.ts';
import { cityPeriod } from './air-period/city-period.ts';
import { airCompare } from './air-period/compare.ts';
import { dustDays, markDustDay } from './air-period/dust-days.ts';
import { airRanking } from './air-period/ranking.ts';
import { airRose } from './air-period/rose.ts';
import { languageOf } from './use-cases/language.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function send(
  reply: Parameters<BoundRoute['handle']>[0]['reply'],
  name: string,
  mime: string,
  bytes: Uint8Array,
): undefined {
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(mime)
    .send(Buffer.from(bytes));
}

/** Air quality over days, months and years. */
export const airRoutes: readonly BoundRoute[] = [
  implement(contract.airCities, async ({ request }, ctx) => ({
    cities: await cityFacts(ctx.db, await allCities(ctx.db), languageOf(request.headers)),
    others: await cityFacts(ctx.db, await otherPlaces(ctx.db), languageOf(request.headers)),
    yesterday: yesterday(ctx),
  })),
  implement(contract.airPeriod, ({ query, request }, ctx) =>
    cityPeriod(ctx, query, languageOf(request.headers)),
  ),
  implement(contract.airCalendar, ({ query, request }, ctx) =>
    airCalendar(ctx, query, languageOf(request.headers)),
  ),
  implement(contract.airDay, ({ query, request }, ctx) => airDay(ctx, query, languageOf(request.headers))),
  implement(contract.airRanking, ({ query, request }, ctx) =>
    airRanking(ctx, query, languageOf(request.headers)),
  ),
  implement(contract.airCompare, ({ query, request }, ctx) =>
    airCompare(ctx, query, languageOf(request.headers)),
  ),
  implement(contract.dustDays, ({ query, request }, ctx) =>
    dustDays(ctx, query, languageOf(request.headers)),
  ),
  implement(contract.markDustDay, ({ actor, body }, ctx) => markDustDay(ctx, actor!, body)),
  implement(contract.airRose, ({ actor, query }, ctx) => airRose(ctx, actor!, query)),
  implement(contract.importAirDays, async ({ actor, query, request }, ctx) =>
    uploadAirDays(ctx, actor!, await uploadedFile(request), query, languageOf(request.headers)),
  ),
  implement(contract.airImportTemplate, async ({ reply }) =>
    send(reply, '城市日评价值导入模板.xlsx', XLSX, await airImportTemplate()),
  ),
  implement(contract.listAirUploads, (_call, ctx) => listAirUploads(ctx)),
  implement(contract.airUploadFile, async ({ params, reply }, ctx) => {
    const { bytes, name, mime } = await airUploadFile(ctx, params.id);
    return send(reply, name, mime, bytes);
  }),
];
