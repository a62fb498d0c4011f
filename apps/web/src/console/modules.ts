import { face as alarm } from '@tarim/alarm/web';
import { face as analysis } from '@tarim/analysis/web';
import { face as audit } from '@tarim/audit/web';
import { face as campaign } from '@tarim/campaign/web';
import { face as capability } from '@tarim/capability/web';
import { face as catalog } from '@tarim/catalog/web';
import { face as complaint } from '@tarim/complaint/web';
import { face as composition } from '@tarim/composition/web';
import { face as damage } from '@tarim/damage/web';
import { face as disclosure } from '@tarim/disclosure/web';
import { face as duty } from '@tarim/duty/web';
import { face as ecology } from '@tarim/ecology/web';
import { face as emf } from '@tarim/emf/web';
import { face as enforcement } from '@tarim/enforcement/web';
import { face as evaluation } from '@tarim/evaluation/web';
import { face as exchange } from '@tarim/exchange/web';
import { face as field } from '@tarim/field/web';
import { face as forecast } from '@tarim/forecast/web';
import { face as identity } from '@tarim/identity/web';
import { face as imagery } from '@tarim/imagery/web';
import { face as inspection } from '@tarim/inspection/web';
import { face as monitoring } from '@tarim/monitoring/web';
import { face as onemap } from '@tarim/onemap/web';
import { face as operation } from '@tarim/operation/web';
import { face as permit } from '@tarim/permit/web';
import { face as quality } from '@tarim/quality/web';
import { face as radiation } from '@tarim/radiation/web';
import { face as radnet } from '@tarim/radnet/web';
import { face as redline } from '@tarim/redline/web';
import { face as region } from '@tarim/region/web';
import { face as registry } from '@tarim/registry/web';
import { face as reporting } from '@tarim/reporting/web';
import { face as signals } from '@tarim/signals/web';
import { face as sources } from '@tarim/sources/web';
import { face as supervision } from '@tarim/supervision/web';
import { face as telemetry } from '@tarim/telemetry/web';
import { face as tracking } from '@tarim/tracking/web';
import { face as zoning } from '@tarim/zoning/web';
import type { ConsoleFace } from './face.ts';
import { face as own } from './own/index.ts';
import { face as system } from './system/index.ts';

/** Pages of all modules, in the order of the river; the first that somebody may see is where he begins. */
export const faces: readonly ConsoleFace[] = [
  own,
  telemetry,
  duty,
  alarm,
  quality,
  operation,
  signals,
  supervision,
  inspection,
  complaint,
  enforcement,
  permit,
  audit,
  damage,
  campaign,
  capability,
  radiation,
  onemap,
  analysis,
  evaluation,
  forecast,
  composition,
  monitoring,
  radnet,
  emf,
  ecology,
  zoning,
  redline,
  imagery,
  sources,
  tracking,
  reporting,
  registry,
  region,
  catalog,
  exchange,
  field,
  disclosure,
  identity,
  system,
];
