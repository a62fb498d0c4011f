import { alarmModule } from '@tarim/alarm/server';
import { analysisModule } from '@tarim/analysis/server';
import { auditModule } from '@tarim/audit/server';
import { campaignModule } from '@tarim/campaign/server';
import { capabilityModule } from '@tarim/capability/server';
import { catalogModule } from '@tarim/catalog/server';
import { complaintModule } from '@tarim/complaint/server';
import { compositionModule } from '@tarim/composition/server';
import { damageModule } from '@tarim/damage/server';
import { disclosureModule } from '@tarim/disclosure/server';
import { dutyModule } from '@tarim/duty/server';
import { ecologyModule } from '@tarim/ecology/server';
import { emfModule } from '@tarim/emf/server';
import { enforcementModule } from '@tarim/enforcement/server';
import { evaluationModule } from '@tarim/evaluation/server';
import { exchangeModule } from '@tarim/exchange/server';
import { fieldModule } from '@tarim/field/server';
import { forecastModule } from '@tarim/forecast/server';
import { identityModule } from '@tarim/identity/server';
import { imageryModule } from '@tarim/imagery/server';
import { inspectionModule } from '@tarim/inspection/server';
import { monitoringModule } from '@tarim/monitoring/server';
import { ogcModule } from '@tarim/ogc/server';
import { onemapModule } from '@tarim/onemap/server';
import { operationModule } from '@tarim/operation/server';
import { permitModule } from '@tarim/permit/server';
import type { ModuleDefinition } from '@tarim/platform';
import { qualityModule } from '@tarim/quality/server';
import { radiationModule } from '@tarim/radiation/server';
import { radnetModule } from '@tarim/radnet/server';
import { redlineModule } from '@tarim/redline/server';
import { regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { reportingModule } from '@tarim/reporting/server';
import { sensorthingsModule } from '@tarim/sensorthings/server';
import { signalsModule } from '@tarim/signals/server';
import { sourcesModule } from '@tarim/sources/server';
import { supervisionModule } from '@tarim/supervision/server';
import { infoReports, type TelemetryOptions, telemetryModule } from '@tarim/telemetry/server';
import { type TrackingRuntime, trackingModule } from '@tarim/tracking/server';
import { zoningModule } from '@tarim/zoning/server';

/** All modules in the order of the river; the order of migrations and of services within a role. */
export function allModules(
  options: TelemetryOptions & { readonly tracking?: TrackingRuntime } = {},
): ModuleDefinition[] {
  const telemetry = telemetryModule(options);
  const signals = signalsModule({
    readInfo: (ctx, mns, span) => infoReports(ctx, telemetry.runtime, mns, span),
  });
  return [
    identityModule,
    regionModule,
    registryModule,
    telemetry,
    qualityModule,
    operationModule,
    evaluationModule,
    forecastModule,
    compositionModule,
    monitoringModule,
    sourcesModule,
    radnetModule,
    emfModule,
    ecologyModule,
    zoningModule,
    imageryModule,
    redlineModule,
    alarmModule,
    dutyModule,
    signals,
    supervisionModule,
    inspectionModule,
    complaintModule,
    enforcementModule,
    auditModule,
    damageModule,
    permitModule,
    capabilityModule,
    campaignModule,
    radiationModule,
    trackingModule(() => telemetry.runtime.log, options.tracking),
    analysisModule,
    disclosureModule,
    sensorthingsModule,
    reportingModule,
    catalogModule,
    exchangeModule,
    fieldModule,
    ogcModule,
    onemapModule,
  ];
}
