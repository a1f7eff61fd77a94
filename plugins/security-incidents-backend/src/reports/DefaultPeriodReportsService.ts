import { ConflictError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type AnalysisGroup,
  type AnalysisQuery,
  type AnalysisReport,
  type CompletenessQuery,
  getRequirement,
  type ParsedExplainGaps,
  type ReportOverview,
  type ReportQuery,
  REQUIREMENT_IDS,
  type ServicesReportQuery,
} from 'backstage-plugin-security-incidents-common';
import { createCursorCodec, cursorValues } from '../database/cursor';
import type { IncidentChanger } from '../incidents/IncidentChange';
import type { IncidentsReader } from '../incidents/store/IncidentsStore';
import { notFound } from '../kernel/IncidentChange';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { ServiceLevelSettings } from '../serviceLevels/settings';
import { continueAnalysisCsv, startAnalysisCsv } from './analysis/analysisCsv';
import { buildFigures } from './analysis/buildAnalysis';
import { buildServiceYear } from './buildServiceYear';
import { countDue, toCompleteness } from './evaluate/completeness';
import type {
  EvaluatedRecord,
  ReportEvaluator,
} from './evaluate/ReportEvaluator';
import type { PeriodReportsService } from './PeriodReportsService';
import { HIDDEN_VALUE, type ReportScopes } from './ReportScopes';
import { drawSample, getSampleRecipe } from './sample';
import { listServiceRows } from './serviceRows';
import type { AnalysisReader } from './store/AnalysisReader';
import type { ReportFactsReader } from './store/ReportFactsReader';
import type { ServiceReportsReader } from './store/ServiceReportsReader';

const OVERVIEW_SERVICES = 5;
const PAGE = 20;
const SAMPLE = 25;
const ENTITY_DIMENSIONS = ['entity', 'system', 'domain', 'owner'] as const;

const pageCursor = (list: string) =>
  createCursorCodec(list, cursorValues.integer);
const completenessCursor = pageCursor('completeness');
const servicesCursor = pageCursor('service reports');

/** Everything that reports are computed from. */
export interface PeriodReportsOptions {
  scopes: ReportScopes;
  evaluator: ReportEvaluator;
  facts: ReportFactsReader;
  analysis: AnalysisReader;
  services: ServiceReportsReader;
  settings: ServiceLevelSettings;
  incidents: Pick<IncidentsReader, 'findIncident'>;
  changer: IncidentChanger;
  actorOf(credentials: BackstageCredentials): string;
}

/** One record of a list by completeness, as small as it can be. */
interface Rank {
  seq: number;
  share: number;
  due: number;
}

