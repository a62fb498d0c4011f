import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  type BoundRoute,
  type Context,
  implement,
  negotiateLanguage,
  ownEnterprises,
} from '@tarim/platform';
import * as contract from '../contract.ts';
import { mnRemarks } from './domain/checks.ts';
import { problemsOf, Refusal, type Tongue } from './domain/issue.ts';
import { registryErrors } from './errors.ts';
import { officeRoutes } from './office-routes.ts';
import { historyOf } from './sql/history.ts';
import * as pages from './sql/pages.ts';
import { saveDevice, switchDevice } from './use-cases/devices.ts';
import { saveEnterprise, switchEnterprise } from './use-cases/enterprises.ts';
import { findFactors } from './use-cases/factors.ts';
import { saveInstrument, switchInstrument } from './use-cases/instruments.ts';
import { saveLimit } from './use-cases/limits.ts';
import { listLocalLimits, saveLocalLimit } from './use-cases/local-limits.ts';
import { putParameters, savePoint, switchPoint } from './use-cases/points.ts';

const PAGE = 200;

const cursor = (rows: readonly { id: number }[], limit: number) =>
  rows.length === limit ? rows.at(-1)!.id : null;

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

const remarked = (device: contract.Device, tongue: Tongue): contract.Device => ({
  ...device,
  remarks: mnRemarks(device.mn, device.edition, tongue),
});

/** Who refused an input knows both languages; only here it is known who reads. */
function telling({ def, handle }: BoundRoute): BoundRoute {
  return {
    def,
    handle: async (call, ctx: Context) => {
      try {
        return await handle(call, ctx);
      } catch (error) {
        if (error instanceof Refusal)
          throw Object.assign(error, { problems: problemsOf(error, tongueOf(call.request)) });
        throw error;
      }
    },
  };
}

/** Whose objects the reader sees; undefined: all of the shared map. */
const ownersFor = (ctx: Context, actor: Actor | null) =>
  ownEnterprises(ctx, actor!, 'registry.read') ?? undefined;

const foreign = (owners: readonly number[] | undefined, enterpriseId: number | null | undefined) =>
  owners !== undefined && !owners.includes(enterpriseId ?? 0);

/** An enterprise's people read the history of their own things, one at a time. */
async function refuseForeignHistory(
  ctx: Context,
  actor: Actor | null,
  { pointId, enterpriseId }: { pointId?: number; enterpriseId?: number },
): Promise<void> {
  const owners = ownersFor(ctx, actor);
  const point = owners && pointId !== undefined ? await pages.pointById(ctx.db, pointId) : null;
  if (pointId !== undefined && foreign(owners, point?.enterpriseId))
    throw new TarimError(registryErrors.pointUnknown, { id: pointId });
  if (pointId === undefined && foreign(owners, enterpriseId))
    throw new TarimError(registryErrors.enterpriseUnknown, { id: enterpriseId ?? 0 });
}

const reading: BoundRoute[] = [
  implement(contract.listEnterprises, async ({ query, actor }, ctx) => {
    const limit = query.limit ?? PAGE;
    const owners = ownersFor(ctx, actor);
    const enterprises = await pages.findEnterprises(ctx.db, { ...query, owners, limit });
    return { enterprises, next: cursor(enterprises, limit) };
  }),
  implement(contract.getEnterprise, async ({ params, actor }, ctx) => {
    const enterprise = await pages.enterpriseById(ctx.db, params.id);
    // To others it is as if it did not exist.
    if (!enterprise || foreign(ownersFor(ctx, actor), enterprise.id))
      throw new TarimError(registryErrors.enterpriseUnknown, { id: params.id });
    return { enterprise, points: await pages.findPoints(ctx.db, { enterpriseId: params.id, limit: 1_000 }) };
  }),
  implement(contract.listPoints, async ({ query, actor }, ctx) => {
    const limit = query.limit ?? PAGE;
    const points = await pages.findPoints(ctx.db, { ...query, owners: ownersFor(ctx, actor), limit });
    return { points, next: cursor(points, limit) };
  }),
  implement(contract.getPoint, async ({ params, request, actor }, ctx) => {
    const point = await pages.pointById(ctx.db, params.id);
    if (!point || foreign(ownersFor(ctx, actor), point.enterpriseId))
      throw new TarimError(registryErrors.pointUnknown, { id: params.id });
    const tongue = tongueOf(request);
    const enterprise = point.enterpriseId ? await pages.enterpriseById(ctx.db, point.enterpriseId) : null;
    const [devices, instruments, parameters, limits] = await Promise.all([
      pages.devicesOf(ctx.db, point.id),
      pages.instrumentsOf(ctx.db, point.id),
      pages.parametersOf(ctx.db, point.id, tongue),
      pages.limitsOf(ctx.db, point.id),
    ]);
    return {
      point,
      enterprise,
      devices: devices.map((one) => remarked(one, tongue)),
      instruments,
      parameters,
      limits,
    };
  }),
  implement(contract.listDevices, async ({ query, actor }, ctx) => {
    const limit = query.limit ?? PAGE;
    const devices = await pages.findDevices(ctx.db, { ...query, owners: ownersFor(ctx, actor), limit });
    return { devices, next: cursor(devices, limit) };
  }),
  implement(contract.listHistory, async ({ query, request, actor }, ctx) => {
    const limit = query.limit ?? 100;
    await refuseForeignHistory(ctx, actor, query);
    const entries = await historyOf(ctx.db, { ...query, limit }, tongueOf(request));
    return { entries, next: cursor(entries, limit) };
  }),
  implement(contract.listFactors, async ({ query }) => ({ factors: findFactors(query.q) })),
  implement(contract.listLocalLimits, (_call, ctx) => listLocalLimits(ctx.db)),
];

