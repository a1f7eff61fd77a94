import {
  type AnalysisQuery,
  type CompletenessQuery,
  type ParsedExplainGaps,
  type ReportOverview,
  type ReportQuery,
  type ServicesReportQuery,
} from 'backstage-plugin-security-incidents-common';
import { createCursorCodec, cursorValues } from '../database/cursor';
import type { AuthorizedContext } from '../kernel/contexts';
import type { ServiceLevelSettings } from '../serviceLevels/settings';
import { AnalysisReports } from './analysis/AnalysisReports';
import { buildFigures } from './analysis/buildAnalysis';
import { buildServiceYear } from './buildServiceYear';
import {
  type CompletenessOptions,
  CompletenessReports,
} from './CompletenessReports';
import { countDue } from './evaluate/completeness';
import { isImported, isNotJudged } from './evaluate/imported';
import type { EvaluatedRecord } from './evaluate/ReportEvaluator';
import type { PeriodReportsService } from './PeriodReportsService';
import { getZoneMonths } from './reportPeriod';
import { drawSample, getSampleRecipe } from './sample';
import { listServiceRows } from './serviceRows';
import type { AnalysisReader } from './store/AnalysisReader';
import type { ServiceReportsReader } from './store/ServiceReportsReader';

const OVERVIEW_SERVICES = 5;
const PAGE = 20;
const SAMPLE = 25;

const servicesCursor = createCursorCodec(
  'service reports',
  cursorValues.integer,
);

/** Everything that reports are computed from. */
export interface PeriodReportsOptions extends CompletenessOptions {
  analysis: AnalysisReader;
  services: ServiceReportsReader;
  settings: ServiceLevelSettings;
}

