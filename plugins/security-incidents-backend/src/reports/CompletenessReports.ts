import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  type CompletenessQuery,
  getRequirement,
  type ParsedExplainGaps,
  REQUIREMENT_IDS,
} from 'backstage-plugin-security-incidents-common';
import { createCursorCodec, cursorValues } from '../database/cursor';
import type { IncidentChanger } from '../incidents/IncidentChange';
import type { IncidentsReader } from '../incidents/store/IncidentsStore';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { notFound } from '../kernel/IncidentChange';
import { countDue, toCompleteness } from './evaluate/completeness';
import { isNotJudged } from './evaluate/imported';
import type {
  EvaluatedRecord,
  ReportEvaluator,
} from './evaluate/ReportEvaluator';
import type { ReportScopes } from './ReportScopes';
import type { ReportFactsReader } from './store/ReportFactsReader';

const PAGE = 20;

const completenessCursor = createCursorCodec(
  'completeness',
  cursorValues.integer,
);

/** What the completeness of records is computed from. */
export interface CompletenessOptions {
  scopes: ReportScopes;
  evaluator: ReportEvaluator;
  facts: ReportFactsReader;
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

/** Lists what records lack, and explains gaps. */
export class CompletenessReports {
  constructor(private readonly options: CompletenessOptions) {}

  async list(
    {
      complete,
      imported,
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
    await evaluator.evaluate(subject, ({ facts: record, outcomes }) => {
      if (!outcomes) return;
      const isApart = isNotJudged(record);
      const { met, due } = countDue(outcomes);
      const isComplete = met === due;
      if (imported !== undefined && imported !== isApart) return;
      if (isApart && complete !== undefined) return;
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
          seq: record.incident.seq,
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

  async get(idOrKey: string, context: AuthorizedContext) {
    const record = await this.#evaluateIncident(idOrKey, context);
    const { facts, outcomes } = record;
    if (!outcomes) {
      throw new ConflictError(
        `mode: ${facts.incident.key} is an exercise or merged, so no requirement is about it`,
      );
    }
    return toCompleteness(facts, outcomes);
  }

  async explain(
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
}
