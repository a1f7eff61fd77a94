import type {
  BundleOptions,
  Evidence,
} from 'backstage-plugin-security-incidents-common';
import type { EvidenceFiles } from '../evidence/EvidenceFiles';
import type { EvidenceService } from '../evidence/EvidenceService';
import type { EvidenceReader } from '../evidence/store/EvidenceStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { BundledEvidence, BundleEvidence } from './sections';

const PER_READ = 200;

/** The evidence of incidents, as bundles take it. */
export class EvidenceForBundles implements BundleEvidence {
  constructor(
    private readonly options: {
      service: EvidenceService<AuthorizedContext>;
      store: Pick<EvidenceReader, 'find'>;
      files: EvidenceFiles;
    },
  ) {}

  async list(
    incidentId: string,
    { tlpRedReason, without }: BundleOptions,
    context: AuthorizedContext,
  ): Promise<BundledEvidence[]> {
    const found: BundledEvidence[] = [];
    let cursor: string | undefined;
    do {
      const { items, may, pageInfo } = await this.options.service.list(
        incidentId,
        { limit: PER_READ, cursor },
        context,
      );
      const isOut = ({ tlp, storage, disposal }: Evidence) =>
        without?.includes('evidence') ||
        !may.read ||
        storage === undefined ||
        disposal !== undefined ||
        (tlp === 'RED' && tlpRedReason === undefined);
      found.push(
        ...items.map(evidence => ({ evidence, isIncluded: !isOut(evidence) })),
      );
      cursor = pageInfo.nextCursor;
    } while (cursor !== undefined);
    return found;
  }

  async hash(
    incidentSeq: number,
    evidenceId: string,
  ): Promise<string | undefined> {
    const { store, files } = this.options;
    const record = await store.find(incidentSeq, evidenceId);
    const { storageId, storageKey } = record ?? {};
    if (storageId === undefined || storageKey === undefined) return undefined;
    return (await files.hash({ storageId, storageKey }))?.sha256;
  }

  async open(
    incidentId: string,
    evidenceId: string,
    context: AuthorizedContext,
  ): Promise<AsyncIterable<Uint8Array>> {
    const { service } = this.options;
    return (await service.open(incidentId, evidenceId, context)).content;
  }
}
