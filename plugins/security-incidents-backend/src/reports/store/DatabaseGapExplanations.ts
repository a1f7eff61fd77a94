import type {
  GapExplanation,
  RequirementId,
} from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { RecordedWrites } from '../../verification/RecordedWrites';

/** Writes explanations of gaps. */
export interface GapExplanationsWriter {
  /** Fails when the gap was explained before. */
  explain(
    seq: number,
    explanation: GapExplanation & { requirement: RequirementId },
  ): Promise<void>;
}

/** Explanations of gaps, in the database. */
export class DatabaseGapExplanations implements GapExplanationsWriter {
  /** @param writes - collects what a transaction writes, for its timeline entries */
  constructor(
    private readonly db: Knex,
    private readonly writes: RecordedWrites,
  ) {}

  async explain(
    seq: number,
    {
      requirement,
      text,
      at,
      by,
    }: GapExplanation & { requirement: RequirementId },
  ) {
    const row = { incident_seq: seq, requirement, text, at, by };
    await this.db('gap_explanations').insert(row);
    this.writes.set(seq, 'gap_explanations', row);
  }
}