const writing: BoundRoute[] = [
  implement(contract.createEnterprise, ({ body, actor }, ctx) => saveEnterprise(ctx, actor!, null, body)),
  implement(contract.updateEnterprise, ({ params, body, actor }, ctx) =>
    saveEnterprise(ctx, actor!, params.id, body),
  ),
  implement(contract.closeEnterprise, ({ params, body, actor }, ctx) =>
    switchEnterprise(ctx, actor!, params.id, false, body.reason),
  ),
  implement(contract.reopenEnterprise, ({ params, body, actor }, ctx) =>
    switchEnterprise(ctx, actor!, params.id, true, body.reason),
  ),
  implement(contract.createPoint, ({ body, actor }, ctx) => savePoint(ctx, actor!, null, body)),
  implement(contract.updatePoint, ({ params, body, actor }, ctx) => savePoint(ctx, actor!, params.id, body)),
  implement(contract.closePoint, ({ params, body, actor }, ctx) =>
    switchPoint(ctx, actor!, params.id, false, body.reason),
  ),
  implement(contract.reopenPoint, ({ params, body, actor }, ctx) =>
    switchPoint(ctx, actor!, params.id, true, body.reason),
  ),
  implement(contract.createDevice, async ({ body, actor, request }, ctx) =>
    remarked(await saveDevice(ctx, actor!, null, body), tongueOf(request)),
  ),
  implement(contract.updateDevice, async ({ params, body, actor, request }, ctx) =>
    remarked(await saveDevice(ctx, actor!, params.id, body), tongueOf(request)),
  ),
  implement(contract.closeDevice, ({ params, body, actor }, ctx) =>
    switchDevice(ctx, actor!, params.id, false, body.reason),
  ),
  implement(contract.reopenDevice, ({ params, body, actor }, ctx) =>
    switchDevice(ctx, actor!, params.id, true, body.reason),
  ),
  implement(contract.createInstrument, ({ body, actor }, ctx) => saveInstrument(ctx, actor!, null, body)),
  implement(contract.updateInstrument, ({ params, body, actor }, ctx) =>
    saveInstrument(ctx, actor!, params.id, body),
  ),
  implement(contract.closeInstrument, ({ params, body, actor }, ctx) =>
    switchInstrument(ctx, actor!, params.id, false, body.reason),
  ),
  implement(contract.reopenInstrument, ({ params, body, actor }, ctx) =>
    switchInstrument(ctx, actor!, params.id, true, body.reason),
  ),
  implement(contract.putParameters, ({ params, body, actor, request }, ctx) =>
    putParameters(ctx, actor!, params.id, body.parameters, tongueOf(request)),
  ),
  implement(contract.createLimit, ({ body, actor }, ctx) => saveLimit(ctx, actor!, null, body)),
  implement(contract.updateLimit, ({ params, body, actor }, ctx) => saveLimit(ctx, actor!, params.id, body)),
  implement(contract.createLocalLimit, ({ body, actor }, ctx) => saveLocalLimit(ctx, actor!, null, body)),
  implement(contract.updateLocalLimit, ({ params, body, actor }, ctx) =>
    saveLocalLimit(ctx, actor!, params.id, body),
  ),
];

export const registryRoutes: BoundRoute[] = [...reading, ...writing.map(telling), ...officeRoutes(tongueOf)];
