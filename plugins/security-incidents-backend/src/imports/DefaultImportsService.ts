import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  IMPORT_LIMITS,
  type ImportedIncidentPage,
  type ImportFinding,
  type ImportPage,
  type ImportReport,
  type IncidentImport,
  type PageRequest,
  type SaveImportMapping,
} from 'backstage-plugin-security-incidents-common';
import { assertPermitted } from '../authorization/permissions';
import { toSize } from '../evidence/settings';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { PayloadTooLargeError } from '../kernel/PayloadTooLargeError';
import type { FileReader } from './file/readFile';
import type { CheckedImport, ImportChecker } from './ImportChecker';
import type { ImportPresenter } from './ImportPresenter';
import type { ImportRunner } from './ImportRunner';
import type {
  EndedImport,
  ImportsService,
  ImportUpload,
} from './ImportsService';
import type { NameResolver } from './NameResolver';
import type { ImportMappingsStore } from './store/ImportMappingsStore';
import type { ImportRecord, ImportsStore } from './store/ImportsStore';

/** Files that are read at the same time; each is in memory. */
const MAX_READ = 4;
/** Imports that wait or run. */
const MAX_ACTIVE = 5;

/** What keeps a file from being imported. */
class ImportRefusedError extends InputError {
  name = 'InputError' as const;

  constructor(readonly findings: readonly ImportFinding[], errors: number) {
    const [{ row, column, message }] = findings;
    const place = [row !== undefined && `row ${row}`, column]
      .filter(Boolean)
      .join(', ');
    const others = errors > 1 ? `, and ${errors - 1} more errors` : '';
    super(
      `file: ${
        place ? `${place}: ` : ''
      }${message}${others}. Nothing was imported`,
    );
  }
}