export class DefaultPeriodReportsService
  implements PeriodReportsService<AuthorizedContext>
{
  constructor(private readonly options: PeriodReportsOptions) {}

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

  async getAnalysis(
    query: AnalysisQuery,
    context: AuthorizedContext,
  ): Promise<AnalysisReport> {
    const { scopes, evaluator, analysis, settings } = this.options;
    const { by = [], ...asked } = query;
    const { subject, header, now } = await scopes.resolve(asked, context);
    const figures = await buildFigures(
      subject,
      [...new Set(by)],
      analysis,
      settings,
      now,
    );
    const response = (await evaluator.fits(subject))
      ? (await evaluator.evaluate(subject)).response.response
      : {};
    const isWhole = Object.keys(subject.scope).length === 0;
    return {
      ...header,
      ...figures,
      groups: await this.#withoutHidden(figures.groups, context),
      ...response,
      ...(context.permissions.readDetections &&
        isWhole && {
          precision: await analysis.countPrecision(subject.period),
        }),
    };
  }

  async getAnalysisCsv(query: AnalysisQuery, context: AuthorizedContext) {
    const { scopes, analysis, settings } = this.options;
    const { by = ['class', 'severity', 'month'], ...asked } = query;
    const { subject, now } = await scopes.resolve(asked, context);
    const dimensions = [...new Set(by)];
    const { groups } = await buildFigures(
      subject,
      dimensions,
      analysis,
      settings,
      now,
    );
    const shown = await this.#withoutHidden(groups, context);
    async function* makeContent() {
      yield startAnalysisCsv(dimensions);
      yield continueAnalysisCsv(dimensions, shown);
    }
    return {
      fileName: `security-incidents-analysis-${now.slice(0, 10)}.csv`,
      content: makeContent(),
    };
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

  async listCompleteness(
    {
      complete,
      requirement,
      result,
      limit = PAGE,
      cursor,
      ...asked
    }: CompletenessQuery,
    context: AuthorizedContext,
  ) {
    const { scopes, evaluator, facts } = this.options;
    const { subject, header } = await scopes.resolve(asked, context);
    await evaluator.assertFits(subject);
    const first = cursor === undefined ? 0 : completenessCursor.decode(cursor);
    const ranks: Rank[] = [];
    await evaluator.evaluate(subject, ({ facts: { incident }, outcomes }) => {
      if (!outcomes) return;
      const { met, due } = countDue(outcomes);
      const isComplete = met === due;
      const isWanted =
        requirement === undefined && result === undefined
          ? true
          : (requirement ?? REQUIREMENT_IDS).some(id =>
              (result ?? ['missing']).includes(outcomes[id].result),
            );
      const matches =
        isWanted && (complete === undefined || complete === isComplete);
      if (matches) {
        ranks.push({
          seq: incident.seq,
          share: due === 0 ? 1 : met / due,
          due,
        });
      }
    });
    // Stable: incidents that are as complete as each other keep the order of detection.
    ranks.sort((a, b) => a.share - b.share || b.due - a.due);
    const page = ranks.slice(first, first + limit).map(({ seq }) => seq);
    const read = await facts.readMany(page, subject.access);
    const bySeq = new Map(read.map(each => [each.incident.seq, each]));
    const items = page.flatMap(seq => {
      const found = bySeq.get(seq);
      const record = found && evaluator.evaluateOne(found);
      return record?.outcomes
        ? [toCompleteness(record.facts, record.outcomes)]
        : [];
    });
    const next = first + limit;
    return {
      ...header,
      items,
      totalItems: ranks.length,
      pageInfo:
        next < ranks.length
          ? { nextCursor: completenessCursor.encode(next) }
          : {},
    };
  }

  async getCompleteness(idOrKey: string, context: AuthorizedContext) {
    const record = await this.#evaluateIncident(idOrKey, context);
    const { facts, outcomes } = record;
    if (!outcomes) {
      throw new ConflictError(
        `mode: ${facts.incident.key} is an exercise or merged, so no requirement is about it`,
      );
    }
    return toCompleteness(facts, outcomes);
  }

  async explainGaps(
    { requirement, incidents, text }: ParsedExplainGaps,
    context: AuthorizedContext,
  ) {
    const { changer, actorOf } = this.options;
    const records: EvaluatedRecord[] = [];
    for (const idOrKey of [...new Set(incidents)]) {
      const record = await this.#evaluateIncident(idOrKey, context);
      const { incident, explanations } = record.facts;
      if (record.outcomes?.[requirement].result !== 'missing') {
        throw new ConflictError(
          `incidents: ${incident.key} lacks nothing for "${
            getRequirement(requirement).title
          }"`,
        );
      }
      if (explanations[requirement]) {
        throw new ConflictError(
          `incidents: the gap of ${incident.key} was explained before`,
        );
      }
      records.push(record);
    }
    const actor = actorOf(context.credentials);
    for (const { facts } of records) {
      await changer.change(
        facts.incident.id,
        actor,
        context,
        async change => {
          await change.tx.gaps.explain(change.incident.seq, {
            requirement,
            text,
            at: change.at,
            by: actor,
          });
          await change.log('gap.explained', { requirement, text });
        },
        { frozen: true },
      );
    }
    return { explained: records.map(({ facts }) => facts.incident.key) };
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
    const { incidents } = await analysis.countModes(subject);
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

  async #evaluateIncident(
    idOrKey: string,
    context: AuthorizedContext,
  ): Promise<EvaluatedRecord> {
    const { incidents, facts, evaluator } = this.options;
    const access = getReadAccess(context);
    const incident = await incidents.findIncident(idOrKey, access);
    if (!incident) throw notFound(idOrKey);
    context.onFound?.(incident);
    const [found] = await facts.readMany([incident.seq], access);
    if (!found) throw notFound(idOrKey);
    return evaluator.evaluateOne(found);
  }

  /** Adds up the groups of services that the caller may not see. */
  async #withoutHidden(
    groups: readonly AnalysisGroup[],
    context: AuthorizedContext,
  ): Promise<AnalysisGroup[]> {
    const refs = groups.flatMap(({ values }) =>
      ENTITY_DIMENSIONS.flatMap(dimension => values[dimension] ?? []),
    );
    const hidden = await this.options.scopes.findHidden(
      refs.filter(ref => ref.includes(':')),
      context,
    );
    if (hidden.size === 0) return [...groups];
    const shown = new Map<string, AnalysisGroup>();
    for (const group of groups) {
      const values = Object.fromEntries(
        Object.entries(group.values).map(([name, value]) => [
          name,
          hidden.has(value) ? HIDDEN_VALUE : value,
        ]),
      );
      const name = JSON.stringify(values);
      const known = shown.get(name);
      shown.set(name, known ? addGroups(known, group) : { ...group, values });
    }
    return [...shown.values()].sort((a, b) => b.total - a.total);
  }
}

function addGroups(a: AnalysisGroup, b: AnalysisGroup): AnalysisGroup {
  return {
    values: a.values,
    total: a.total + b.total,
    bySeverity: Object.fromEntries(
      Object.entries(a.bySeverity).map(([severity, count]) => [
        severity,
        count + b.bySeverity[severity as keyof typeof b.bySeverity],
      ]),
    ) as AnalysisGroup['bySeverity'],
  };
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
    complete: met === due,
  };
}