export class DefaultPeriodReportsService
  implements PeriodReportsService<AuthorizedContext>
{
  readonly #analysis: AnalysisReports;
  readonly #completeness: CompletenessReports;

  constructor(private readonly options: PeriodReportsOptions) {
    this.#analysis = new AnalysisReports(options);
    this.#completeness = new CompletenessReports(options);
  }

  async getOverview(
    query: ReportQuery,
    context: AuthorizedContext,
  ): Promise<ReportOverview> {
    const { scopes, evaluator, services, analysis, settings } = this.options;
    const report = await scopes.resolve(query, context);
    const { subject, header, now } = report;
    await evaluator.assertFits(subject);
    const evaluation = await evaluator.evaluate(subject);
    const figures = await buildFigures(subject, [], analysis, settings, now);
    const rows = await listServiceRows(
      { subject, now, first: 0, limit: OVERVIEW_SERVICES },
      services,
      refs => scopes.findHidden(refs, context),
    );
    const { population } = evaluation.population;
    const listed = rows.items.reduce((sum, row) => sum + row.incidents, 0);
    return {
      ...header,
      population,
      record: evaluation.population.record,
      clause: evaluation.clause.clause,
      attention: evaluation.attention.toAttention(evaluation.clause),
      explained: evaluation.clause.explained,
      months: figures.months,
      bySeverity: figures.bySeverity,
      durations: figures.durations.map(({ points: _points, ...each }) => each),
      planTasks: figures.planTasks,
      serviceMinutes: figures.impact.serviceMinutes,
      services: rows.items,
      moreServices: {
        entities: population.hits.entities - rows.items.length,
        hits: population.hits.total - listed,
      },
    };
  }

  getAnalysis(query: AnalysisQuery, context: AuthorizedContext) {
    return this.#analysis.getAnalysis(query, context);
  }

  getAnalysisCsv(query: AnalysisQuery, context: AuthorizedContext) {
    return this.#analysis.getAnalysisCsv(query, context);
  }

  async getClause(query: ReportQuery, context: AuthorizedContext) {
    const { scopes, evaluator } = this.options;
    const { subject, header } = await scopes.resolve(query, context);
    await evaluator.assertFits(subject);
    const { population, clause } = await evaluator.evaluate(subject);
    return {
      ...header,
      population: population.population,
      record: population.record,
      clause: clause.clause,
    };
  }

  async listCompleteness(query: CompletenessQuery, context: AuthorizedContext) {
    return this.#completeness.list(query, context);
  }

  async getCompleteness(idOrKey: string, context: AuthorizedContext) {
    return this.#completeness.get(idOrKey, context);
  }

  async explainGaps(request: ParsedExplainGaps, context: AuthorizedContext) {
    return this.#completeness.explain(request, context);
  }

  async listServices(
    { limit = PAGE, cursor, ...asked }: ServicesReportQuery,
    context: AuthorizedContext,
  ) {
    const { scopes, services, analysis } = this.options;
    const { subject, header, now } = await scopes.resolve(asked, context);
    const first = cursor === undefined ? 0 : servicesCursor.decode(cursor);
    const rows = await listServiceRows(
      { subject, now, first, limit },
      services,
      refs => scopes.findHidden(refs, context),
    );
    const { rows: volume } = await analysis.countVolume(
      subject,
      getZoneMonths(subject.period),
    );
    const incidents = volume.reduce((sum, { total }) => sum + total, 0);
    const next = first + limit;
    return {
      ...header,
      ...rows,
      incidents,
      pageInfo:
        next < rows.totalItems
          ? { nextCursor: servicesCursor.encode(next) }
          : {},
    };
  }

  async getServiceYear(
    entityRef: string,
    query: Pick<ReportQuery, 'from' | 'to' | 'zone'>,
    context: AuthorizedContext,
  ) {
    const { scopes, evaluator, services, analysis, settings } = this.options;
    const asked = { ...query, entityRef: [entityRef] };
    const report = await scopes.resolve(asked, context);
    const { subject, header, now } = report;
    await evaluator.assertFits(subject);
    const records: EvaluatedRecord[] = [];
    const { population } = await evaluator.evaluate(subject, record =>
      records.push(record),
    );
    const figures = await buildFigures(subject, [], analysis, settings, now);
    const lastSteps = await services.getLastSteps(
      records
        .filter(({ facts }) => !facts.incident.resolution)
        .map(({ facts }) => facts.incident.seq),
    );
    return {
      ...header,
      entityRef,
      ...(await this.#describeEntity(entityRef, records, context)),
      bySeverity: figures.bySeverity,
      months: figures.months,
      durations: figures.durations,
      planTasks: figures.planTasks,
      ...buildServiceYear(records, lastSteps, now),
      record: population.record,
    };
  }

  async getSample(
    { seed, n = SAMPLE, ...asked }: ReportQuery & { seed: string; n?: number },
    context: AuthorizedContext,
  ) {
    const { scopes, evaluator } = this.options;
    const { subject, header } = await scopes.resolve(asked, context);
    await evaluator.assertFits(subject);
    const records: Array<ReturnType<typeof toSampled>> = [];
    await evaluator.evaluate(subject, record => {
      if (record.outcomes) records.push(toSampled(record));
    });
    return {
      ...header,
      seed,
      n,
      population: records.length,
      items: drawSample(records, seed, n),
      recipe: getSampleRecipe(seed, n),
    };
  }

  /** The service as it was described when the last of its incidents was linked. */
  async #describeEntity(
    entityRef: string,
    records: readonly EvaluatedRecord[],
    context: AuthorizedContext,
  ) {
    const snapshots = records.flatMap(({ facts }) =>
      facts.affected
        .filter(each => each.entityRef === entityRef)
        .map(({ snapshot }) => snapshot),
    );
    const last = snapshots[snapshots.length - 1] ?? {};
    const owners = [
      ...new Set(snapshots.flatMap(({ ownerRef }) => ownerRef ?? [])),
    ];
    const hidden = await this.options.scopes.findHidden(
      [...owners, ...(last.systemRef ? [last.systemRef] : [])],
      context,
    );
    const { title, tier, lifecycle, systemRef } = last;
    return {
      ...(title && { title }),
      ...(tier && { tier }),
      ...(lifecycle && { lifecycle }),
      ...(systemRef && !hidden.has(systemRef) && { systemRef }),
      ownerRefs: owners.filter(ref => !hidden.has(ref)),
    };
  }
}

function toSampled({ facts, outcomes }: EvaluatedRecord) {
  const { id, key, title, severity, visibility } = facts.incident;
  const { met, due } = countDue(outcomes!);
  return {
    id,
    key,
    title,
    ...(severity && { severity }),
    restricted: visibility === 'restricted',
    ...(isImported(facts) && { imported: true }),
    complete: met === due && !isNotJudged(facts),
  };
}
