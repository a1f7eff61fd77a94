import type {
  DueOverview,
  EntityHistory,
  Period,
  Volume,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';

/** Figures over a period. @public */
export interface ReportsService<Context> {
  /** Marks and figures of an entity in a period: the last 18 calendar months unless stated. */
  getEntityHistory(
    entityRef: string,
    period: Period,
    context: Context,
  ): Promise<EntityHistory>;
  /** Real incidents by month of detection: the last 12 calendar months unless stated. */
  getVolume(query: VolumeQuery, context: Context): Promise<Volume>;
  /** Real open incidents by what is due next. */
  getDue(query: VolumeQuery, context: Context): Promise<DueOverview>;
}
