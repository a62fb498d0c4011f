import type { Db, ModuleDefinition } from '@tarim/platform';
import { sql } from 'kysely';
import { compositionModule } from '../server/module.ts';

const tablesOf = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES: readonly ModuleDefinition[] = [
  tablesOf('region'),
  tablesOf('registry'),
  tablesOf('telemetry'),
  compositionModule,
];

/** 1 component station, 2 at a road, 3 and 4 of the city, 5 background, 6 of another city. */
export async function seedStations(db: Db): Promise<void> {
  await sql`
    insert into registry.point (id, code, name, kind, unit_path, purposes, public) overriding system value values
      (1, 'URU-VOC', '米东组分站', 'air', '/650000/650100/650109/', '{component}', true),
      (2, 'URU-ROAD', '河滩路交通站', 'air', '/650000/650100/650102/', '{traffic}', true),
      (3, 'URU-1', '城市站一', 'air', '/650000/650100/650102/', '{}', true),
      (4, 'URU-2', '城市站二', 'air', '/650000/650100/650103/', '{assessment}', true),
      (5, 'URU-BG', '背景站', 'air', '/650000/650100/650121/', '{background}', true),
      (6, 'KAR-1', '克拉玛依站', 'air', '/650000/650200/650203/', '{component}', true)`.execute(db);
}
