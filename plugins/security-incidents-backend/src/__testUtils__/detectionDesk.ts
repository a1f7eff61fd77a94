import type { TestDatabaseId } from '@backstage/backend-test-utils';
import type { MappedDetection } from 'backstage-plugin-security-incidents-node/alpha';
import {
  deliver,
  DETECTION_SETTINGS,
  finding,
  scannerModule,
} from './detections';
import { ADA, component, REPORT, startApp, type TestApp } from './harness';

type Body = Record<string, any>;

/** A service that the gateway of {@link detectionDesk} depends on. */
export const LEDGER = 'component:default/ledger';

/** An app with a scanner for the tests of a file, and what people do with its detections. */
export function detectionDesk(engine: TestDatabaseId) {
  let app: TestApp;
  let last = 0;

  beforeAll(async () => {
    app = await startApp(engine, {
      features: [scannerModule],
      settings: DETECTION_SETTINGS,
      catalog: [
        {
          ...component('gateway', 'team-payments'),
          relations: [
            { type: 'ownedBy', targetRef: 'group:default/team-payments' },
            { type: 'dependsOn', targetRef: LEDGER },
          ],
        },
      ],
    });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  return {
    get app() {
      return app;
    },
    /** Delivers a finding of its own, and returns its detection. */
    async detect(more: Partial<MappedDetection> = {}): Promise<Body> {
      last += 1;
      const externalKey = `desk-${last}`;
      await deliver(app, [finding({ externalKey, ...more })]).expect(202);
      const [row] = await app
        .knex('detections')
        .where({ fingerprint_basis: externalKey });
      return { ...row, externalKey };
    },
    async record(more: object = {}): Promise<Body> {
      const { body } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...more })
        .expect(201);
      return body;
    },
    async get(id: string): Promise<Body> {
      return (await app.as(ADA).get(`/detections/${id}`).expect(200)).body;
    },
    async list(query = '', user = ADA): Promise<Body> {
      return (await app.as(user).get(`/detections?${query}`).expect(200)).body;
    },
  };
}
