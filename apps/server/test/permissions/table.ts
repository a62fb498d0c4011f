import { EVERYBODY, type Who } from './people.ts';

/**
 * - `y` let through: the answer, or an error that only those get who are let through
 * - `n` refused: nobody is signed in (401), or the posts do not allow it (403)
 * - `h` hidden: as if there were no such thing (404)
 * - `o` let through, and the target is not in the answer: only what is one's own
 * - `k` for machines with an API key, whoever is signed in (401)
 */
export type Cell = 'y' | 'n' | 'h' | 'o' | 'k';

export interface Row {
  /** `registry.getPoint`, with `#` for another request of the same route; `live:` before a topic. */
  readonly name: string;
  readonly cells: Readonly<Record<Who, Cell>>;
}

/**
 * Who may do what (docs: design, section 6), written down by hand and not taken from the code. The target is one
 * enterprise's stack in the unit /650000/650100/650102/; who the columns are says `people.ts`. Rows are asked in this
 * order. Both hierarchies read the shared map; the competent chain writes; an enterprise sees itself; what has its
 * effect everywhere is for those who hold a post at `/`.
 */
const TABLE = `
                                  anon admin adminR adminBT duty dutyBT station stationBT officer radiation planner plannerBT auditor own other nopost
# the platform
platform.listTroubles             n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
platform.listJobs                 n    y     y      y       y    y      n       n         n       n         n       n         y       n   n     n
platform.listJobRuns              n    y     y      y       y    y      n       n         n       n         n       n         y       n   n     n
platform.listAudit                n    y     y      o       n    n      n       n         n       n         n       n         y       n   n     n
platform.verifyAudit              n    y     n      n       n    n      n       n         n       n         n       n         y       n   n     n
platform.runJob                   n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
platform.listDeadLetters          n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
platform.retryDeadLetter          n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# identity
identity.signIn                   y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
identity.listDemoAccounts         y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
identity.me                       n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
identity.changePassword           n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
identity.listMySessions           n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
identity.revokeMySession          n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
identity.listPeople               n    y     y      o       n    n      n       n         n       n         n       n         n       n   n     n
identity.createPerson             n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
identity.createPerson#enterprise  n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
identity.updatePerson             n    y     y      h       n    n      n       n         n       n         n       n         n       n   n     n
identity.listApiKeys              n    y     y      o       n    n      n       n         n       n         n       n         n       n   n     n
identity.createApiKey             n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
identity.createApiKey#everywhere  n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
identity.revokeApiKey             n    y     y      h       n    n      n       n         n       n         n       n         n       n   n     n
# sensorthings
sensorthings.getRoot              y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
sensorthings.read                 y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
sensorthings.create                 k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
sensorthings.update                 k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
sensorthings.replace                k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
sensorthings.remove                 k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
sensorthings.batch                y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
# region
region.getManifest                y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
region.listUnits                  y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
region.getOutlines                y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
region.getTile                    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
region.locate                     y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
region.listOutlines               n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
region.replaceOutline             n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
# one map
onemap.listLayers                 y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.getData                    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.search                     y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.identify                   y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.listViews                  n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.saveView                   n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.updateView                 n    h     h      h       h    h      h       h         h       h         h       h         h       h   h     h
onemap.removeView                 n    h     h      h       h    h      h       h         h       h         h       h         h       h   h     h
onemap.openLink                   h    h     h      h       h    h      h       h         h       h         h       h         h       h   h     h
onemap.print                      y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.listBaseMaps               y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
onemap.listBaseMapSettings        n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
onemap.addBaseMap                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
onemap.putBaseMap                 n    h     n      n       n    n      n       n         n       n         n       n         n       n   n     n
onemap.removeBaseMap              n    h     n      n       n    n      n       n         n       n         n       n         n       n   n     n
onemap.readCapabilities           n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# registry: reading
registry.listEnterprises          n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
registry.listPoints               n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
registry.listDevices              n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
registry.getEnterprise            n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
registry.getPoint                 n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
registry.listHistory              n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
registry.listHistory#enterprise   n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
registry.listFactors              y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
registry.export                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
# registry: writing
registry.importTemplate           n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
registry.import                   n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
registry.importErrors             n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
registry.createEnterprise         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.updateEnterprise         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.closeEnterprise          n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.reopenEnterprise         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.createPoint              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.updatePoint              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.closePoint               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.reopenPoint              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.createDevice             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.updateDevice             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.closeDevice              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.reopenDevice             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.createInstrument         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.updateInstrument         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.closeInstrument          n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.reopenInstrument         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.putParameters            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.listLocalLimits          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
registry.createLocalLimit         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.updateLocalLimit         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.createLimit              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
registry.updateLimit              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
# telemetry
telemetry.getOverview             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
telemetry.getLatest               n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
telemetry.getSeries               h    y     y      y       y    y      y       y         y       y         y       y         y       y   h     h
telemetry.exportSeries            n    y     y      y       y    y      y       y         y       y         y       y         n       y   h     n
telemetry.traceRecord             h    y     y      y       y    y      y       y         y       y         y       y         y       y   h     h
telemetry.traceRollup             h    y     y      y       y    y      y       y         y       y         y       y         y       y   h     h
telemetry.getFrame                h    y     y      y       y    y      y       y         y       y         y       y         y       y   h     h
telemetry.listFrames              n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
telemetry.listCommands            n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
telemetry.listSessions            n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
telemetry.getCommand              n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
telemetry.getCompleteness         n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
telemetry.listCommandTypes        n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
telemetry.listQuarantine          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
telemetry.getLogStatus            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
telemetry.sendCommand             n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
telemetry.dismissQuarantine       n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
telemetry.ingest                  k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
# quality
quality.listTables                n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
quality.setTable                  n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
quality.listMarks                 n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
quality.createMark                n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
quality.correctMark               n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
quality.withdrawMark              n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
quality.uploadEvidence            n    y     y      y       n    n      y       y         n       n         n       n         n       y   y     n
quality.getEvidence               n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
quality.listOutlets               n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
quality.getMonth                  n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
quality.addOperation              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
quality.restoreOperation          n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
quality.signMonth                 n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
quality.returnMonth               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
quality.reopenMonth               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
quality.compareMonth              n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
quality.emissionTotals            n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
quality.captureRates              n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
quality.listFlags                 n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
quality.exportFlags               n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
quality.countFlags                n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
quality.dismissFlag               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
quality.restoreFlag               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
# evaluation
evaluation.aqiNow                 n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.aqiSeries              n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.listVerdicts           n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.latestVerdicts         n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.targetShares           n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.explainAqi             h    y     y      y       y    y      y       y         y       y         y       y         y       y   h     h
evaluation.explainVerdict         h    y     y      y       y    y      y       y         y       y         y       y         y       y   h     h
evaluation.getRule                y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.listRules              y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
evaluation.rejudge                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
evaluation.airCities              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airPeriod              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airCalendar            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airDay                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airRanking             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airCompare             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.dustDays               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airRose                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.listAirUploads         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.airUploadFile          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
evaluation.importAirDays          n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
evaluation.airImportTemplate      n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
evaluation.markDustDay            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
evaluation.listRejudgings         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
# forecasts: everybody of the staff reads; the competent chain brings in, each row for its own cities
forecast.listForecasts            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
forecast.explainForecast          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
forecast.verification             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
forecast.listUploads              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
forecast.uploadFile               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
forecast.importForecasts          n    y     y      y       y    y      y       y         n       n         n       n         n       n   n     n
forecast.importTemplate           n    y     y      y       y    y      y       y         n       n         n       n         n       n   n     n
forecast.postForecasts            k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
# operation: the staff reads, an enterprise its own; stations of the competent chain configure; tables are for posts at /
operation.listTables              n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
operation.setTable                n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
operation.listParameterOutlets    n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
operation.getOutletParameters     n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
operation.listReadingRuns         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
operation.readParameters          n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
operation.declareParameter        n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
operation.importParameters        n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
operation.parameterTemplate       n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
operation.listDueTasks            n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
operation.listPlanKinds           n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
operation.setPlans                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
operation.listRecords             n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
operation.addRecord               n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
operation.importRecords           n    y     y      y       n    n      y       y         n       n         n       n         n       y   y     n
operation.recordTemplate          n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
operation.uploadFile              n    y     y      y       n    n      y       y         n       n         n       n         n       y   y     n
operation.getFile                 n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
operation.listFaults              n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
operation.addFault                n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
operation.repairFault             n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
operation.listParts               n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
operation.addPart                 n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
operation.movePart                n    y     y      n       n    n      y       n         n       n         n       n         n       y   h     n
operation.listOperators           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
operation.addOperator             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
operation.putOperator             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
operation.listRemoteChecks        n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
operation.startRemoteCheck        n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
# duty: the staff reads, the duty officers of the competent chain write; channels are the platform's
duty.getRoster                    n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
duty.rosterTemplate               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
duty.whoIsOnDuty                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
duty.listContacts                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
duty.listHandOvers                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
duty.listNoticeRules              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
duty.putShift                     n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.addContact                   n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.putContact                   n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.writeHandOver                n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.takeHandOver                 n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.finishHandOver               n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.addNoticeRule                n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.putNoticeRule                n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.retryMessage                 n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.importRoster                 n    y     y      y       y    y      n       n         n       n         n       n         n       n   n     n
duty.listChannels                 n    y     y      y       y    y      n       n         n       n         n       n         n       n   n     n
duty.listMessages                 n    y     y      o       y    o      n       n         n       n         n       n         n       n   n     n
duty.setHours                     n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
duty.addChannel                   n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
duty.putChannel                   n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
duty.testChannel                  n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
duty.removeContact                n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.removeNoticeRule             n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
duty.getInbox                     n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
duty.readInbox                    n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
# components of air: everybody of the staff reads; administrators and stations bring in, each row for its own stations
composition.listStations          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.listSpecies           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.components            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.explainComponents     n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.exportComponents      n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.traffic               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.listUploads           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.uploadFile            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
composition.importComponents      n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
composition.componentTemplate     n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
composition.postComponents        k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
# manual monitoring: everybody of the staff reads, the competent chain plans, samples, analyses and reviews
monitoring.listPlans              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getPlan                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.listItemSets           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.listTasks              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getTask                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getPhoto               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.listContainers         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.labTemplate            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.listResults            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getCoverage            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getCompletion          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.listTargets            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.targetTemplate         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getWater               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.explainWater           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getSources             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.explainSource          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.explainMedium          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getSiteHistory         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.compareSites           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.getMedium              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
monitoring.createPlan             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.putPlanLines           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.removePlanLine         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.linkTarget             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.removeTarget           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.importTargets          n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
monitoring.approvePlan            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.submitSampling         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.uploadPhoto            n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
monitoring.receiveContainers      n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.importLab              n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
monitoring.reportTask             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.reviewTask             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.reopenTask             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.cancelTask             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
monitoring.postLabResults         k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
# ecological quality: everybody of the staff reads, the stations of the competent chain write
ecology.listStatus                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.getStatus                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.statusTemplate            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.putStatus                 n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
ecology.importStatus              n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
ecology.listSurveys               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.getSurvey                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.listSites                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.surveyTemplate            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
ecology.putSurvey                 n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
ecology.importSurveys             n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
# pollution sources: everybody of the staff reads, the competent chain writes
sources.listOutfalls              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.outfallProgress           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.outfallTemplate           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.exportOutfalls            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.getOutfall                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.getEvidence               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.createOutfall             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.updateOutfall             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.monitorOutfall            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.traceOutfall              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.planOutfall               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.treatOutfall              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.closeOutfall              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.returnOutfall             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.importOutfalls            n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
sources.uploadEvidence            n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
sources.inspectionViews           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.remoteViews               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.mobileTemplate            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.listMobileUploads         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.importMobile              n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
sources.postMobile                k    k     k      k       k    k      k       k         k       k         k       k         k       k   k     k
sources.listCatchments            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.getCatchment              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.activityTemplate          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.listCoefficients          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
sources.createCatchment           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.updateCatchment           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.putActivity               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
sources.importActivity            n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
sources.createCoefficient         n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
sources.endCoefficient            n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
# alarm
alarm.listAlarms                  n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
alarm.exportAlarms                n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
alarm.countAlarms                 n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
alarm.getAlarm                    n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
alarm.acknowledgeAlarm            n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
alarm.addNote                     n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
alarm.closeAlarm                  n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
alarm.listRules                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
alarm.updateRule                  n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
alarm.listRuleBook                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
alarm.createWrittenRule           n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
alarm.getWrittenRule              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
alarm.reviseWrittenRule           n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
alarm.startTrial                  n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
alarm.getTrial                    n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
alarm.listHushes                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
alarm.createHush                  n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
alarm.endHush                     n    y     y      n       y    n      y       n         n       n         n       n         n       n   n     n
# reporting
reporting.listReports             n    y     y      o       y    o      y       o         o       o         y       o         o       n   n     n
reporting.getReport               n    y     y      h       y    h      y       h         h       h         y       h         h       n   n     n
reporting.previewReport           n    y     y      h       y    h      y       h         h       h         y       h         h       n   n     n
reporting.downloadReport          n    y     y      h       y    h      y       h         h       h         y       h         h       n   n     n
reporting.getReport#published     n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
reporting.makeReport              n    y     y      n       y    n      y       n         n       n         y       n         n       n   n     n
reporting.publishReport           n    y     y      h       y    h      y       h         n       n         y       h         n       n   n     n
reporting.withdrawReport          n    y     y      h       y    h      y       h         n       n         y       h         n       n   n     n
reporting.listTemplates           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
reporting.previewTemplate         n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
reporting.saveTemplate            n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
reporting.restoreTemplate         n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
reporting.listSchedules           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
reporting.saveSchedule            n    y     y      n       y    n      y       n         n       n         y       n         n       n   n     n
# analysis
analysis.listChoices              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
analysis.listRuns                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
analysis.getRun                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
analysis.runFeatures              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
analysis.getRivers                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
analysis.riverFeatures            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
analysis.startRun                 n    y     y      y       y    y      y       y         y       y         y       y         n       n   n     n
analysis.cancelRun                n    n     n      n       n    n      n       n         n       n         n       n         n       n   n     n
analysis.deleteRun                n    n     n      n       n    n      n       n         n       n         n       n         n       n   n     n
analysis.markHanded               n    y     y      y       y    y      y       y         y       y         y       y         n       n   n     n
analysis.importRivers             n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# catalog
catalog.listEntries               y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.getEntry                  y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.getEntry#internal         h    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.getSample                 y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.getSample#internal        h    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
catalog.exportDataset             y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.exportDataset#internal    h    y     y      y       y    y      y       y         y       y         y       y         y       y   y     n
catalog.getDcat                   y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.listRequests              n    y     y      o       o    o      y       o         o       o         y       o         o       n   n     n
catalog.getRequest                n    y     y      h       h    h      y       h         h       h         y       h         h       n   n     n
catalog.listUse                   n    y     y      h       h    h      y       h         h       h         y       h         h       n   n     n
catalog.withdrawRequest           n    h     h      h       h    h      h       h         h       h         h       h         h       n   n     n
catalog.issueKey                  n    h     h      h       h    h      h       h         h       h         h       h         h       n   n     n
catalog.approveRequest            n    y     y      h       n    n      y       h         n       n         y       h         n       n   n     n
catalog.refuseRequest             n    y     y      h       n    n      y       h         n       n         y       h         n       n   n     n
catalog.revokeGrant               n    y     y      h       n    n      y       h         n       n         y       h         n       n   n     n
# work outside: a device is its owner’s alone, the administrators lock it out
field.registerDevice              n    y     y      y       y    y      y       y         y       y         n       n         n       n   n     n
field.listOwnDevices              n    y     y      y       y    y      y       y         y       y         n       n         n       n   n     n
field.listDevices                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
field.revokeOwnDevice             n    h     h      h       h    h      h       h         h       h         n       n         n       n   n     n
field.revokeDevice                n    h     n      n       n    n      n       n         n       n         n       n         n       n   n     n
field.package                     n    h     h      h       h    h      h       h         h       h         n       n         n       n   n     n
field.sendEvidence                n    h     h      h       h    h      h       h         h       h         n       n         n       n   n     n
field.sendAct                     n    h     h      h       h    h      h       h         h       h         n       n         n       n   n     n
field.listOwnActs                 n    y     y      y       y    y      y       y         y       y         n       n         n       n   n     n
field.listActs                    n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
catalog.askForSharing             y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.readReceipt               y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
catalog.issueByReceipt            y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
# signals
signals.listLeads                 n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.getLead                   n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.leadSeries                n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.listDetectors             n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.runsOfPoint               n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.listBatches               n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.getEvidence               n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
signals.uploadEvidence            n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
signals.giveFeedback              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
signals.startBatch                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
signals.saveSetting               n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# supervision: staff reads; the competent chain dispatches, handles and reviews; the enterprise answers what is addressed to it
supervision.listTasks             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.exportTasks           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.countTasks            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.getTask               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.tasksOfAlarm          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.tasksOfSignal         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.taskFile              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.listDispatchRules     n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.previewDispatch       n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.listBodies            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.listLeads             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.bodyStatistics        n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.getCalendar           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.computeDeadline       n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
supervision.listNotices           n    y     y      y       y    y      y       y         y       y         y       y         y       y   o     n
supervision.getNotice             n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
supervision.noticeFile            n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
supervision.answerFile            n    y     y      y       y    y      y       y         y       y         y       y         y       y   h     n
supervision.uploadTaskFile        n    y     y      y       n    n      y       y         y       y         n       n         n       n   n     n
supervision.dispatchTask          n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.reviewTask            n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.closeTask             n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.returnTask            n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.leadTask              n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.decideExtension       n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.remindTask            n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.receiveTask           n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
supervision.verifyTask            n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
supervision.askExtension          n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
supervision.issueNotice           n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
supervision.recordReceipt         n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
supervision.confirmReceipt        n    n     n      n       n    n      n       n         n       n         n       n         n       y   h     n
supervision.answerNotice          n    n     n      n       n    n      n       n         n       n         n       n         n       y   h     n
supervision.uploadOwnFile         n    n     n      n       n    n      n       n         n       n         n       n         n       y   y     n
supervision.replyTask             n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
supervision.transferTask          n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.cancelTask            n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
supervision.saveDispatchRule      n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
supervision.putBody               n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
supervision.putCalendarDay        n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
supervision.setLocalCounting      n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# imagery: staff look; who is competent for a unit brings, compares and takes off; pictures of what is not public do not exist for others
imagery.listScenes                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.listMapScenes             y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
imagery.scenesAt                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.getScene                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.getTile                   h    y     y      y       y    y      y       y         y       y         y       y         y       h   h     h
imagery.getTileJson               h    y     y      y       y    y      y       y         y       y         y       y         y       h   h     h
imagery.getChip                   h    y     y      y       y    y      y       y         y       y         y       y         y       h   h     h
imagery.getSceneFile              h    y     y      y       y    y      y       y         y       y         y       y         y       h   h     h
imagery.listChangeRuns            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.getChangeRun              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.getChangePatches          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.planComposite             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.listClassTables           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.readClassText             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.listSceneClasses          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.listTransitions           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.getTransition             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
imagery.ingestScene               n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
imagery.startComposite            n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
imagery.startChangeRun            n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
imagery.retryScene                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
imagery.removeScene               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
imagery.cancelChangeRun           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
imagery.startTransition           n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
imagery.cancelTransition          n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
imagery.saveSceneClasses          n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
# red line: each hierarchy keeps its own ledger; who acts first takes the step, the others come too late
redline.listAreas                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.areaShapes                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listAdjustments           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getArea                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getAreaStatus             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listMarkers               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listInspections           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listClasses               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listActivities            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getActivity               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listApprovals             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listLimitedRules          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getFile                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listPatches               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.countPatches              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getPatch                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listPrecision             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.overview                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listTerms                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listThemeObjects          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getThemeObject            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listIndicators            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.indicatorTemplate         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listIndicatorImports      n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getYearly                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listYearly                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listEffectSchemes         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.listEffects               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.getEffect                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
redline.importIndicators          n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
redline.evaluateEffects           n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
redline.reviseEffectScheme        n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
redline.importAreas               n    y     y      y       n    n      n       n         n       n         n       n         n       n   n     n
redline.createMarker              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.inspectMarker             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.recordActivity            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.createApproval            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.recordThemeObject         n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.seeAlert                  n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.reviseLimitedRule         n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
redline.setTerm                   n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
redline.uploadFile                n    y     y      y       y    y      y       y         y       n         n       n         n       n   n     n
redline.proposePatches            n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
redline.importPatches             n    y     y      y       n    n      y       y         y       n         n       n         n       n   n     n
redline.suspectPatch              n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.dispatchPatch             n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.restorePatch              n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.sendBackPatch             n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.judgePatch                n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.orderPatch                n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.handOverPatch             n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.acceptPatch               n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.refusePatch               n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.lookBackPatch             n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.reopenPatch               n    y     y      n       y    n      n       n         n       n         n       n         n       n   n     n
redline.receivePatch              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.giveBackPatch             n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.verifyPatch               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.submitPatch               n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.splitPatch                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.mergePatch                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.interpretPatch            n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
redline.discardPatch              n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
# exchange: pipelines are their unit's; what they collected is fenced as its sharing says
exchange.listPipelines            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
exchange.getPipeline              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
exchange.getPipeline#secret       n    y     y      h       h    h      y       h         h       h         h       h         h       n   n     n
exchange.getVersion               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
exchange.createPipeline           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.updatePipeline           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.switchPipeline           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.switchPipeline#secret    n    y     y      h       n    n      y       h         n       n         n       n         n       n   n     n
exchange.uploadFile               n    y     y      y       n    n      y       y         n       n         n       n         n       n   n     n
exchange.preview                  n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.listRuns                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
exchange.getRun                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
exchange.getRun#secret            n    y     y      h       h    h      y       h         h       h         h       h         h       n   n     n
exchange.runProblems              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
exchange.runProblems#secret       n    y     y      h       h    h      y       h         h       h         h       h         h       n   n     n
exchange.startRun                 n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.cancelRun                n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.retryRun                 n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
exchange.listHosts                n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
exchange.setHosts                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
exchange.removePipeline           n    y     y      n       n    n      y       n         n       n         n       n         n       n   n     n
# inspection: pools, draws and visits are their unit's; what is drawn is for everybody
inspection.listPool               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
inspection.changeObject           n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.listInspectors         n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
inspection.addInspector           n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.changeInspector        n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.getScheme              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
inspection.setScheme              n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.listDraws              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
inspection.getDraw                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
inspection.runDraw                n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.voidDraw               n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.commitDraw             n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.listVisits             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
inspection.planVisit              n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
inspection.recordVisit            n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
inspection.listRecords            n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
inspection.getRecordDocument      n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
inspection.getRecordFile          n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
inspection.listOpenDraws          y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
inspection.getOpenDraw            y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
inspection.getDrawData            y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
inspection.syncPool               n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
# audit: the unit above audits; the audited one answers
audit.listRounds                  n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
audit.getRound                    n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
audit.prepareRound                n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
audit.drawRound                   n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
audit.getPaper                    n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
audit.savePaper                   n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
audit.signPaper                   n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
audit.sendOpinion                 n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
audit.answerOpinion               n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
audit.judgeOpinion                n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
# capability: the unit's own people keep its ledger, administrators the lists
capability.listLists              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.listTemplate           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.importList             n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
capability.listEquipment          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.exportEquipment        n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.equipmentTemplate      n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.importEquipment        n    y     y      y       n    n      y       y         y       y         n       n         n       n   n     n
capability.getEquipment           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.addEquipment           n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
capability.changeEquipment        n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
capability.listPeople             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.addPerson              n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
capability.changePerson           n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
capability.addTraining            n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
capability.voidTraining           n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
capability.getGap                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.exportGap              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.listReports            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.getReport              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
capability.keepReport             n    y     y      n       n    n      y       n         n       y         n       n         n       n   n     n
# campaigns: the lead unit plans, each participating unit writes its own
campaign.listCampaigns            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
campaign.getCampaign              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
campaign.draftCampaign            n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
campaign.changeCampaign           n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
campaign.stepCampaign             n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
campaign.assignObjects            n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
campaign.answerInvitation         n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
campaign.writeResult              n    y     y      n       n    n      n       n         n       y         n       n         n       n   n     n
campaign.listResults              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
campaign.exportCampaign           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
campaign.campaignReport           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
# enforcement: cases are their unit's; what is published is for everybody
enforcement.listCases             n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
enforcement.caseStatistics        n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
enforcement.getCase               n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
enforcement.fileCase              n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
enforcement.actOnCase             n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
enforcement.actOnCase#review      n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
enforcement.actOnCase#decide      n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
enforcement.uploadCaseFile        n    y     y      y       n    n      n       n         y       n         n       n         n       n   n     n
enforcement.getCaseFile           n    y     y      n       n    n      n       n         n       n         n       n         n       n   n     n
enforcement.getCaseDocument       n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
enforcement.listViolations        n    y     y      y       y    y      n       n         y       n         y       y         y       n   n     n
enforcement.listOpenDecisions     y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
# zoning: plans hold for everybody, so that only a post at / changes them
zoning.createVersion              n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.listVersions               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.listUnits                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.importUnits                n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.retireUnit                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.listRules                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.addRule                    n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.startBatch                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.listBatches                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.batchRows                  n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.ruleTemplate               n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.importRules                n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.retireRule                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.getDifferences             n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.advanceVersion             n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
zoning.runCheck                   n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.listChecks                 n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
zoning.getCheckPdf                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
# disclosure
disclosure.portalAirNow           y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalCityHours        y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalCityDays         y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalStation          y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalEnterprises      y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalEnterprise       y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalWaterStations    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.portalMeta             y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
disclosure.listPublications       n    y     y      y       n    n      n       n         n       n         y       y         n       n   n     n
disclosure.listPublicationPoints  n    y     y      y       n    n      n       n         n       n         y       y         n       n   n     n
disclosure.listPublicationFactors n    y     y      y       n    n      n       n         n       n         y       y         n       n   n     n
disclosure.setPublication         n    y     y      n       n    n      n       n         n       n         y       n         n       n   n     n
disclosure.setPublication#factor  n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# open interfaces: what each reader sees of a set is asked by modules/ogc/test
ogc.getLanding                    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getConformance                y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getApi                        y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.listCollections               y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getCollection                 y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getQueryables                 y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getSchema                     y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.listItems                     y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getItem                       y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.listTileMatrixSets            y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getTileMatrixSet              y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.listTilesets                  y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getTileset                    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getTileJson                   y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getTile                       y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getTileXyz                    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getStac                       y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.listStacCollections           y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.searchStac                    y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.postStacSearch                y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getStacConformance            y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.getStacCollection             h    h     h      h       h    h      h       h         h       h         h       h         h       h   h     h
ogc.getStacItem                   h    h     h      h       h    h      h       h         h       h         h       h         h       h   h     h
ogc.getStacAsset                  h    h     h      h       h    h      h       h         h       h         h       h         h       h   h     h
ogc.listStacItems                 y    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
ogc.registerImage                 n    y     n      n       n    n      n       n         n       n         n       n         n       n   n     n
ogc.removeImage                   n    h     n      n       n    n      n       n         n       n         n       n         n       n   n     n
# live topics
live:telemetry.arrivals           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:telemetry.commands           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:evaluation.changes           n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:alarm.changes                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:analysis.runs                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:exchange.runs                n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:signals.changes              n    y     y      y       y    y      y       y         y       n         n       n         y       n   n     n
live:supervision.changes          n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:imagery.changes              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:redline.changes              n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
live:reporting.changes            n    y     y      y       y    y      y       y         y       y         y       y         y       n   n     n
# last, since it ends what the others need
identity.signOut                  n    y     y      y       y    y      y       y         y       y         y       y         y       y   y     y
`;

export const ROWS: readonly Row[] = TABLE.split('\n')
  .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith(' '))
  .map((line) => {
    const [name, ...cells] = line.trim().split(/\s+/);
    if (cells.length !== EVERYBODY.length || cells.some((cell) => !/^[ynhok]$/.test(cell)))
      throw new Error(`a row of the table is not whole: ${line}`);
    return {
      name: name!,
      cells: Object.fromEntries(EVERYBODY.map((who, index) => [who, cells[index]])) as Row['cells'],
    };
  });

/** The heading must name the columns in the order of `people.ts`. */
export const HEADING: readonly string[] = TABLE.split('\n')[1]!.trim().split(/\s+/);
