import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import securityIncidentsPlugin from 'backstage-plugin-security-incidents-backend';
import { SecurityIncidentsClient } from 'backstage-plugin-security-incidents-common';
import request from 'supertest';
import { parse } from 'yaml';
import { inMemoryDatabase } from './demo/__testUtils__/inMemoryDatabase';

jest.setTimeout(60_000);

const demo = parse(
  readFileSync(join(__dirname, '../../../app-config.yaml'), 'utf8'),
);
const { rateLimit } = demo.backend;
const limits = rateLimit.plugin['security-incidents'];
const BASE = '/api/security-incidents';
const PATH = `${BASE}/openapi.json`;

/** The backend with the limits of the demo; other plugins have none. */
async function startWith(changes: object) {
  const { server } = await startTestBackend({
    features: [
      securityIncidentsPlugin,
      notificationsPlugin,
      inMemoryDatabase,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: {
            baseUrl: 'http://localhost',
            rateLimit: {
              ...rateLimit,
              plugin: { 'security-incidents': { ...limits, ...changes } },
            },
          },
        },
      }),
    ],
  });
  return server;
}

describe('the limit of requests', () => {
  it('stops what asks more often than the demo allows, and says until when', async () => {
    // Where a proxy is on the same machine, nobody is let through.
    const server = await startWith({ ipAllowList: [] });
    // Pages that do not exist count too, and cost less than the document.
    for (let asked = 1; asked <= limits.incomingRequestLimit; asked += 1) {
      const { status } = await request(server).get(`${BASE}/unknown`);
      expect({ asked, status }).toEqual({ asked, status: 404 });
    }
    const { status, headers, body } = await request(server).get(PATH);
    expect(status).toBe(429);
    expect(body).toEqual({
      error: {
        name: 'Error',
        message: 'Too many requests, please try again later',
      },
      response: { statusCode: 429 },
    });
    expect(headers).toMatchObject({
      'x-ratelimit-limit': String(limits.incomingRequestLimit),
      'x-ratelimit-remaining': '0',
    });
    const seconds = Number(headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);

    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('No port');
    const client = new SecurityIncidentsClient({
      discoveryApi: {
        getBaseUrl: async () => `http://localhost:${address.port}${BASE}`,
      },
    });
    await expect(client.listIncidents()).rejects.toMatchObject({
      statusCode: 429,
      body: {
        error: {
          message: expect.stringMatching(/Try again in \d+ seconds?\.$/),
        },
      },
    });

    // It is that of the plugin alone.
    const other = await request(server).get('/api/notifications/status');
    expect(other.status).not.toBe(429);
  });

  it('lets everything through that comes from the machine of the demo', async () => {
    const server = await startWith({ incomingRequestLimit: 1 });
    for (let asked = 0; asked < 3; asked += 1) {
      await request(server).get(PATH).expect(200);
    }
  });
});
