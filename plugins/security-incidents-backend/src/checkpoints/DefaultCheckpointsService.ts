import type { PageRequest } from 'backstage-plugin-security-incidents-common';
import { type AuthorizedContext, assertAuthorized } from '../kernel/contexts';
import { CHECKPOINTS } from '../verification/DatabaseFindings';
import type { CheckpointsService } from './CheckpointsService';
import type { CheckpointWriter } from './CheckpointWriter';
import type { CheckpointsStore } from './store/CheckpointsStore';

export class DefaultCheckpointsService
  implements CheckpointsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: CheckpointsStore;
      writer: CheckpointWriter;
      findings: { find(subject: string): Promise<string | undefined> };
    },
  ) {}

  async list(page: PageRequest, context: AuthorizedContext) {
    assertAuthorized(context);
    const { store, writer, findings } = this.options;
    const { items, total, nextCursor } = await store.list(page);
    const problem = await findings.find(CHECKPOINTS);
    return {
      items,
      totalItems: total,
      pageInfo: nextCursor === undefined ? {} : { nextCursor },
      signing: writer.signing,
      ...(problem !== undefined && { problem }),
    };
  }
}
