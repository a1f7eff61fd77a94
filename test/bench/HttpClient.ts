import { Agent, request } from 'node:http';

const TIMEOUT_MS = 30_000;

/** A signed-in client with keep-alive connections. It is as light as possible because it shares the machine with the backend. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true });
  #headers: Record<string, string> = {};

  constructor(private readonly port: number) {}

  async signIn(persona: string): Promise<void> {
    const session = JSON.parse(
      await this.#send('POST', '/api/auth/demo/refresh', {
        'x-demo-persona': persona,
      }),
    );
    this.#headers = {
      authorization: `Bearer ${session.backstageIdentity.token}`,
    };
  }

  /** Returns the unparsed body. */
  fetch(path: string): Promise<string> {
    return this.#send('GET', path, this.#headers);
  }

  async get(path: string): Promise<object> {
    return JSON.parse(await this.fetch(path));
  }

  close() {
    this.#agent.destroy();
  }

  #send(
    method: string,
    path: string,
    headers: Record<string, string>,
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          headers,
          timeout: TIMEOUT_MS,
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const body = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode === 200) resolve(body);
            else {
              reject(
                new Error(`${method} ${path}: ${response.statusCode} ${body}`),
              );
            }
          });
        },
      );
      sent.on('timeout', () =>
        sent.destroy(new Error(`${method} ${path}: no answer`)),
      );
      sent.on('error', reject);
      sent.end();
    });
  }
}
