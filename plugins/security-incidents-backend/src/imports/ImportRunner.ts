import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  type ImportProgress,
  importOptionsSchema,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import type { EntityLookup, LookedUpEntity } from '../catalog/EntityLookup';
import { chunks } from '../database/chunks';
import type { ImportChecker } from './ImportChecker';
import type { EndedImport } from './ImportsService';
import type { ResolvedNames, SourcedIncident } from './prepared';
import type {
  ImportBatch,
  ImportedService,
  ImportsStore,
  StoredImport,
} from './store/ImportsStore';

const CLAIM_MS = 10 * 60 * 1000;
const EXTEND_EVERY_MS = 60 * 1000;

/** An import that somebody stopped. */
class ImportStoppedError extends ConflictError {
  name = 'ConflictError' as const;
}

interface Running {
  id: string;
  progress: ImportProgress;
  isStopped: boolean;
  record: StoredImport['record'];
}

/** Runs imports one after another: each is recorded whole in one transaction, or not at all. */
export class ImportRunner {
  #running: Running | undefined;
  #run: Promise<void> | undefined;

  constructor(
    private readonly options: {
      store: ImportsStore;
      checker: ImportChecker;
      lookup: EntityLookup;
      auth: AuthService;
      priorityPolicy: PriorityPolicy;
      keyPrefix: string;
      clock(): Date;
      /** Never rejects. */
      onEnded(ended: EndedImport): Promise<void>;
      onProblem(message: string, cause: unknown): void;
    },
  ) {}

  /** The import that this instance runs, read without the database, which the import may keep busy. */
  getRunning(id: string) {
    const running = this.#running;
    return running?.id === id
      ? { ...running.record, progress: { ...running.progress } }
      : undefined;
  }

  /** Stops an import that this instance runs; nothing of it is kept. */
  stop(id: string): void {
    if (this.#running?.id === id) this.#running.isStopped = true;
  }

  /** Runs what waits, unless this instance does so already. */
  runWaiting(): Promise<void> {
    this.#run ??= this.#runAll().finally(() => {
      this.#run = undefined;
    });
    return this.#run;
  }

  async #runAll(): Promise<void> {
    const { store } = this.options;
    for (;;) {
      const claimed = await store.claim(this.#now(), this.#until());
      if (!claimed) return;
      await this.#runOne(claimed);
    }
  }

  async #runOne(stored: StoredImport): Promise<void> {
    const { store, onProblem, onEnded } = this.options;
    const { record } = stored;
    const running: Running = {
      id: record.id,
      record,
      isStopped: false,
      progress: { phase: 'reading', done: 0, total: record.rows },
    };
    this.#running = running;
    const timer = setInterval(() => {
      store
        .extend(record.id, this.#until())
        .catch(error =>
          onProblem('The claim of an import was not kept', error),
        );
    }, EXTEND_EVERY_MS);
    try {
      await this.#import(stored, running);
    } catch (error) {
      if (!(error instanceof ImportStoppedError)) {
        await store.end(record.id, {
          state: 'failed',
          at: this.#now(),
          problem: this.#describe(error),
        });
      }
    } finally {
      clearInterval(timer);
      this.#running = undefined;
    }
    const ended = await store.find(record.id);
    // A person who stopped it tells the starter themselves.
    if (ended?.state === 'done' || ended?.state === 'failed') {
      await onEnded({ import: ended });
    }
  }

  async #import({ record, content, request }: StoredImport, running: Running) {
    const { store, checker, keyPrefix, clock, priorityPolicy } = this.options;
    const names: ResolvedNames = request.names;
    const throwIfStopped = () => {
      if (running.isStopped) throw new ImportStoppedError('Stopped');
    };
    const { incidents, report } = await checker.check(
      content,
      record.file.name,
      importOptionsSchema.parse(request.options),
      {
        actor: record.createdBy,
        resolve: async () => names,
        onProgress: (done, total) => {
          throwIfStopped();
          running.progress = { phase: 'checking', done, total };
        },
      },
    );
    if (report.findingCounts.error > 0 || incidents.length === 0) {
      const [first] = report.findings;
      throw new InputError(
        first
          ? `${first.row === undefined ? '' : `Row ${first.row}: `}${
              first.message
            }`
          : 'No row is left to import',
      );
    }
    const at = clock().toISOString();
    running.progress = {
      phase: 'preparing',
      done: 0,
      total: incidents.length,
    };
    const entities = await this.#lookUp(names, at);
    running.progress = { ...running.progress, phase: 'writing' };
    const batch: ImportBatch = {
      record,
      incidents,
      names,
      entities,
      keyPrefix,
      at,
      toPriority: (incident, services) =>
        toPriority(priorityPolicy, incident, services, entities),
      throwIfStopped,
      progress: (phase, done) => {
        running.progress = { ...running.progress, phase, done };
      },
    };
    await store.record(batch);
  }

  /** The services that the caller saw, as the catalog describes them. */
  async #lookUp(names: ResolvedNames, at: string) {
    const { lookup, auth } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const refs = Object.values(names.services)
      .filter(({ isKnown }) => isKnown)
      .map(({ entityRef }) => entityRef);
    const entities = new Map<string, LookedUpEntity>();
    for (const part of chunks([...new Set(refs)])) {
      const answer = await lookup.lookUp(part, at, credentials);
      if (answer.state === 'unavailable') {
        throw new ServiceUnavailableError(
          'The catalog could not be asked for the services. Run the import again',
        );
      }
      answer.entities.forEach((entity, ref) => entities.set(ref, entity));
    }
    return entities;
  }

  /** Why an import failed, in words that say nothing of the database. */
  #describe(cause: unknown): string {
    const { name, message } = toError(cause);
    const isExpected = [
      'InputError',
      'ConflictError',
      'ServiceUnavailableError',
    ].includes(name);
    if (isExpected) return message;
    this.options.onProblem('An import failed', cause);
    return 'An error of the server, which is in its log. Run the import again';
  }

  #now(): string {
    return this.options.clock().toISOString();
  }

  #until(): string {
    return new Date(this.options.clock().getTime() + CLAIM_MS).toISOString();
  }
}

function toPriority(
  policy: PriorityPolicy,
  incident: SourcedIncident,
  services: readonly ImportedService[],
  entities: ReadonlyMap<string, LookedUpEntity>,
) {
  const priorityInputs = policy.explainPriority({
    severity: incident.severity,
    impact: undefined,
    urgency: undefined,
    ongoing: 'no',
    personalDataInvolved: 'unknown',
    services: services.map(({ entityRef }) => ({
      entityRef,
      ...entities.get(entityRef)?.snapshot,
    })),
    repeated: false,
  });
  return { priority: priorityInputs.computed, priorityInputs };
}
