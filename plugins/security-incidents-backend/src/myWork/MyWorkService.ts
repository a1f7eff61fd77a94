import type {
  WorkPage,
  WorkQuery,
} from 'backstage-plugin-security-incidents-common';

/** What callers must do across incidents. @public */
export interface MyWorkService<Context> {
  getMyWork(query: WorkQuery, context: Context): Promise<WorkPage>;
}
