import {
  type ResponsePlan,
  type ResponsePlanSpec,
} from 'backstage-plugin-security-incidents-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import {
  ADA,
  BOB,
  ENGINES,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';
import { LEAK, plan, PLAN_CATALOG } from '../__testUtils__/planCatalog';

jest.setTimeout(120_000);

const FIXTURE = readFileSync(
  resolve(__dirname, '../../../../test/fixtures/cacao-playbook.json'),
  'utf8',
);
const CACAO = '/response-plans/default/leaked-credential/cacao';

describe.each(ENGINES)('playbooks on %s', engine => {
  let app: TestApp;

  const importing = (document: unknown, more: object = {}) =>
    app
      .as(ADA)
      .post('/response-plans/import', { format: 'cacao', document, ...more });

  beforeAll(async () => {
    app = await startApp(engine, { entities: PLAN_CATALOG });
    await app.refreshPlans();
  });
  afterAll(() => app.stop());

  it('exports a plan that imports as the identical plan, without catalog fields', async () => {
    const exported = await app.as(ADA).get(CACAO).expect(200);
    expect(exported.body).toMatchObject({
      type: 'playbook',
      spec_version: 'cacao-2.0',
      name: 'Leaked credential',
    });
    expect(exported.text).not.toContain('git.example.com');
    const { body } = await importing(exported.body).expect(200);
    const made: ResponsePlan = parse(body.plan);
    expect(made).toEqual({
      apiVersion: LEAK.apiVersion,
      kind: LEAK.kind,
      metadata: {
        name: 'leaked-credential',
        namespace: 'default',
        title: 'Leaked credential',
        annotations: {
          'security-incidents/last-tested':
            LEAK.metadata.annotations?.['security-incidents/last-tested'],
        },
      },
      spec: LEAK.spec,
    });
  });

  it('has a new modified time only when the content changed', async () => {
    const changedAt = async () =>
      (await app.as(ADA).get(CACAO).expect(200)).body.modified;
    const catalogSays = async (change: object) => {
      app.catalog.setEntities(
        PLAN_CATALOG.map(item =>
          item === LEAK ? { ...LEAK, ...change } : item,
        ),
      );
      await app.refreshPlans();
    };
    const before = await changedAt();
    await catalogSays({
      metadata: { ...LEAK.metadata, uid: 'another', tags: ['security'] },
    });
    expect(await changedAt()).toBe(before);
    await catalogSays({ spec: { ...LEAK.spec, version: '2.2.0' } });
    const after = await changedAt();
    expect(after > before).toBe(true);
    await app.refreshPlans();
    expect(await changedAt()).toBe(after);
    await catalogSays({});
  });

  it('imports a foreign playbook, as JSON or text, with findings', async () => {
    const { body } = await importing(JSON.parse(FIXTURE)).expect(200);
    const { kind, spec }: { kind: string; spec: ResponsePlanSpec } = parse(
      body.plan,
    );
    expect(kind).toBe('ResponsePlan');
    expect(spec.lifecycle).toBe('draft');
    expect(body.findings.length).toBeGreaterThan(0);
    for (const finding of body.findings) {
      expect(['kept', 'note', 'dropped']).toContain(finding.level);
    }
    const asText = await importing(FIXTURE).expect(200);
    expect(asText.body).toEqual(body);
  });

  it.each<[string, unknown, RegExp]>([
    ['no playbook', { type: 'bundle' }, /type/],
    ['text that is no JSON', 'kind: ResponsePlan', /JSON/],
    ['an empty object', {}, /type/],
  ])(
    'rejects %s with the problem and without a plan',
    async (_, document, message) => {
      const { status, body } = await importing(document);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(message),
      });
      expect(body.error.findings.length).toBeGreaterThan(0);
      for (const finding of body.error.findings) {
        expect(finding).toMatchObject({
          level: 'error',
          path: expect.any(String),
          message: expect.any(String),
        });
      }
      expect(body).not.toHaveProperty('plan');
    },
  );

  it('names the first problems and the number of further ones', async () => {
    const playbook = JSON.parse(FIXTURE);
    for (const step of Object.values<any>(playbook.workflow)) {
      step.type = 'dance';
    }
    const { body } = await importing(playbook).expect(400);
    const more = body.error.findings.length - 5;
    expect(more).toBeGreaterThan(0);
    expect(body.error.message).toMatch(
      new RegExp(`; and ${more} more problem`),
    );
  });

  it.each([
    [{ format: 'stix', document: {} }, /^format: must be/],
    [{ format: 'cacao' }, /^document: /],
    [{ format: 'cacao', document: [] }, /^document: must be a playbook/],
    [{ format: 'cacao', document: {}, owner: 'x' }, /unknown field owner/],
  ])('refuses the request %j', async (request, message) => {
    const { status, body } = await app
      .as(ADA)
      .post('/response-plans/import', request);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(message),
    ]);
  });

  it('accepts playbooks of up to 1 MB, but no other body of that size', async () => {
    const large = { ...JSON.parse(FIXTURE), description: 'x'.repeat(9_000) };
    large.external_references = Array.from({ length: 600 }, (_, index) => ({
      name: `Reference ${index}`,
      description: 'y'.repeat(900),
    }));
    expect(JSON.stringify(large).length).toBeGreaterThan(500_000);
    expect((await importing(large)).status).toBe(200);

    const tooLarge = await importing({ text: 'x'.repeat(1_100_000) });
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body.error.message).toBe(
      'body: must be at most 1024 kB of JSON',
    );
    const other = await app
      .as(ADA)
      .post('/entities/overviews', { entityRefs: ['x'.repeat(300_000)] });
    expect(other.status).toBe(413);
    expect(other.body.error.message).toBe(
      'body: must be at most 256 kB of JSON',
    );
  });

  it('does not distinguish missing and hidden plans', async () => {
    app.catalog.hide(BOB, 'responseplan:default/leaked-credential');
    const answerFor = async (name: string) => {
      const { status, body } = await app
        .as(BOB)
        .get(`/response-plans/default/${name}/cacao`);
      expect(status).toBe(404);
      return body.error.message.replace(name, '');
    };
    expect(await answerFor('leaked-credential')).toBe(
      await answerFor('nothing'),
    );
    app.catalog.hide(BOB);
  });

  it('exports a plan while the catalog is unavailable', async () => {
    app.setCatalogDown(true);
    expect((await app.as(ADA).get(CACAO)).status).toBe(200);
    app.setCatalogDown(false);
  });

  it('exports drafts and retired plans, and ignores the case of names', async () => {
    app.catalog.setEntities([
      ...PLAN_CATALOG,
      plan('Sketch', { lifecycle: 'draft' }),
    ]);
    await app.refreshPlans();
    for (const name of ['sketch', 'Sketch', 'defacement']) {
      const { status } = await app
        .as(ADA)
        .get(`/response-plans/default/${name}/cacao`);
      expect([name, status]).toEqual([name, 200]);
    }
  });

  it('needs permission to see plans', async () => {
    const MALLORY = 'user:default/mallory';
    app.deny(MALLORY, 'security-incidents.plan.read');
    const body = { format: 'cacao', document: {} };
    for (const answer of [
      await app.as(MALLORY).get(CACAO),
      await app.as(MALLORY).post('/response-plans/import', body),
    ]) {
      expect(answer.status).toBe(403);
    }
  });
});
