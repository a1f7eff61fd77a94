import type {
  BundleContents,
  BundleOptions,
  CheckpointPage,
  EraseEntryRequest,
  PageRequest,
  TimelineEntry,
} from '../model';
import { HttpCalls } from './HttpCalls';
import { incidentPath, withQuery } from './paths';
import type { BundleQuery, ProofApi } from './ProofApi';
import type { CallOptions } from './SecurityIncidentsApi';

/**
 * Client of the part of the HTTP API that proves what was recorded.
 * @public
 */
export class ProofClient implements ProofApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  listCheckpoints(page: PageRequest = {}, options?: CallOptions) {
    const path = withQuery('/verification/checkpoints', page);
    return this.#calls.get<CheckpointPage>(path, options);
  }

  getBundleContents(
    idOrKey: string,
    bundle: BundleOptions = {},
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'bundle', 'contents');
    return this.#calls.get<BundleContents>(withQuery(path, bundle), options);
  }

  downloadBundle(
    idOrKey: string,
    bundle: BundleOptions = {},
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'bundle');
    return this.#calls.getFile(withQuery(path, bundle), options);
  }

  getBundleOfManyContents(query: BundleQuery = {}, options?: CallOptions) {
    const path = withQuery('/reports/bundle/contents', query);
    return this.#calls.get<BundleContents>(path, options);
  }

  downloadBundleOfMany(query: BundleQuery = {}, options?: CallOptions) {
    return this.#calls.getFile(withQuery('/reports/bundle', query), options);
  }

  eraseEntry(
    idOrKey: string,
    seq: number,
    request: EraseEntryRequest,
    options?: CallOptions,
  ) {
    const path = incidentPath(idOrKey, 'timeline', String(seq), 'erasure');
    return this.#calls.send<TimelineEntry>('POST', path, request, options);
  }
}
