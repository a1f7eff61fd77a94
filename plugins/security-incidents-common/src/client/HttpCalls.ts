import type { FileDownload } from './ProofApi';
import { toResponseError } from './refusal';
import type { CallOptions } from './SecurityIncidentsApi';

/** Options of the client. */
export interface HttpCallsOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}

function toHeaders(options: CallOptions) {
  const headers: Record<string, string> = {};
  if (options.token) headers.authorization = `Bearer ${options.token}`;
  if (options.ifMatch !== undefined) {
    headers['if-match'] = String(options.ifMatch);
  }
  if (options.idempotencyKey) {
    headers['idempotency-key'] = options.idempotencyKey;
  }
  return headers;
}

/** Calls the plugin's API. Throws a `ResponseError` for every answer that is not 2xx. */
export class HttpCalls {
  readonly #discoveryApi: HttpCallsOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: HttpCallsOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: globalThis.fetch };
  }

  async get<T>(path: string, options?: CallOptions): Promise<T> {
    return (await this.#fetch('GET', path, {}, options)).json();
  }

  /** Reads a text file as it is; `Response.text` would take away the byte order mark that spreadsheets need. */
  async getText(path: string, options?: CallOptions): Promise<string> {
    const response = await this.#fetch('GET', path, {}, options);
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return decoder.decode(await response.arrayBuffer());
  }

  /** Reads a file while it arrives. */
  async getFile(path: string, options?: CallOptions): Promise<FileDownload> {
    const response = await this.#fetch('GET', path, {}, options);
    if (!response.body) throw new Error(`${path}: the answer has no content`);
    const disposition = response.headers.get('content-disposition') ?? '';
    const [, fileName = 'download'] =
      /filename="([^"]+)"/.exec(disposition) ?? [];
    return { fileName, content: response.body };
  }

  /** Reads a file. */
  async getBlob(path: string, options?: CallOptions): Promise<Blob> {
    return (await this.#fetch('GET', path, {}, options)).blob();
  }

  async send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    options?: CallOptions,
  ): Promise<T> {
    const content =
      body === undefined
        ? {}
        : { body: JSON.stringify(body), type: 'application/json' };
    return (await this.#fetch(method, path, content, options)).json();
  }

  /** Sends a form, or bytes. */
  async sendContent<T>(
    method: 'POST' | 'PUT',
    path: string,
    body: BodyInit,
    options?: CallOptions,
  ): Promise<T> {
    // The browser names the boundary of a form itself.
    const type =
      body instanceof FormData ? undefined : 'application/octet-stream';
    return (await this.#fetch(method, path, { body, type }, options)).json();
  }

  async #fetch(
    method: string,
    path: string,
    { body, type }: { body?: BodyInit; type?: string },
    options: CallOptions = {},
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('security-incidents');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        ...(type && { 'content-type': type }),
        ...toHeaders(options),
      },
      body,
      signal: options.signal,
    });
    if (!response.ok) throw await toResponseError(response);
    return response;
  }
}
