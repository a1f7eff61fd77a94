import { InputError } from '@backstage/errors';
import type {
  BundleContents,
  BundleOptions,
  CheckpointSigning,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import { type ArchiveResult, makeArchive } from './archive';
import {
  type BundleMaker,
  type BundleRequest,
  countIncidents,
  getMarking,
  isKeyOnly,
} from './BundleMaker';
import type { BundleReader } from './BundleReader';
import type {
  BundlesService,
  EndedBundle,
  StreamedFile,
} from './BundlesService';
import { estimateParts } from './estimate';
import type { BundledIncident, BundlesStore } from './store/BundlesStore';

/** More would take longer than people wait for a download. */
const MAX_INCIDENTS = 500;
const PAGE = 200;

/** The incidents of a bundle and how the bundle is called. */
interface Selection {
  incidents: BundledIncident[];
  /** The incident of a bundle of one. */
  incident?: IncidentRecord;
  isSingle: boolean;
  options: BundleOptions;
  name: string;
  title: string;
  subtitle: string;
}

export class DefaultBundlesService
  implements BundlesService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      calls: IncidentCalls;
      incidentsStore: IncidentsStore;
      store: BundlesStore;
      reader: BundleReader;
      maker: BundleMaker;
      signing: CheckpointSigning;
      /** Notifies the requester of a bundle when it ended. */
      notify?(bundle: EndedBundle): Promise<void>;
      onProblem(message: string, error: Error): void;
      clock(): Date;
    },
  ) {}

  async getContents(
    idOrKey: string,
    options: BundleOptions,
    context: AuthorizedContext,
  ) {
    return this.#describe(
      await this.#selectOne(idOrKey, options, context),
      context,
    );
  }

  async getBundle(
    idOrKey: string,
    options: BundleOptions,
    context: AuthorizedContext,
  ) {
    return this.#make(
      await this.#selectOne(idOrKey, options, context),
      context,
    );
  }

  async getContentsOfMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: AuthorizedContext,
  ) {
    return this.#describe(
      await this.#selectMany(query, options, context),
      context,
    );
  }

  async getBundleOfMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: AuthorizedContext,
  ) {
    return this.#make(await this.#selectMany(query, options, context), context);
  }

  async #selectOne(
    idOrKey: string,
    options: BundleOptions,
    context: AuthorizedContext,
  ): Promise<Selection> {
    const { calls, store } = this.options;
    const incident = await calls.find(idOrKey, context);
    calls.recordView(incident, context, undefined);
    const { key, title } = incident;
    const isHidden = isKeyOnly(incident, options);
    return {
      incidents: await store.getIncidents([incident.id]),
      incident,
      isSingle: true,
      options,
      name: key,
      title: isHidden ? key : `${key}, ${title}`,
      subtitle: 'One information security incident',
    };
  }

  /** @throws InputError when more match than a bundle holds */
  async #selectMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: AuthorizedContext,
  ): Promise<Selection> {
    const { calls, incidentsStore, store, clock } = this.options;
    const access = await calls.redaction.searchableScope(query, context);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await incidentsStore.listPage(
        {
          ...query,
          orderBy: { field: 'recordedAt', direction: 'asc' },
          limit: PAGE,
          cursor,
        },
        access,
      );
      ids.push(...page.items.map(({ incident }) => incident.id));
      if (ids.length > MAX_INCIDENTS) {
        throw new InputError(
          `from: a bundle holds at most ${MAX_INCIDENTS} incidents, and more match; choose a shorter period or more filters`,
        );
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    const { from, to } = query;
    const period = [
      from && `from ${from.slice(0, 10)}`,
      to && `before ${to.slice(0, 10)}`,
    ].filter(Boolean);
    return {
      incidents: await store.getIncidents(ids),
      isSingle: false,
      options,
      name: `security-incidents-${clock().toISOString().slice(0, 10)}`,
      title: 'Information security incidents',
      subtitle:
        period.length > 0 ? `Detected ${period.join(', ')}` : 'Of all time',
    };
  }

  async #describe(
    { incidents, options }: Selection,
    context: AuthorizedContext,
  ): Promise<BundleContents> {
    const { reader, store, signing } = this.options;
    const seesCheckpoints = context.permissions.readCheckpoints;
    const { newest, firstN } = seesCheckpoints
      ? await store.readProofs(incidents.map(({ seq }) => seq))
      : { newest: undefined, firstN: undefined };
    const full = incidents.filter(incident => !isKeyOnly(incident, options));
    const evidence = [];
    for (const { id } of full) {
      evidence.push(...(await reader.getEvidence(id, options, context)));
    }
    const parts = estimateParts({
      incidents: full.length,
      entries: sumEntries(full),
      evidence,
      checkpoints: newest && firstN ? newest.n - firstN + 1 : 0,
      without: options.without ?? [],
    });
    return {
      ...countIncidents(incidents),
      entries: sumEntries(incidents),
      marking: getMarking(incidents, options),
      keyOnly: incidents
        .filter(incident => isKeyOnly(incident, options))
        .map(({ key }) => key),
      parts,
      sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      signing,
      ...(newest && { checkpoint: { n: newest.n, at: newest.at } }),
    };
  }

  async #make(
    selection: Selection,
    context: AuthorizedContext,
  ): Promise<StreamedFile> {
    const { calls, reader, store, maker, clock } = this.options;
    const { incidents, options } = selection;
    // Read before the timelines, so that no checkpoint covers an entry that the bundle lacks.
    const proofs =
      context.permissions.readCheckpoints &&
      !options.without?.includes('checkpoints')
        ? await store.readProofs(incidents.map(({ seq }) => seq))
        : undefined;
    for (const incident of incidents) {
      if (!isKeyOnly(incident, options)) {
        await reader.verify(incident, options, context);
      }
    }
    const madeAt = clock();
    const actor = calls.getActor(context);
    const getName = await reader.getNames(actor, context);
    const request: BundleRequest = {
      ...selection,
      proofs,
      context,
      madeAt: madeAt.toISOString(),
      madeBy: getName(actor),
    };
    const record = async (result: ArchiveResult | undefined) => {
      await this.#recordExport(selection, actor, result);
      await this.#notify(selection, actor, result);
    };
    async function* makeContent() {
      let result: ArchiveResult | undefined;
      try {
        yield* makeArchive(maker.make(request), madeAt, made => {
          result = made;
        });
      } finally {
        // Also when the reader breaks off: what has left has left.
        await record(result);
      }
    }
    return {
      fileName: `${selection.name}-auditor-bundle.zip`,
      content: makeContent(),
    };
  }

  async #notify(
    { incident, incidents }: Selection,
    actor: string,
    result: ArchiveResult | undefined,
  ): Promise<void> {
    const { notify, onProblem } = this.options;
    try {
      await notify?.({
        actor,
        incident,
        incidents: countIncidents(incidents).incidents,
        result,
      });
    } catch (error) {
      // The bundle and its entry are there all the same.
      onProblem('Nobody was notified that a bundle ended', error as Error);
    }
  }

  /** Appends to the timeline of each incident that it was exported. It is no new version: nobody's edit is stale by it. */
  async #recordExport(
    { incidents, options, isSingle }: Selection,
    actor: string,
    result: ArchiveResult | undefined,
  ): Promise<void> {
    const { incidentsStore, clock } = this.options;
    const counted = countIncidents(incidents);
    for (const incident of incidents) {
      const keyOnly = isKeyOnly(incident, options);
      await incidentsStore.transaction(
        async tx => {
          const locked = await tx.lockIncident(incident.id, FULL_ACCESS);
          if (!locked) return;
          await tx.appendEntry(locked, {
            at: clock().toISOString(),
            actor,
            action: 'record.exported',
            data: {
              format: 'bundle',
              isComplete: result !== undefined,
              ...(result && {
                sha256: result.sha256,
                manifestSha256: result.manifestSha256,
                sizeBytes: result.sizeBytes,
              }),
              ...(!isSingle && { incidents: counted.incidents }),
              ...(options.without?.length && { without: options.without }),
              ...(keyOnly && { keyOnly }),
              ...(incident.tlp === 'RED' &&
                options.tlpRedReason && { reason: options.tlpRedReason }),
            },
          });
        },
        { incident: incident.id },
      );
    }
  }
}

function sumEntries(incidents: readonly BundledIncident[]): number {
  return incidents.reduce((sum, { chainLength }) => sum + chainLength, 0);
}
