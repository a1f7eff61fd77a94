import type { PageRequest, WorkPage } from '../model';
import type { WorkFilterValues } from '../queries';
import type { CallOptions } from './SecurityIncidentsApi';

/** Filters and page of `GET /my/work`. @public */
export type WorkQuery = WorkFilterValues & PageRequest;

/** Calls about what the caller must do. @public */
export interface MyWorkApi {
  /** What the caller must do across incidents, by due time: 20 items, or a page. */
  getMyWork(query?: WorkQuery, options?: CallOptions): Promise<WorkPage>;
}
