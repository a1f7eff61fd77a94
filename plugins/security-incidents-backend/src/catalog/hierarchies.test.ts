import type { Entity } from '@backstage/catalog-model';
import {
  ADA,
  component,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const DEPTH = 12;
const level = (n: number) => `group:default/level-${n}`;

/** A chain of groups from the team up to level 1, which is a child of the team again. */
const groups = Array.from({ length: DEPTH }, (_, index): Entity => {
  const n = index + 1;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `level-${n}`, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: [{ type: 'childOf', targetRef: level(n === 1 ? DEPTH : n - 1) }],
  };
});

describe.each(ENGINES)('hierarchies of groups on %s', engine => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp(engine, {
      catalog: [component('deep', `level-${DEPTH}`), ...groups],
    });
    await app
      .as(ADA)
      .post('/incidents', {
        ...REPORT,
        title: 'Deep down',
        affected: [{ entityRef: 'component:default/deep' }],
      })
      .expect(201);
    await app.as(ADA).post('/incidents', REPORT).expect(201);
  });
  afterAll(() => app.stop());

  it.each(Array.from({ length: DEPTH }, (_, index) => index + 1))(
    'count up to level %s, in the owner filter as on the page of the group',
    async n => {
      for (const filter of ['owner', 'entityRef']) {
        const { body } = await app
          .as(ADA)
          .get(`/incidents?${filter}=${level(n)}`)
          .expect(200);
        expect(body.items.map(({ title }: { title: string }) => title)).toEqual(
          ['Deep down'],
        );
      }
    },
  );
});
