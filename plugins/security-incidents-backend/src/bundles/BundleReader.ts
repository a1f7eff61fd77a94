import { ConflictError } from '@backstage/errors';
import type {
  BundleOptions,
  Incident,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { IncidentsService } from '../incidents/IncidentsService';
import type { AuthorizedContext } from '../kernel/contexts';
import type { VerificationReader } from '../verification/DatabaseVerification';
import { verifyIncident } from '../verification/verifyIncident';
import type { BundledEvidence, BundleEvidence } from './sections';
import type { BundledIncident } from './store/BundlesStore';

const ENTRIES_PER_READ = 200;

/** Reads what goes into bundles, as the caller may read it, and verifies it. */
export class BundleReader {
  constructor(
    private readonly options: {
      incidents: Pick<
        IncidentsService<AuthorizedContext>,
        'get' | 'getTimeline'
      >;
      verification: VerificationReader;
      lookup: Pick<EntityLookup, 'namesOf'>;
      evidence: BundleEvidence;
      clock(): Date;
    },
  ) {}

  /** @throws ConflictError that names the file and the entry of what does not verify */
  async verify(
    { id, key, seq }: BundledIncident,
    options: BundleOptions,
    context: AuthorizedContext,
  ): Promise<void> {
    const { verification, evidence, clock } = this.options;
    const stored = await verification.readIncident(seq);
    if (!stored) throw new ConflictError(`${key}, record.json: is gone`);
    const found = verifyIncident(stored, clock());
    if (found.status !== 'ok') {
      const place =
        found.seq === undefined
          ? 'record.json'
          : `timeline.jsonl, entry ${found.seq}`;
      throw new ConflictError(
        `${key}, ${place}: ${found.message}. Nothing was exported`,
      );
    }
    for (const { evidence: file, isIncluded } of await evidence.list(
      id,
      options,
      context,
    )) {
      const sha256 = isIncluded
        ? await evidence.hash(seq, file.id)
        : file.sha256;
      if (sha256 !== file.sha256) {
        throw new ConflictError(
          `${key}, evidence "${file.fileName}", entry ${file.seq}: ${
            sha256 === undefined
              ? 'its bytes are gone'
              : 'its bytes are not what was recorded'
          }. Nothing was exported`,
        );
      }
    }
  }

  async getEntries(
    id: string,
    context: AuthorizedContext,
  ): Promise<TimelineEntry[]> {
    const entries: TimelineEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.options.incidents.getTimeline(
        id,
        { limit: ENTRIES_PER_READ, cursor },
        context,
      );
      entries.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor !== undefined);
    return entries;
  }

  async getIncident(id: string, context: AuthorizedContext): Promise<Incident> {
    return this.options.incidents.get(id, context);
  }

  async getEvidence(
    id: string,
    options: BundleOptions,
    context: AuthorizedContext,
  ): Promise<BundledEvidence[]> {
    return this.options.evidence.list(id, options, context);
  }

  openEvidence(id: string, evidenceId: string, context: AuthorizedContext) {
    return this.options.evidence.open(id, evidenceId, context);
  }

  /** Display names of everything that some JSON names; the name within the ref for what the catalog does not show. */
  async getNames(
    value: unknown,
    { credentials }: AuthorizedContext,
  ): Promise<(ref: string) => string> {
    const refs = [
      ...new Set(
        JSON.stringify(value).match(
          /\b(?:user|group|component|system|domain|api|resource):[\w.-]+\/[\w.-]+/g,
        ) ?? [],
      ),
    ];
    const names = await this.options.lookup.namesOf(refs, credentials);
    return ref =>
      names.get(ref.toLocaleLowerCase('en-US')) ?? ref.replace(/^[^/]*\//, '');
  }
}
