import {
  type DetectionRules,
  MAPPING_WAYS,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import type { Row } from '../../database/rowMapper';
import { applyDetectionAccess } from './detectionQueries';
import type { DetectionAccess } from './DetectionsStore';
import type { DetectionRecord } from './records';
import { toDetectionRecord } from './rows';

/** What a rule did. */
export interface RuleEffect {
  count: number;
  undone: number;
  followed: number;
}

/** Detections that a suppression is compared with after its end. */
const MAX_SINCE_END = 500;
/** The most severe first: a detection counts in the first that fits. */
const FLOW = [
  ['suppressed', `status = 'suppressed'`],
  ['ignored', `status = 'ignored'`],
  ['created', `status = 'promoted' and decided_rule is not null`],
  ['attached', `status = 'attached' and decided_rule is not null`],
  ['unmapped', 'detections.entity_ref is null'],
  ['suggested', 'suggested_seq is not null'],
] as const;

/** Counts what rules, suppressions and patterns did, as far as the caller may see the detections. */
export class DatabaseRuleEffects {
  constructor(private readonly db: Knex) {}

  async getFlow(
    since: string,
    access: DetectionAccess,
  ): Promise<DetectionRules['flow']> {
    const cases = FLOW.map(([name, sql]) => `when ${sql} then '${name}'`);
    const rows: Row[] = await this.#since(since, access)
      .select(this.db.raw(`case ${cases.join(' ')} else 'inbox' end as place`))
      .count({ total: '*' })
      .groupBy('place');
    const of = (place: string) =>
      Number(rows.find(row => row.place === place)?.total ?? 0);
    return {
      total: rows.reduce((sum, { total }) => sum + Number(total), 0),
      inbox: of('inbox'),
      suggested: of('suggested'),
      attached: of('attached'),
      created: of('created'),
      ignored: of('ignored'),
      suppressed: of('suppressed'),
      unmapped: of('unmapped'),
    };
  }

  async getWays(
    since: string,
    access: DetectionAccess,
  ): Promise<DetectionRules['ways']> {
    const cases = MAPPING_WAYS.map(
      way => `when mapping like '%"way":"${way}"%' then '${way}'`,
    );
    const rows: Row[] = await this.#since(since, access)
      .select(
        this.db.raw(
          `case when mapping is null then 'none' ${cases.join(
            ' ',
          )} else 'none' end as way`,
        ),
      )
      .count({ total: '*' })
      .groupBy('way');
    const counts = new Map(
      rows.map(({ way, total }) => [String(way), Number(total)]),
    );
    return [...MAPPING_WAYS, 'none' as const].map(way => ({
      way,
      count: counts.get(way) ?? 0,
    }));
  }

  /** By id of the rule. */
  async getRuleEffects(
    since: string,
    access: DetectionAccess,
  ): Promise<Map<string, RuleEffect>> {
    const rows: Row[] = await applyDetectionAccess(
      this.db('detection_decisions as decision')
        .join('detections', 'detections.seq', 'decision.detection_seq')
        .where('decision.at', '>=', since)
        .whereNotNull('decision.rule_id'),
      access,
      this.db,
    )
      .select('decision.rule_id')
      .select(
        this.db.raw(
          `sum(case when decision.kind = 'undone' then 0 else 1 end) as taken`,
        ),
        this.db.raw(
          `sum(case when decision.kind = 'undone' then 1 else 0 end) as undone`,
        ),
        this.db.raw(
          `sum(case when decision.kind = 'suggested' and decision.incident_seq = detections.incident_seq then 1 else 0 end) as followed`,
        ),
      )
      .groupBy('decision.rule_id');
    return new Map(
      rows.map(({ rule_id: id, taken, undone, followed }) => [
        String(id),
        {
          count: Number(taken),
          undone: Number(undone),
          followed: Number(followed),
        },
      ]),
    );
  }

  /** By id of the suppression. */
  async getHeldBack(access: DetectionAccess): Promise<Map<string, number>> {
    const rows: Row[] = await applyDetectionAccess(
      this.db('detections').whereNotNull('suppression_id'),
      access,
      this.db,
    )
      .select('suppression_id')
      .count({ total: '*' })
      .groupBy('suppression_id');
    return new Map(
      rows.map(({ suppression_id: id, total }) => [String(id), Number(total)]),
    );
  }

  /** Detections that were new since a time. */
  async listSince(
    since: string,
    access: DetectionAccess,
  ): Promise<DetectionRecord[]> {
    const rows: Row[] = await this.#since(since, access)
      .orderBy('first_seen_at', 'desc')
      .limit(MAX_SINCE_END)
      .select('detections.*');
    return rows.map(toDetectionRecord);
  }

  #since(since: string, access: DetectionAccess): Knex.QueryBuilder {
    return applyDetectionAccess(this.db('detections'), access, this.db)
      .where({ is_test: false })
      .where('first_seen_at', '>=', since);
  }
}
