import { TarimError } from '@tarim/kernel';
import { type BoundRoute, implement } from '@tarim/platform';
import { allFactors } from '@tarim/standards';
import * as contract from '../contract.ts';
import { registryErrors } from './errors.ts';
import * as pages from './sql/pages.ts';
import {
  closeDevice,
  createDevice,
  createInstrument,
  updateDevice,
  updateInstrument,
} from './use-cases/devices.ts';
import { createEnterprise, updateEnterprise } from './use-cases/enterprises.ts';
import {
  exportRegistry,
  importErrors,
  importRegistry,
  importTemplate,
  uploadedFile,
} from './use-cases/import-export.ts';
import { createLimit, updateLimit } from './use-cases/limits.ts';
import { closePoint, createPoint, putParameters, updatePoint } from './use-cases/points.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAGE = 200;

function sendXlsx(
  reply: Parameters<BoundRoute['handle']>[0]['reply'],
  name: string,
  bytes: Uint8Array,
): undefined {
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .type(XLSX)
    .send(Buffer.from(bytes));
}

const cursor = (rows: readonly { id: number }[], limit: number) =>
  rows.length === limit ? rows.at(-1)!.id : null;

export const registryRoutes: BoundRoute[] = [
  implement(contract.listEnterprises, async ({ query }, ctx) => {
    const limit = query.limit ?? PAGE;
    const enterprises = await pages.findEnterprises(ctx.db, { ...query, limit });
    return { enterprises, next: cursor(enterprises, limit) };
  }),
  implement(contract.getEnterprise, async ({ params }, ctx) => {
    const enterprise = await pages.enterpriseById(ctx.db, params.id);
    if (!enterprise) throw new TarimError(registryErrors.enterpriseUnknown, { id: params.id });
    return { enterprise, points: await pages.findPoints(ctx.db, { enterpriseId: params.id, limit: 1_000 }) };
  }),
  implement(contract.listPoints, async ({ query }, ctx) => {
    const limit = query.limit ?? PAGE;
    const points = await pages.findPoints(ctx.db, { ...query, limit });
    return { points, next: cursor(points, limit) };
  }),
  implement(contract.getPoint, async ({ params }, ctx) => {
    const point = await pages.pointById(ctx.db, params.id);
    if (!point) throw new TarimError(registryErrors.pointUnknown, { id: params.id });
    const enterprise = point.enterpriseId ? await pages.enterpriseById(ctx.db, point.enterpriseId) : null;
    const [devices, instruments, parameters, limits] = await Promise.all([
      pages.devicesOf(ctx.db, point.id),
      pages.instrumentsOf(ctx.db, point.id),
      pages.parametersOf(ctx.db, point.id),
      pages.limitsOf(ctx.db, point.id),
    ]);
    return { point, enterprise, devices, instruments, parameters, limits };
  }),
  implement(contract.listDevices, async ({ query }, ctx) => {
    const limit = query.limit ?? PAGE;
    const devices = await pages.findDevices(ctx.db, { ...query, limit });
    return { devices, next: cursor(devices, limit) };
  }),
  implement(contract.listHistory, async ({ query }, ctx) => ({
    entries: await pages.historyOf(ctx.db, { ...query, limit: query.limit ?? 100 }),
  })),
  implement(contract.listFactors, async ({ query }) => {
    const q = query.q?.toLowerCase();
    const found = allFactors().filter(
      (one) =>
        !q || `${one.code} ${one.nameZh} ${one.nameEn ?? ''} ${one.legacy ?? ''}`.toLowerCase().includes(q),
    );
    return {
      factors: found.map((one) => ({
        code: one.code,
        nameZh: one.nameZh,
        nameEn: one.nameEn ?? null,
        unit: one.unit ?? null,
        legacy: one.legacy ?? null,
      })),
    };
  }),
  implement(contract.createEnterprise, ({ body, actor }, ctx) => createEnterprise(ctx, actor!, body)),
  implement(contract.updateEnterprise, ({ params, body, actor }, ctx) =>
    updateEnterprise(ctx, actor!, params.id, body),
  ),
  implement(contract.createPoint, ({ body, actor }, ctx) => createPoint(ctx, actor!, body)),
  implement(contract.updatePoint, ({ params, body, actor }, ctx) =>
    updatePoint(ctx, actor!, params.id, body),
  ),
  implement(contract.closePoint, ({ params, body, actor }, ctx) =>
    closePoint(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.createDevice, ({ body, actor }, ctx) => createDevice(ctx, actor!, body)),
  implement(contract.updateDevice, ({ params, body, actor }, ctx) =>
    updateDevice(ctx, actor!, params.id, body),
  ),
  implement(contract.closeDevice, ({ params, body, actor }, ctx) =>
    closeDevice(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.createInstrument, ({ body, actor }, ctx) => createInstrument(ctx, actor!, body)),
  implement(contract.updateInstrument, ({ params, body, actor }, ctx) =>
    updateInstrument(ctx, actor!, params.id, body),
  ),
  implement(contract.putParameters, ({ params, body, actor }, ctx) =>
    putParameters(ctx, actor!, params.id, body.parameters),
  ),
  implement(contract.createLimit, ({ body, actor }, ctx) => createLimit(ctx, actor!, body)),
  implement(contract.updateLimit, ({ params, body, actor }, ctx) =>
    updateLimit(ctx, actor!, params.id, body),
  ),
  implement(contract.exportRegistry, async ({ query, reply }, ctx) =>
    sendXlsx(reply, '登记信息.xlsx', await exportRegistry(ctx, query.unitPath ?? '/')),
  ),
  implement(contract.importTemplate, async ({ reply }) =>
    sendXlsx(reply, '登记导入模板.xlsx', await importTemplate()),
  ),
  implement(contract.importRegistry, async ({ query, actor, request }, ctx) =>
    importRegistry(ctx, actor!, await uploadedFile(request as never), query.mode),
  ),
  implement(contract.importErrorFile, async ({ actor, request, reply }, ctx) =>
    sendXlsx(
      reply,
      '导入问题清单.xlsx',
      await importErrors(ctx, actor!, await uploadedFile(request as never)),
    ),
  ),
];
