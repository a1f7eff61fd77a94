import type {
  CheckpointPage,
  PageRequest,
} from 'backstage-plugin-security-incidents-common';

/** Signed states of all chains. @public */
export interface CheckpointsService<Context> {
  /** Newest first. */
  list(page: PageRequest, context: Context): Promise<CheckpointPage>;
}