export class DefaultImportsService
  implements ImportsService<AuthorizedContext>
{
  #reading = 0;
  #lastCheck: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: {
      store: ImportsStore;
      mappings: ImportMappingsStore;
      files: FileReader;
      checker: ImportChecker;
      runner: ImportRunner;
      names: NameResolver;
      presenter: ImportPresenter;
      maxBytes: number;
      clock(): Date;
      actorOf(credentials: BackstageCredentials): string;
      /** Never rejects. */
      onEnded(ended: EndedImport): Promise<void>;
      onProblem(message: string, cause: unknown): void;
    },
  ) {}

  async check(upload: ImportUpload, context: AuthorizedContext) {
    return this.#withFile(upload, context, async ({ report }) =>
      this.#toReport({ ...report, dryRun: true }, context),
    );
  }

  async start(upload: ImportUpload, context: AuthorizedContext) {
    const { store, runner, onProblem } = this.options;
    return this.#withFile(upload, context, async (checked, content) => {
      const { report, incidents, names } = checked;
      const { error } = report.findingCounts;
      if (error > 0) throw new ImportRefusedError(report.findings, error);
      if (incidents.length === 0) {
        throw new InputError('file: has no row that is left to import');
      }
      // Each of them makes others readers of a restricted incident.
      if (incidents.some(({ visibility }) => visibility === 'restricted')) {
        assertPermitted(context.permissions, ['restrict']);
      }
      if ((await store.countActive(report.file.sha256)) > 0) {
        throw new ConflictError('file: is being imported already');
      }
      if ((await store.countActive()) >= MAX_ACTIVE) {
        throw new ServiceUnavailableError(
          `${MAX_ACTIVE} imports wait already; try again when one has ended`,
        );
      }
      const record: ImportRecord = {
        id: randomUUID(),
        state: 'waiting',
        file: report.file,
        source: report.source,
        mapping: report.mapping,
        corrections: upload.options.corrections?.length ?? 0,
        rows: report.totals.rows,
        incidents: incidents.length,
        createdAt: this.options.clock().toISOString(),
        createdBy: this.options.actorOf(context.credentials),
      };
      await store.insert({
        record,
        content,
        request: { options: upload.options, names },
      });
      runner
        .runWaiting()
        .catch(cause => onProblem('Imports could not be run', cause));
      return this.#toReport(
        { ...report, dryRun: false, import: record },
        context,
      );
    });
  }

  async list(
    page: PageRequest,
    context: AuthorizedContext,
  ): Promise<ImportPage> {
    const { store, runner, files, presenter, maxBytes } = this.options;
    const { items, totalItems, nextCursor } = await store.listPage(page);
    return {
      items: await Promise.all(
        items.map(record =>
          presenter.present(runner.getRunning(record.id) ?? record, context),
        ),
      ),
      totalItems,
      pageInfo: nextCursor ? { nextCursor } : {},
      formats: [...files.formats],
      maxBytes,
    };
  }

  async get(id: string, context: AuthorizedContext): Promise<IncidentImport> {
    const { store, runner, presenter } = this.options;
    const found = runner.getRunning(id) ?? (await store.find(id));
    if (!found) throw new NotFoundError(`No import ${id}`);
    return presenter.present(found, context);
  }

  async listIncidents(
    id: string,
    page: PageRequest,
    context: AuthorizedContext,
  ): Promise<ImportedIncidentPage> {
    const { store } = this.options;
    if (!(await store.find(id))) throw new NotFoundError(`No import ${id}`);
    const { items, totalItems, nextCursor } = await store.listIncidents(
      id,
      page,
      getReadAccess(context),
    );
    return { items, totalItems, pageInfo: nextCursor ? { nextCursor } : {} };
  }

  async listMappings({ credentials }: AuthorizedContext) {
    const { mappings, actorOf } = this.options;
    return { items: await mappings.list(actorOf(credentials)) };
  }

  async saveMapping(
    { name, mapping }: SaveImportMapping,
    { credentials }: AuthorizedContext,
  ) {
    const { mappings, actorOf, clock } = this.options;
    const saved = await mappings.save(
      actorOf(credentials),
      { id: randomUUID(), name, mapping, savedAt: clock().toISOString() },
      IMPORT_LIMITS.savedMappings,
    );
    if (!saved) {
      throw new ConflictError(
        `name: you have ${IMPORT_LIMITS.savedMappings} mappings already; delete one, or save under the name of one`,
      );
    }
    return saved;
  }

  async deleteMapping(id: string, { credentials }: AuthorizedContext) {
    const { mappings, actorOf } = this.options;
    const deleted = await mappings.delete(actorOf(credentials), id);
    if (!deleted) throw new NotFoundError(`No mapping ${id}`);
    return deleted;
  }

  async cancel(id: string, context: AuthorizedContext) {
    const { store, runner, clock, actorOf, onEnded, presenter } = this.options;
    runner.stop(id);
    const isEnded = await store.end(id, {
      state: 'cancelled',
      at: clock().toISOString(),
    });
    const found = await store.find(id);
    if (!found) throw new NotFoundError(`No import ${id}`);
    if (found.state !== 'cancelled') {
      throw new ConflictError(
        `state: the import is ${found.state} and cannot be stopped`,
      );
    }
    if (isEnded) {
      await onEnded({ import: found, endedBy: actorOf(context.credentials) });
    }
    return presenter.present(found, context);
  }

  /** Reads and checks a file. Files are checked one after another, because each takes memory and time. */
  async #withFile<T>(
    { options, fileName, content }: ImportUpload,
    context: AuthorizedContext,
    work: (checked: CheckedImport, content: Buffer) => Promise<T>,
  ): Promise<T> {
    if (this.#reading >= MAX_READ) {
      throw new ServiceUnavailableError(
        'Other files are being checked; try again in a minute',
      );
    }
    this.#reading += 1;
    try {
      const bytes = await this.#read(content);
      const { checker, names, actorOf } = this.options;
      const before = this.#lastCheck;
      const checked = before.then(() =>
        checker.check(bytes, options.fileName ?? fileName, options, {
          actor: actorOf(context.credentials),
          resolve: (wanted, mapping) =>
            names.resolve(wanted, mapping, context.credentials),
        }),
      );
      this.#lastCheck = checked.catch(() => {});
      return await work(await checked, bytes);
    } finally {
      this.#reading -= 1;
    }
  }

  async #read(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
    const { maxBytes } = this.options;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of content) {
      size += part.length;
      if (size > maxBytes) {
        throw new PayloadTooLargeError(
          `file: must be at most ${toSize(maxBytes)}; import it in parts`,
        );
      }
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  async #toReport(
    { earlierImport, ...report }: ImportReport,
    context: AuthorizedContext,
  ): Promise<ImportReport> {
    if (!earlierImport) return report;
    const { presenter } = this.options;
    return {
      ...report,
      earlierImport: await presenter.present(earlierImport, context),
    };
  }
}
