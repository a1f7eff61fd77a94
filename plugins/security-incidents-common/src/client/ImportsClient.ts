import type {
  ImportOptions,
  ImportPage,
  ImportReport,
  ImportedIncidentPage,
  IncidentImport,
  PageRequest,
  SavedImportMapping,
  SavedImportMappings,
  SaveImportMapping,
} from '../model';
import { HttpCalls } from './HttpCalls';
import type { ImportsApi } from './ImportsApi';
import { withQuery } from './paths';
import type { CallOptions } from './SecurityIncidentsApi';

function toForm(file: Blob, request: ImportOptions): FormData {
  const form = new FormData();
  form.append('options', JSON.stringify(request));
  form.append('file', file, request.fileName ?? 'import');
  return form;
}

/**
 * Client of the part of the HTTP API about imports.
 * @public
 */
export class ImportsClient implements ImportsApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  checkImport(
    file: Blob,
    request: ImportOptions = {},
    options?: CallOptions,
  ): Promise<ImportReport> {
    const path = '/imports/incidents?dryRun=true';
    return this.#calls.sendContent<ImportReport>(
      'POST',
      path,
      toForm(file, request),
      options,
    );
  }

  startImport(
    file: Blob,
    request: ImportOptions = {},
    options?: CallOptions,
  ): Promise<ImportReport> {
    const path = '/imports/incidents';
    return this.#calls.sendContent<ImportReport>(
      'POST',
      path,
      toForm(file, request),
      options,
    );
  }

  listImports(page: PageRequest = {}, options?: CallOptions) {
    const { limit, cursor } = page;
    const path = withQuery('/imports', { limit, cursor });
    return this.#calls.get<ImportPage>(path, options);
  }

  getImport(id: string, options?: CallOptions) {
    const path = `/imports/${encodeURIComponent(id)}`;
    return this.#calls.get<IncidentImport>(path, options);
  }

  listImportedIncidents(
    id: string,
    page: PageRequest = {},
    options?: CallOptions,
  ) {
    const { limit, cursor } = page;
    const path = `/imports/${encodeURIComponent(id)}/incidents`;
    return this.#calls.get<ImportedIncidentPage>(
      withQuery(path, { limit, cursor }),
      options,
    );
  }

  listImportMappings(options?: CallOptions) {
    return this.#calls.get<SavedImportMappings>('/imports/mappings', options);
  }

  saveImportMapping(request: SaveImportMapping, options?: CallOptions) {
    const path = '/imports/mappings';
    return this.#calls.send<SavedImportMapping>('POST', path, request, options);
  }

  deleteImportMapping(id: string, options?: CallOptions) {
    const path = `/imports/mappings/${encodeURIComponent(id)}`;
    return this.#calls.send<SavedImportMapping>(
      'DELETE',
      path,
      undefined,
      options,
    );
  }

  cancelImport(id: string, options?: CallOptions) {
    const path = `/imports/${encodeURIComponent(id)}/cancel`;
    return this.#calls.send<IncidentImport>('POST', path, {}, options);
  }
}
