import type { Knex } from 'knex';

/** What is wrong with a record, with the registry, or with the read model. */
export interface Finding {
  /** The id of an incident or of a file of evidence, {@link REGISTRY}, {@link CHECKPOINTS} or {@link READ_MODEL}. */
  subject: string;
  /** The incident of a file. */
  incidentId?: string;
  status: string;
  message: string;
}

export const REGISTRY = 'registry';
export const CHECKPOINTS = 'checkpoints';
/** Counts, and rows of the read model that belong to no incident. */
export const READ_MODEL = 'read-model';

/** What is wrong at present, in the database. */
export class DatabaseFindings {
  constructor(private readonly db: Knex) {}

  /** Remembers a finding; false when it was found before. */
  async save({ subject, status }: Finding, at: string): Promise<boolean> {
    const before = await this.db('verification_findings')
      .where({ subject })
      .first();
    if (before?.status === status) return false;
    await this.db('verification_findings')
      .insert({ subject, status, found_at: at })
      .onConflict('subject')
      .merge();
    return true;
  }

  /** What is wrong with a subject at present. */
  async find(subject: string): Promise<string | undefined> {
    const row = await this.db('verification_findings')
      .where({ subject })
      .first();
    return row?.status;
  }

  async remove(subject: string): Promise<void> {
    await this.db('verification_findings').where({ subject }).delete();
  }
}
