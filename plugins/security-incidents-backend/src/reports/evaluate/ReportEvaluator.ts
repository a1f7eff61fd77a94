import { InputError } from '@backstage/errors';
import {
  MAX_REPORT_INCIDENTS,
  type PlanClockReading,
  type RequirementId,
} from 'backstage-plugin-security-incidents-common';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import type { AnalysisSubject } from '../store/AnalysisReader';
import type { ReportFactsReader } from '../store/ReportFactsReader';
import { AttentionCounter } from './AttentionCounter';
import { ClauseCounter } from './ClauseCounter';
import type { IncidentFacts } from './facts';
import { isNotJudged, judgeNothing } from './imported';
import { PopulationCounter } from './PopulationCounter';
import {
  evaluateRequirements,
  getPopulationState,
  type Outcome,
} from './requirements';

/** One record as a report sees it. */
export interface EvaluatedRecord {
  facts: IncidentFacts;
  /** Absent for exercises and merged incidents, which no requirement is about. */
  outcomes?: Record<RequirementId, Outcome>;
  clocks: readonly PlanClockReading[];
}

/** Everything that one pass over the records of a period gives. */
export interface Evaluation {
  population: PopulationCounter;
  clause: ClauseCounter;
  attention: AttentionCounter;
}

/**
 * Computes population, requirements and gaps, from the record and nothing else. Overview, clause, completeness, service
 * years and frozen reports all get their numbers here.
 */
export class ReportEvaluator {
  constructor(
    private readonly options: {
      facts: ReportFactsReader;
      settings: ServiceLevelSettings;
      clock(): Date;
    },
  ) {}

  /** @throws InputError when a period has too many records to look at one by one */
  async assertFits({ period, scope, access }: AnalysisSubject): Promise<void> {
    const { facts } = this.options;
    const records = await facts.count(period, scope, access);
    if (records > MAX_REPORT_INCIDENTS) {
      throw new InputError(
        `from: the period has ${records} records; choose one with at most ${MAX_REPORT_INCIDENTS}, or a smaller scope`,
      );
    }
  }

  /**
   * Looks at every record of a period.
   *
   * @param visit - called for each record, in the order of detection
   */
  async evaluate(
    { period, scope, access }: AnalysisSubject,
    visit: (record: EvaluatedRecord) => void = () => {},
  ): Promise<Evaluation> {
    const now = this.options.clock().toISOString();
    const evaluation: Evaluation = {
      population: new PopulationCounter(),
      clause: new ClauseCounter(),
      attention: new AttentionCounter(now),
    };
    for await (const part of this.options.facts.read(period, scope, access)) {
      for (const facts of part) {
        const record = this.evaluateOne(facts, now);
        const isCounted = evaluation.population.add(facts) !== undefined;
        if (isCounted && record.outcomes) {
          evaluation.clause.add(facts, record.outcomes);
          evaluation.attention.add(facts, record.outcomes.reported);
        }
        visit(record);
      }
    }
    return evaluation;
  }

  /** What the requirements say about one record. */
  evaluateOne(
    facts: IncidentFacts,
    now = this.options.clock().toISOString(),
  ): EvaluatedRecord {
    const state =
      facts.incident.mode === 'real' ? getPopulationState(facts) : undefined;
    if (state === undefined) return { facts, clocks: [] };
    if (isNotJudged(facts)) {
      return { facts, outcomes: judgeNothing(), clocks: [] };
    }
    return {
      facts,
      ...evaluateRequirements(facts, state, this.options.settings, now),
    };
  }
}
